"""Texts as words for searching: the same way when an edition is built and when it is asked."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from inducult.common.folding import fold

WORD: Final = re.compile(r"[^\W_]+")
LONGEST: Final = 40  # letters of a word that count


def words(text: str) -> list[str]:
    """The folded words of a text in order: "Důl č. 3" gives dul, c, 3."""
    return [piece for raw in WORD.findall(text) for piece in _folded(raw)]


@lru_cache(maxsize=1 << 18)
def _folded(raw: str) -> tuple[str, ...]:
    # Folding may take a letter apart into several words (½ is 1 and 2), hence the second look.
    folded = raw.lower() if raw.isascii() else fold(raw)
    return tuple(piece[:LONGEST] for piece in WORD.findall(folded))
