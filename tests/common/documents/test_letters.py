"""What cannot be drawn is shown as a box, and the eight languages never are."""

from __future__ import annotations

from inducult.common.documents import tree
from inducult.common.documents.letters import DRAWN, drawable
from inducult.common.documents.paper import pdf_of
from tests.common.documents.cases import LETTERS


def test_the_letters_of_the_eight_languages_are_drawn_as_they_are() -> None:
    assert drawable(LETTERS) == LETTERS


def test_faces_become_a_box_and_joiners_vanish() -> None:
    assert drawable("gut 😀\u200d! 漢\x07") == "gut □! □"


def test_every_range_is_drawn_by_the_fonts_that_we_have() -> None:
    edges = "".join(chr(first) + chr(last) for first, last in DRAWN)
    middles = "".join(chr((first + last) // 2) for first, last in DRAWN)
    said = [f"a{letter}" for letter in edges + middles]
    document = tree.Document("Letters", "en", tuple(tree.paragraph(text) for text in said))
    assert pdf_of(document).startswith(b"%PDF-1.7")
