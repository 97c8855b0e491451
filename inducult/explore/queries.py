"""What parts above ask the public face."""

from __future__ import annotations

from inducult.catalogue.queries import Filter
from inducult.explore.asking import chips_of
from inducult.explore.naming import Names


def chips_in_words(asked: Filter, language: str) -> list[str]:
    """All that narrows a result, each in a few words."""
    return [chip.label for chip in chips_of(asked, Names(language))]
