"""The editor of a place, page by page. A new page is a class and a line here."""

from __future__ import annotations

from typing import Final

from inducult.places.sections.about import About
from inducult.places.sections.evidence import Facts, Sources
from inducult.places.sections.lifecycle import Lifecycle
from inducult.places.sections.names import Names
from inducult.places.sections.position import PositionSection
from inducult.places.sections.section import FlatSection, RowForm, RowsSection, Section
from inducult.places.sections.texts import Texts
from inducult.places.sections.types import Types

# In the order in which a person meets them.
SECTIONS: Final[dict[str, type[Section]]] = {
    section.name: section
    for section in (Names, Texts, Types, Lifecycle, PositionSection, About, Facts, Sources)
}

__all__ = ["SECTIONS", "FlatSection", "RowForm", "RowsSection", "Section"]
