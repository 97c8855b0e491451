"""The DOCX is read back: styles, head rows, languages, pictures in words."""

from __future__ import annotations

import io

import docx
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from inducult.common.documents import tree
from inducult.common.documents.word import docx_of
from tests.common.documents.cases import LETTERS, everything


def test_headings_are_headings_and_skip_no_level() -> None:
    made = docx.Document(io.BytesIO(docx_of(everything())))
    headings = [
        (p.style.name, p.text) for p in made.paragraphs if p.style.name.startswith("Heading")
    ]
    assert headings == [
        ("Heading 1", "Was hier lebt"),
        ("Heading 2", "Drei Stufen tiefer"),
        ("Heading 1", "Aktionsplan"),
    ]


def test_the_contents_name_the_headings_before_a_program_fills_them() -> None:
    heads = (tree.Heading("First", 1), tree.Heading("Within", 2), tree.Heading("Deep", 3))
    document = tree.Document(
        title="T", language="en", has_contents=True, contents_title="Contents", blocks=heads
    )
    made = docx.Document(io.BytesIO(docx_of(document)))
    assert "First\n\u2003Within" in [paragraph.text for paragraph in made.paragraphs]


def test_title_language_and_author_are_known() -> None:
    made = docx.Document(io.BytesIO(docx_of(everything())))
    known = made.core_properties
    assert (known.title, known.language, known.author) == (
        "Lebendige Industriekultur",
        "de",
        "Fokusgruppe",
    )
    assert made.styles["Normal"].element.rPr.find(qn("w:lang")).get(qn("w:val")) == "de"


def test_a_table_repeats_its_head_and_a_picture_is_in_words() -> None:
    made = docx.Document(io.BytesIO(docx_of(everything())))
    table = made.tables[1]
    assert [cell.text for cell in table.rows[0].cells] == ["Maßnahme", "Kosten"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert len(table.rows) == 61
    assert [shape._inline.docPr.get("descr") for shape in made.inline_shapes] == ["Ein Balken"]


def test_words_in_another_language_say_so_and_all_letters_stay() -> None:
    made = docx.Document(io.BytesIO(docx_of(everything())))
    quote = next(p for p in made.paragraphs if p.style.name == "Quote")
    assert quote.runs[0]._r.rPr.find(qn("w:lang")).get(qn("w:val")) == "en"
    assert any(LETTERS in p.text for p in made.paragraphs)


def test_the_mark_stands_at_the_head_and_pages_can_be_turned() -> None:
    made = docx.Document(io.BytesIO(docx_of(everything())))
    assert [section.orientation for section in made.sections] == [0, 1, 0]
    assert [section.header.paragraphs[0].text for section in made.sections] == ["Beispiel"] * 3


@settings(max_examples=12, deadline=None)
@given(st.lists(st.text(max_size=40), min_size=4, max_size=4))
def test_whatever_people_wrote_can_be_kept(said: list[str]) -> None:
    blocks = (
        tree.Heading(said[0]),
        tree.paragraph(said[1]),
        tree.Quote(said[2], said[3]),
        tree.Callout(said[3], (tree.bullets(said), tree.Choices(tuple(said)), tree.Lines(said[0]))),
    )
    document = tree.Document(said[0], "en", blocks, mark=said[1], imprint=said[2])
    assert docx.Document(io.BytesIO(docx_of(document))) is not None
