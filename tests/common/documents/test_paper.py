"""The PDF is read by a stranger (pikepdf, poppler): tags, language, title, words."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
from hypothesis import given, settings
from hypothesis import strategies as st

from inducult.common.documents import tree
from inducult.common.documents.paper import pdf_of
from tests.common.documents.cases import LETTERS, everything


def structure(pdf: pikepdf.Pdf) -> list[tuple[str, dict[str, Any]]]:
    """Every element of the structure tree in order, with its attributes."""
    return list(_elements(pdf.Root.StructTreeRoot.K))


def _elements(node: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(node, pikepdf.Array):
        for each in node:
            yield from _elements(each)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield str(node.S), {key: node[key] for key in node if key in ("/Alt", "/Lang")}
        if "/K" in node:
            yield from _elements(node.K)


def words_of(pdf: bytes, folder: Path) -> str:
    """The words as pdftotext finds them."""
    file = folder / "document.pdf"
    file.write_bytes(pdf)
    command = ["pdftotext", "-layout", str(file), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_a_document_is_tagged_and_says_its_language_and_title() -> None:
    pdf = pikepdf.open(io.BytesIO(pdf_of(everything())))
    assert pdf.Root.MarkInfo.Marked is True
    assert str(pdf.Root.Lang) == "de"
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == "Lebendige Industriekultur"
        assert metadata["pdfuaid:part"] == "1"
    assert len(pdf.Root.Outlines.First) > 0
    assert pdf.Root.ViewerPreferences.DisplayDocTitle is True


def test_headings_skip_no_level_and_the_figure_is_in_words() -> None:
    found = structure(pikepdf.open(io.BytesIO(pdf_of(everything()))))
    headings = [kind for kind, _attributes in found if kind[:2] == "/H" and kind[2:].isdigit()]
    assert headings == ["/H1", "/H1", "/H2", "/H1"]  # the first is that of the contents
    alternatives = [str(attributes["/Alt"]) for _kind, attributes in found if "/Alt" in attributes]
    assert "Ein Balken" in alternatives


def test_a_table_has_heads() -> None:
    found = structure(pikepdf.open(io.BytesIO(pdf_of(everything()))))
    kinds = [kind for kind, _attributes in found]
    assert kinds.count("/TH") == 4  # two tables of two columns
    assert kinds.count("/TD") == 240


def test_words_in_another_language_say_so() -> None:
    said = tree.Document("Zwei", "de", (tree.paragraph("two", language="en"),))
    found = structure(pikepdf.open(io.BytesIO(pdf_of(said))))
    assert [str(attributes["/Lang"]) for _kind, attributes in found if attributes] == ["en"]


def test_everything_that_was_said_stands_on_the_pages(tmp_path: Path) -> None:
    said = words_of(pdf_of(everything()), tmp_path)
    for text in (
        "Was hier lebt",
        "The mill never slept.",
        "Schritt 59",
        "nur die Gruppe",
        *LETTERS.split(),
    ):
        assert text.replace("ĳ", "ij") in said.replace("ĳ", "ij")


def test_the_mark_stands_at_the_head_of_every_page(tmp_path: Path) -> None:
    pages = words_of(pdf_of(everything()), tmp_path).split("\f")[:-1]
    assert len(pages) > 5
    assert all("Beispiel" in page for page in pages)


hostile = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ['#panic("no")', "$x$ @a <b>", "*a* _b_ `c`", '")]; #read("/etc/passwd")', "\\u{1}", "]]"]
    ),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(hostile, min_size=8, max_size=8), st.sampled_from(["en", "hr", "xx", "#"]))
def test_no_words_of_anybody_are_read_as_marks(said: list[str], language: str) -> None:
    document = tree.Document(
        title=said[0],
        language="en",
        subtitle=said[1],
        mark=said[2],
        imprint=said[3],
        authors=(said[4],),
        contents_title=said[5],
        blocks=(
            tree.Heading(said[0], 3, language),
            tree.Paragraph((tree.Run(said[1], True, True, language, said[2]),)),
            tree.bullets(said),
            tree.Quote(said[3], said[4], language),
            tree.Callout(said[5], (tree.paragraph(said[6]), tree.Heading(said[7]))),
            tree.Table((tree.Column(said[0]), tree.Column(said[1])), ((tree.words(said[2]), ()),)),
            tree.Choices(tuple(said)),
            tree.Lines(said[7]),
        ),
    )
    assert pdf_of(document).startswith(b"%PDF-1.7")


def test_an_address_that_is_no_page_is_no_link() -> None:
    said = tree.Paragraph((tree.Run("here", address="javascript:alert(1)"),))
    assert b"javascript" not in pdf_of(tree.Document("Links", "en", (said,)))


def test_a_document_with_nothing_in_it_is_still_a_document() -> None:
    assert pdf_of(tree.Document("", "en", ())).startswith(b"%PDF-1.7")
