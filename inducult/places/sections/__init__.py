"""The editor of a place, page by page. A new page is a class and a line here."""

from __future__ import annotations

from typing import Final

from inducult.places.sections.about import About
from inducult.places.sections.access import AccessSection
from inducult.places.sections.evidence import Facts, Sources
from inducult.places.sections.hours import Hours
from inducult.places.sections.lifecycle import Lifecycle
from inducult.places.sections.media import Media
from inducult.places.sections.names import Names
from inducult.places.sections.offers import Events, Offers
from inducult.places.sections.position import PositionSection
from inducult.places.sections.relations import Relations
from inducult.places.sections.section import FlatSection, RowForm, RowsSection, Section
from inducult.places.sections.texts import Texts
from inducult.places.sections.types import Types
from inducult.places.sections.visit import Prices, Visit

# In the order in which a person meets them.
SECTIONS: Final[dict[str, type[Section]]] = {
    section.name: section
    for section in (
        *(Names, Texts, Types, Lifecycle, PositionSection, Hours, Visit, Prices, AccessSection),
        *(Offers, Events, Media, About, Relations, Facts, Sources),
    )
}

__all__ = ["SECTIONS", "FlatSection", "Hours", "RowForm", "RowsSection", "Section"]
