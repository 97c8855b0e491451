"""Texts as words for searching: the same way when an edition is built and when it is asked.

A word is made of letters, numbers and the marks on them (Unicode categories L, N and M).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final
from unicodedata import category

import pyarrow as pa
import pyarrow.compute as pc

from inducult.common.folding import fold

BETWEEN: Final = r"[^\p{L}\p{N}\p{M}]+"
LONGEST: Final = 40  # letters of a word that count


def words(text: str) -> list[str]:
    """The folded words of a text in order: "Důl č. 3" gives dul, c, 3."""
    return [word for raw in _apart(text) for word in folded(raw)]


def split(texts: pa.Array) -> pa.ListArray:
    """The words of many texts as they are written; empty ones may stand at the ends."""
    return pc.split_pattern_regex(texts, BETWEEN)


@lru_cache(maxsize=1 << 18)
def folded(raw: str) -> tuple[str, ...]:
    """A written word folded: usually one word, none if it is empty, several if it is a sign (½)."""
    small = raw.lower() if raw.isascii() else fold(raw)
    pieces = (small,) if small.isalnum() else _apart(small)
    return tuple(piece[:LONGEST] for piece in pieces)


def _apart(text: str) -> list[str]:
    """The same cut as `split` makes: a test compares them."""
    return "".join(sign if category(sign)[0] in "LNM" else " " for sign in text).split()
