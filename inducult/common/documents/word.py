"""A document for those who go on writing: DOCX with real headings, head rows and languages."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import singledispatch
from typing import Any, Final

import docx
import vl_convert
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Emu, Pt, RGBColor

from inducult.common.documents import ooxml
from inducult.common.documents.paper import SAFE
from inducult.common.documents.tree import (
    Callout,
    Choices,
    Document,
    Figure,
    Heading,
    Lines,
    Listing,
    PageBreak,
    Paragraph,
    Quote,
    Run,
    Table,
    Wide,
    Words,
    levelled,
)

ACCENT: Final = RGBColor(0x1F, 0x5C, 0x49)
WARN: Final = RGBColor(0x7A, 0x52, 0x00)
HAIR: Final = "C4CCC9"
SIZES: Final = {"a4": (21.0, 29.7), "a5": (14.8, 21.0), "a6": (10.5, 14.8)}  # cm
SHARPNESS: Final = 2.0  # points of a picture for each of its own: some 190 to an inch
IN_CONTENTS: Final = 2  # level of headings in the contents
ALIGN: Final = {
    "start": WD_ALIGN_PARAGRAPH.LEFT,
    "end": WD_ALIGN_PARAGRAPH.RIGHT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
}


def docx_of(document: Document) -> bytes:
    """The document as a file of Word, which LibreOffice opens as well."""
    made = docx.Document()
    _set_up(made, document)
    _begin(made, document)
    for block in levelled(document.blocks):
        _draw(block, made)
    if document.imprint and not document.has_cover:
        made.add_paragraph(ooxml.sayable(document.imprint)).runs[0].font.size = Pt(8)
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def _set_up(made: Any, document: Document) -> None:
    """Language, title, paper, colours and the mark at the head of every page."""
    properties = made.core_properties
    properties.title, properties.language = ooxml.sayable(document.title)[:255], document.language
    properties.author = ooxml.sayable(", ".join(document.authors))[:255]
    properties.comments = ""
    _drop_styles(made)
    normal = made.styles["Normal"]
    normal.font.size = Pt(10.5 if document.paper == "a4" else 9)
    ooxml.set_language(normal.element.get_or_add_rPr(), document.language)
    for name in ("Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Heading 4"):
        made.styles[name].font.color.rgb = ACCENT
    _set_paper(made.sections[0], document)
    if document.mark:
        _marked(made.sections[0].header.paragraphs[0], document.mark, ALIGN["end"])


def _drop_styles(made: Any) -> None:
    """Away with a hundred styles of tables that are not used: each paragraph searches them all."""
    for style in list(made.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in ("Table Grid", "Normal Table"):
            style.delete()


def _set_paper(section: Any, document: Document) -> None:
    width, height = SIZES[document.paper]
    section.page_width, section.page_height = Cm(width), Cm(height)
    edge = Cm(2.2 if document.paper == "a4" else 1.2)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = edge


def _begin(made: Any, document: Document) -> None:
    if document.has_title:
        made.add_paragraph(ooxml.sayable(document.title), style="Title")
    if document.has_title and document.subtitle:
        made.add_paragraph(ooxml.sayable(document.subtitle), style="Subtitle")
    if document.mark:
        _marked(made.add_paragraph(), document.mark, ALIGN["start"])
    if document.has_cover:
        for text in (", ".join(document.authors), document.imprint):
            made.add_paragraph(ooxml.sayable(text))
        made.add_page_break()
    if document.has_contents:
        made.add_paragraph(ooxml.sayable(document.contents_title), style="TOC Heading")
        heads = (each for each in levelled(document.blocks) if isinstance(each, Heading))
        told = [(each.level, each.text) for each in heads if each.level <= IN_CONTENTS]
        ooxml.contents_field(made.add_paragraph(), IN_CONTENTS, told)
        made.add_page_break()


def _marked(paragraph: Any, mark: str, align: Any) -> None:
    run = paragraph.add_run(ooxml.sayable(mark))
    run.bold, run.font.color.rgb, paragraph.alignment = True, WARN, align


def _say(paragraph: Any, said: Words) -> Any:
    for run in said:
        _run(paragraph, run)
    return paragraph


def _run(paragraph: Any, run: Run) -> None:
    made = paragraph.add_run(ooxml.sayable(run.text))
    made.bold, made.italic = run.is_strong or None, run.is_emphasised or None
    if run.language:
        ooxml.set_language(made._r.get_or_add_rPr(), run.language)
    if SAFE.match(run.address):
        made.font.color.rgb = ACCENT
        ooxml.link(paragraph, run.address).append(made._r)


@singledispatch
def _draw(block: object, made: Any) -> None:
    raise TypeError(f"no way to draw {type(block).__name__}")


@_draw.register
def _heading(block: Heading, made: Any) -> None:
    heading = made.add_heading(level=block.level)
    _run(heading, Run(block.text, language=block.language))


@_draw.register
def _paragraph(block: Paragraph, made: Any) -> None:
    said = _say(made.add_paragraph(), block.words)
    size = {"lead": 12, "small": 8.5, "loud": 20}.get(block.manner)
    for run in said.runs:
        run.font.size = Pt(size) if size else None
        run.bold = run.bold or block.manner == "loud" or None


@_draw.register
def _listing(block: Listing, made: Any) -> None:
    for item in block.items:
        style = "List Number" if block.is_numbered else "List Bullet"
        _say(made.add_paragraph(style=style), item)


@_draw.register
def _table(block: Table, made: Any) -> None:
    if block.caption:
        made.add_paragraph(ooxml.sayable(block.caption), style="Caption")
    table = made.add_table(rows=1, cols=len(block.columns), style="Table Grid")
    table.autofit = False
    widths = _widths(block, _line(made))
    heads = tuple((Run(column.title, is_strong=True),) for column in block.columns)
    _row(table.rows[0], heads, block, widths)
    ooxml.repeat_head(table.rows[0])
    for row in block.rows:
        _row(table.add_row(), row, block, widths)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    made.add_paragraph()


def _row(row: Any, said: tuple[Words, ...], block: Table, widths: list[Emu]) -> None:
    for cell, each, column, width in zip(row.cells, said, block.columns, widths, strict=True):
        paragraph = _say(cell.paragraphs[0], each)
        paragraph.alignment = ALIGN[column.align]
        for run in paragraph.runs:
            run.font.size = Pt(7 if block.is_small else 9)
        cell.width = width


def _widths(block: Table, line: int) -> list[Emu]:
    whole = sum(column.share for column in block.columns)
    return [Emu(int(line * column.share / whole)) for column in block.columns]


def _line(made: Any) -> int:
    """How wide a line of the current section is (EMU)."""
    section = made.sections[-1]
    return int(section.page_width - section.left_margin - section.right_margin)


@_draw.register
def _figure(block: Figure, made: Any) -> None:
    picture = io.BytesIO(vl_convert.svg_to_png(block.svg, scale=SHARPNESS))
    shape = (
        made.add_paragraph()
        .add_run()
        .add_picture(picture, width=Emu(int(_line(made) * block.width)))
    )
    ooxml.describe(shape, block.alternative)
    if block.caption:
        made.add_paragraph(ooxml.sayable(block.caption), style="Caption")


@_draw.register
def _quote(block: Quote, made: Any) -> None:
    said = made.add_paragraph(style="Quote")
    _run(said, Run(block.text, language=block.language))
    if block.source:
        _run(said, Run(f"\n{block.source}"))


@_draw.register
def _callout(block: Callout, made: Any) -> None:
    table = made.add_table(rows=1, cols=1)
    cell = table.rows[0].cells[0]
    ooxml.shade(cell, ooxml.TINT)
    _run(cell.paragraphs[0], Run(block.title, is_strong=True))
    inside = _Inside(cell, made)
    for inner in (*block.blocks, *([block.aside] if block.aside else [])):
        _draw(inner, inside)
    made.add_paragraph()


class _Inside:
    """A cell that is written into like a document."""

    def __init__(self, cell: Any, made: Any) -> None:
        self._cell, self.sections = cell, made.sections
        self.add_paragraph: Callable[..., Any] = cell.add_paragraph

    def add_table(self, rows: int, cols: int, style: str = "") -> Any:
        table = self._cell.add_table(rows, cols)
        table.style = style or None
        return table


@_draw.register
def _choices(block: Choices, made: Any) -> None:
    made.add_paragraph("     ".join(f"☐ {ooxml.sayable(item)}" for item in block.items))


@_draw.register
def _lines(block: Lines, made: Any) -> None:
    made.add_paragraph(ooxml.sayable(block.label))
    for _number in range(block.number):
        ooxml.line_below(made.add_paragraph(), HAIR)


@_draw.register
def _page_break(block: PageBreak, made: Any) -> None:
    made.add_page_break()


@_draw.register
def _wide(block: Wide, made: Any) -> None:
    _turn(made, WD_ORIENT.LANDSCAPE)
    for inner in block.blocks:
        _draw(inner, made)
    _turn(made, WD_ORIENT.PORTRAIT)


def _turn(made: Any, orientation: Any) -> None:
    """A new section with the paper turned; the mark at the head goes on."""
    before = made.sections[-1]
    height, width = before.page_width, before.page_height
    section = made.add_section(WD_SECTION.NEW_PAGE)
    section.orientation, section.page_width, section.page_height = orientation, width, height
