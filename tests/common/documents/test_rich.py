"""Rich text keeps its words, its manner and its lists."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from inducult.common.documents.rich import blocks_of
from inducult.common.documents.tree import Heading, Listing, Paragraph, Quote, Run, words


def test_rich_text_becomes_blocks() -> None:
    html = (
        "<h3>Why</h3><p>It is <strong>alive</strong> &amp; <em>well</em>,\n see "
        '<a href="https://example.org/">there</a>.</p>'
        "<ul><li>one</li><li><b>two</b></li></ul><ol><li>first</li></ol>"
        "<blockquote><p>Never slept.</p></blockquote>loose"
    )
    assert blocks_of(html) == (
        Heading("Why", 3),
        Paragraph(
            (
                Run("It is "),
                Run("alive", is_strong=True),
                Run(" & "),
                Run("well", is_emphasised=True),
                Run(", see "),
                Run("there", address="https://example.org/"),
                Run("."),
            )
        ),
        Listing((words("one"), (Run("two", is_strong=True),))),
        Listing((words("first"),), is_numbered=True),
        Quote("Never slept."),
        Paragraph(words("loose")),
    )


def test_headings_stand_below_those_of_the_document() -> None:
    assert blocks_of("<h1>A</h1>", below=2) == (Heading("A", 3),)


@given(
    st.lists(
        st.sampled_from(["mill", "<p>", "</p>", "<li>", "</ul>", "<ol>", "<b>", "</a>", "<x>"])
    )
)
def test_no_word_is_lost_whatever_the_marks(pieces: list[str]) -> None:
    assert str(blocks_of("".join(pieces))).count("mill") == pieces.count("mill")
