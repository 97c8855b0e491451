"""What there is: places, what they were and are, what they offer."""

from inducult.places.models.evidence import Fact, Identifier, Source
from inducult.places.models.lifecycle import Phase
from inducult.places.models.offer import Event, EventText, Medium, MediumText, Offer, OfferText
from inducult.places.models.place import (
    FormerSlug,
    Place,
    PlaceName,
    PlaceRegion,
    PlaceText,
    PlaceType,
    Position,
    Relation,
)
from inducult.places.models.publication import Publication
from inducult.places.models.report import Report
from inducult.places.models.term import TaxonomyTerm
from inducult.places.models.visit import Visit

__all__ = [
    "Event",
    "EventText",
    "Fact",
    "FormerSlug",
    "Identifier",
    "Medium",
    "MediumText",
    "Offer",
    "OfferText",
    "Phase",
    "Place",
    "PlaceName",
    "PlaceRegion",
    "PlaceText",
    "PlaceType",
    "Position",
    "Publication",
    "Relation",
    "Report",
    "Source",
    "TaxonomyTerm",
    "Visit",
]
