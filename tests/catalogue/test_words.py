"""Texts as words."""

from __future__ import annotations

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from inducult.catalogue.words import folded, split, words
from inducult.common.folding import fold


def test_words_are_folded_and_stripped_of_signs() -> None:
    assert words("Důl č. 3 „Svornost“ (Łódź-Straße)") == [
        "dul",
        "c",
        "3",
        "svornost",
        "lodz",
        "strasse",
    ]
    assert words(" – ") == []
    assert words("½ km²") == ["1", "2", "km2"]


def test_accents_written_apart_are_the_same_word() -> None:
    assert words("du\u030al") == words("důl") == ["dul"]


@given(st.text(max_size=80))
def test_an_edition_and_a_visitor_cut_words_alike(text: str) -> None:
    written = split(pa.array([text])).flatten().to_pylist()
    assert [word for raw in written for word in folded(raw)] == words(text)


@given(st.text(max_size=30))
def test_words_are_made_of_folded_letters(text: str) -> None:
    for word in words(text):
        assert word
        assert fold(word) == word
