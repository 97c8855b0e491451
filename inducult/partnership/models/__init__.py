"""Who we are."""

from inducult.partnership.models.organisation import Organisation, OrganisationText
from inducult.partnership.models.person import Membership, Person
from inducult.partnership.models.region import Area, Region, RegionText

__all__ = [
    "Area",
    "Membership",
    "Organisation",
    "OrganisationText",
    "Person",
    "Region",
    "RegionText",
]
