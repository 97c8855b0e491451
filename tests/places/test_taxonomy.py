"""The taxonomy: complete in eight languages, loaded again and again."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from inducult.common.history import Actor
from inducult.common.languages import CODES
from inducult.places import loading
from inducult.places.loading import load_taxonomy
from inducult.places.models import TaxonomyTerm
from inducult.places.terms import load_terms, theme_of


def load() -> tuple[int, int, int]:
    return load_taxonomy(by=Actor.command("test"))


def test_sixteen_themes_and_a_hundred_and_twenty_six_types() -> None:
    terms = load_terms().values()
    assert Counter(term.is_theme for term in terms) == {True: 16, False: 126}
    assert all(theme_of(term.code) == term.theme for term in terms)


def test_every_term_has_a_label_in_every_language() -> None:
    missing = [
        (term.code, language)
        for term in load_terms().values()
        for language in CODES
        if not term.labels[language]
    ]
    assert missing == []


@pytest.mark.django_db
def test_a_second_loading_changes_nothing() -> None:
    assert load() == (142, 0, 0)
    assert load() == (0, 0, 0)


@pytest.mark.django_db
def test_a_term_that_leaves_the_file_is_ended_and_may_come_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    load()
    without: dict[str, Any] = {c: t for c, t in load_terms().items() if c != "MIN.SALT"}
    monkeypatch.setattr(loading, "load_terms", lambda: without)
    assert load() == (0, 0, 1)
    assert TaxonomyTerm.objects.get(code="MIN.SALT").valid_to is not None
    monkeypatch.undo()
    assert load() == (0, 1, 0)
    assert TaxonomyTerm.objects.get(code="MIN.SALT").valid_to is None
