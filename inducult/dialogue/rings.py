"""The design map: the dream in the middle, around it relationships, outside elements. Pure.

Three circles after Bushe's design possibilities map. What has more people who are in is drawn
larger. Every thing has a number, by which the list beside the drawing says it in full.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

RINGS: Final = ("dream", "relationship", "element")  # from the middle outwards
SIZE: Final = 1000
MIDDLE: Final = SIZE / 2
EDGES: Final = {"dream": 150, "relationship": 325, "element": 495}  # of the circles
PATHS: Final = {"dream": 80, "relationship": 235, "element": 405}  # on which things stand
LINE: Final = 16  # letters
LINES: Final = 3
LABELLED: Final = 9  # more things than this on one ring have numbers only
FONT: Final = "Libertinus Serif, Liberation Serif, serif"
# Colours of the pages in light (tokens.css), for paper; pages set their own by class.
FILLS: Final = {"dream": "#f7eed6", "relationship": "#dfeae4", "element": "#ffffff"}


@dataclass(frozen=True)
class Element:
    """Something of the design, and how many are in."""

    key: str
    ring: str
    text: str
    signs: int = 0


@dataclass(frozen=True)
class Placed:
    """An element with its number and its place in the drawing, whose side is `SIZE`."""

    element: Element
    number: int
    x: float
    y: float
    radius: float
    lines: tuple[str, ...]


def placed(elements: Iterable[Element]) -> list[Placed]:
    """All elements from the middle outwards; what has no ring stands in the outer one."""
    known = list(elements)
    found: list[Placed] = []
    for ring in RINGS:
        here = [each for each in known if ring_of(each) == ring]
        found += _around(ring, here, len(found))
    return found


def drawn(things: Sequence[Placed]) -> str:
    """The map as SVG without a size of its own."""
    circles = "".join(
        f'<circle class="rings__ring rings__ring--{ring}" cx="{MIDDLE:g}" cy="{MIDDLE:g}" '
        f'r="{EDGES[ring]}" fill="{FILLS[ring]}" stroke="#5b656b" stroke-width="2"/>'
        for ring in reversed(RINGS)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" '
        f'font-family="{FONT}" text-anchor="middle">{circles}'
        f"{''.join(_disc(thing) for thing in things)}</svg>"
    )


def ring_of(element: Element) -> str:
    """In which ring it stands."""
    return element.ring if element.ring in RINGS else RINGS[-1]


def _around(ring: str, here: Sequence[Element], before: int) -> list[Placed]:
    labelled = len(here) <= (LABELLED if ring != "dream" else 2)
    return [
        _with_words(element, before + place + 1, _point(ring, place, len(here)), labelled=labelled)
        for place, element in enumerate(here)
    ]


def _with_words(
    element: Element, number: int, at: tuple[float, float], *, labelled: bool
) -> Placed:
    """Disc and words together stand around the point."""
    lines = _lines(element.text) if labelled else ()
    up = 10.5 * len(lines) + (11 if lines else 0)
    radius = 22 + 4 * math.sqrt(min(element.signs, 25))
    return Placed(element, number, at[0], at[1] - up, radius, lines)


def _point(ring: str, place: int, of: int) -> tuple[float, float]:
    """One dream stands in the middle; others go round from the top, outer ones between inner."""
    if ring == "dream" and of == 1:
        return MIDDLE, MIDDLE
    turn = 0.5 if ring == "element" else 0.0
    angle = 2 * math.pi * ((place + turn) / of) - math.pi / 2
    way = PATHS[ring]
    return MIDDLE + way * math.cos(angle), MIDDLE + way * math.sin(angle)


def _lines(text: str) -> tuple[str, ...]:
    short = textwrap.wrap(text, LINE, break_long_words=True)
    if len(short) <= LINES:
        return tuple(short)
    return (*short[: LINES - 1], f"{short[LINES - 1][: LINE - 1].rstrip()}…")


def _disc(thing: Placed) -> str:
    x, y = thing.x, thing.y
    words = "".join(
        f'<text class="rings__words" x="{x:.1f}" y="{y + thing.radius + 22 + 21 * line:.1f}" '
        f'font-size="19" fill="#1b2023">{escape(text)}</text>'
        for line, text in enumerate(thing.lines)
    )
    return (
        f'<circle class="rings__disc" cx="{x:.1f}" cy="{y:.1f}" r="{thing.radius:.1f}" '
        f'fill="#1f5f49"/><text class="rings__number" x="{x:.1f}" y="{y + 8:.1f}" '
        f'font-size="24" font-weight="700" fill="#ffffff">{thing.number}</text>{words}'
    )
