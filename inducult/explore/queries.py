"""What parts above ask the public face."""

from __future__ import annotations

from inducult.catalogue.queries import Filter
from inducult.explore.asking import chips_of
from inducult.explore.naming import Names
from inducult.explore.outline import Frame, Spot, frame_of, spots
from inducult.explore.reading.kinds import type_label as kind_label

__all__ = ["Frame", "Spot", "chips_in_words", "frame_of", "kind_label", "spots"]


def chips_in_words(asked: Filter, language: str) -> list[str]:
    """All that narrows a result, each in a few words."""
    return [chip.label for chip in chips_of(asked, Names(language))]
