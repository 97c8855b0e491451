"""What there is: places, what they were and are, what they offer."""

from inducult.places.models.correction import Comment, Correction, Keeping
from inducult.places.models.evidence import Fact, Identifier, Source
from inducult.places.models.lifecycle import Phase
from inducult.places.models.offer import Event, EventText, Medium, MediumText, Offer, OfferText
from inducult.places.models.picture import Picture
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
from inducult.places.models.reminder import Reminder
from inducult.places.models.report import Report
from inducult.places.models.sheet import Sheet
from inducult.places.models.story import Story
from inducult.places.models.term import TaxonomyTerm
from inducult.places.models.visit import Visit
from inducult.places.models.withdrawal import Withdrawal

__all__ = [
    "Comment",
    "Correction",
    "Event",
    "EventText",
    "Fact",
    "FormerSlug",
    "Identifier",
    "Keeping",
    "Medium",
    "MediumText",
    "Offer",
    "OfferText",
    "Phase",
    "Picture",
    "Place",
    "PlaceName",
    "PlaceRegion",
    "PlaceText",
    "PlaceType",
    "Position",
    "Publication",
    "Relation",
    "Reminder",
    "Report",
    "Sheet",
    "Source",
    "Story",
    "TaxonomyTerm",
    "Visit",
    "Withdrawal",
]
