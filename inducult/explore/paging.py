"""The way from page to page of a list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

BESIDE: Final = 1  # pages shown on each side of the present one


@dataclass(frozen=True)
class Step:
    """A page to go to; `query` is None for a gap between pages."""

    number: int
    query: str | None
    is_here: bool = False


def steps(here: int, pages: int, query: Callable[[int], str]) -> list[Step]:
    """First, last and the neighbours of the present page, with gaps between them."""
    near = range(here - BESIDE, here + BESIDE + 1)
    shown = sorted({number for number in (1, *near, pages) if 1 <= number <= pages})
    way: list[Step] = []
    for number in shown:
        if way and number > way[-1].number + 1:
            way.append(Step(number - 1, None))
        way.append(Step(number, query(number), number == here))
    return way
