"""Texts are written with few marks, and nothing else gets through."""

from __future__ import annotations

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inducult.strategy.markup import html_of, tidy, words_of

ALLOWED = {"p", "h3", "ul", "ol", "li", "strong", "em", "a", "blockquote", "br"}


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("We make.\nStill.", "<p>We make.<br>Still.</p>"),
        ("## Iron\n\n**Wool** *spun*", "<h3>Iron</h3>\n<p><strong>Wool</strong> <em>spun</em></p>"),
        ("- one\n- two\n  more", "<ul><li>one</li><li>two more</li></ul>"),
        ("1. one\n2) two", "<ol><li>one</li><li>two</li></ol>"),
        ("We have:\n- coal", "<p>We have:</p>\n<ul><li>coal</li></ul>"),
        ("> said\n> twice", "<blockquote><p>said<br>twice</p></blockquote>"),
        ("[us](https://example.org/a?b=1&c=2)", '<p><a href="https://example.org/a?b=1&amp;c=2">us</a></p>'),
        ("[us](javascript:alert(1))", "<p>[us](javascript:alert(1))</p>"),
        ("[us](http://example.org)", "<p>[us](http://example.org)</p>"),
        ("<script>1</script>", "<p>&lt;script&gt;1&lt;/script&gt;</p>"),
        ("2 * 3 * 4 is ** nothing **", "<p>2 * 3 * 4 is ** nothing **</p>"),
        ("", ""),
    ],
)  # fmt: skip
def test_few_marks_are_read(written: str, shown: str) -> None:
    assert html_of(written) == shown


@given(st.text(alphabet=st.sampled_from("ab *[]()>#-1.\n<&\"'https:/")))
def test_whatever_is_typed_gives_allowed_elements_only(text: str) -> None:
    shown = html_of(text)
    cleaned = nh3.clean(
        shown, tags=ALLOWED, attributes={"a": {"href"}}, url_schemes={"https"}, link_rel=None
    )
    assert nh3.clean_text(cleaned) == nh3.clean_text(shown) or cleaned.count("<") == shown.count(
        "<"
    )


@given(st.text(alphabet="ab -*#>\n\r\t"))
def test_tidy_text_stays_as_it_is(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


def test_words_are_read_without_marks() -> None:
    assert words_of("## Iron\n\n- **made** [here](https://example.org)") == "Iron\nmade here"
