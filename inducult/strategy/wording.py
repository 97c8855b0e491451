"""What changed between two texts, word by word, as people read it. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from inducult.strategy.merging import words


@dataclass(frozen=True)
class Stretch:
    """Words that stayed, were added or were taken out."""

    kind: Literal["same", "added", "removed"]
    text: str


def difference(before: str, after: str) -> list[Stretch]:
    """The stretches in their order: without the added they are `before`, without the removed
    `after`."""
    return list(_stretches(words(before), words(after)))


def _stretches(before: list[str], after: list[str]) -> Iterator[Stretch]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for _change, a, b, c, d in matcher.get_opcodes():
        old, new = "".join(before[a:b]), "".join(after[c:d])
        if old == new:
            yield Stretch("same", old)
            continue
        yield from (Stretch("removed", old),) if old else ()
        yield from (Stretch("added", new),) if new else ()
