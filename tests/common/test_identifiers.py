"""Permanent identifiers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from inducult.common.identifiers import ALPHABET, LENGTH, identifier_from, new_identifier


@given(st.text())
def test_a_name_always_has_the_same_identifier(name: str) -> None:
    identifier = identifier_from(name)
    assert identifier == identifier_from(name)
    assert len(identifier) == LENGTH
    assert set(identifier) <= set(ALPHABET)


def test_new_identifiers_differ() -> None:
    assert len({new_identifier() for _ in range(10_000)}) == 10_000


def test_letters_that_are_misread_do_not_occur() -> None:
    assert set("ilou") & set(ALPHABET) == set()
