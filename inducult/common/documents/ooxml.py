"""The marks of Office Open XML that python-docx has no words for (ECMA-376, part 1)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

TINT: Final = "EAF2EE"
# What XML 1.0 cannot hold, escaped or not.
FORBIDDEN: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def sayable(text: str) -> str:
    """The text without the characters that no XML file may hold."""
    return FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def set_language(properties: Any, language: str) -> None:
    """Run properties (of a run or a style) in a language."""
    mark = properties.find(qn("w:lang"))
    if mark is None:
        mark = OxmlElement("w:lang")
        properties.append(mark)
    mark.set(qn("w:val"), language)


def repeat_head(row: Any) -> None:
    """The row is the head of its table on each page, and stands out."""
    for cell in row.cells:
        shade(cell, TINT)
    properties = row._tr.get_or_add_trPr()
    for name in ("w:cantSplit", "w:tblHeader"):
        properties.append(OxmlElement(name))


def shade(cell: Any, colour: str) -> None:
    """A cell with a ground of its own; six hexadecimal digits."""
    mark = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        mark.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(mark)


def describe(shape: Any, alternative: str) -> None:
    """What a picture shows, for those who hear it."""
    shape._inline.docPr.set("descr", sayable(alternative))


def line_below(paragraph: Any, colour: str) -> None:
    """A hairline under the paragraph, to be written on."""
    borders, mark = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "4"), ("space", "1"), ("color", colour)):
        mark.set(qn(f"w:{name}"), value)
    borders.append(mark)
    paragraph._p.get_or_add_pPr().append(borders)


def link(paragraph: Any, address: str) -> Any:
    """A link at the end of the paragraph, to which a run can be moved."""
    key = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    mark = OxmlElement("w:hyperlink")
    mark.set(qn("r:id"), key)
    paragraph._p.append(mark)
    return mark


def contents_field(paragraph: Any, deepest: int, heads: Iterable[tuple[int, str]] = ()) -> None:
    """A table of contents that the reader's program fills, with page numbers, when it is asked to.

    Until then the heads (level, words) stand there; programs that never fill it show them too.
    """
    for kind, text in (("begin", ""), ("", f'TOC \\o "1-{deepest}" \\h \\z \\u'), ("separate", "")):
        run = paragraph.add_run()
        run._r.append(_instruction(text) if text else _field(kind))
    for number, (level, words) in enumerate(heads):
        run = paragraph.add_run()
        if number:
            run.add_break()
        run.add_text("\u2003" * (level - 1) + sayable(words))
    paragraph.add_run()._r.append(_field("end"))


def _field(kind: str) -> Any:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    return mark


def _instruction(text: str) -> Any:
    mark = OxmlElement("w:instrText")
    mark.set(qn("xml:space"), "preserve")
    mark.text = text
    return mark
