"""Who we are."""

from inducult.partnership.models.organisation import Organisation, OrganisationText
from inducult.partnership.models.person import Membership, Person
from inducult.partnership.models.region import Area, Region, RegionText
from inducult.partnership.models.role import Assignment, Invitation, Role

__all__ = [
    "Area",
    "Assignment",
    "Invitation",
    "Membership",
    "Organisation",
    "OrganisationText",
    "Person",
    "Region",
    "RegionText",
    "Role",
]
