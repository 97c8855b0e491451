"""The editor of a place, page by page. A new page is a class and a line here."""

from __future__ import annotations

from typing import Final

from inducult.places.sections.names import Names
from inducult.places.sections.section import FlatSection, RowForm, RowsSection, Section

# In the order in which a person meets them.
SECTIONS: Final[dict[str, type[Section]]] = {section.name: section for section in (Names,)}

__all__ = ["SECTIONS", "FlatSection", "RowForm", "RowsSection", "Section"]
