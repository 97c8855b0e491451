"""Drawings for paper as SVG: the region with its places, and bars. Pure.

Colours are those of the pages in light (static/css/tokens.css); what a colour says stands beside
it in words or in a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final, Protocol

ACCENT: Final = "#1f5c49"
TINT: Final = "#dfebe5"
HAIR: Final = "#c4ccc9"
INK: Final = "#1b2023"
FONT: Final = "Libertinus Serif, Liberation Sans, Arial, sans-serif"  # what PDF and DOCX have
WIDTH: Final = 640
ROW: Final = 26
LABEL: Final = 250  # for the words before a bar
LONGEST: Final = 34  # letters of them: wider, they would begin outside


class Dot(Protocol):
    """Where places stand on the drawing."""

    @property
    def x(self) -> float: ...
    @property
    def y(self) -> float: ...
    @property
    def radius(self) -> float: ...


def region(path: str, width: float, height: float, dots: Iterable[Dot]) -> str:
    """The outline of a region and its places; the greatest dots lie below."""
    circles = "".join(
        f'<circle cx="{dot.x}" cy="{dot.y}" r="{dot.radius}" fill="{ACCENT}" '
        'fill-opacity="0.55" stroke="#ffffff" stroke-width="0.6"/>'
        for dot in dots
    )
    outline = f'<path d="{path}" fill="{TINT}" stroke="{ACCENT}" stroke-width="1.2"/>'
    return _svg(width, height, outline + circles)


def bars(rows: Sequence[tuple[str, float, str]]) -> str:
    """Horizontal bars: words, length from 0 to the greatest of all, what is written behind."""
    most = max((length for _words, length, _said in rows), default=0) or 1
    room = WIDTH - LABEL - 90
    drawn = [
        _bar(number * ROW, words, room * max(length, 0) / most, said)
        for number, (words, length, said) in enumerate(rows)
    ]
    return _svg(WIDTH, ROW * max(len(rows), 1), "".join(drawn))


def ways(rows: Sequence[tuple[str, float, str]]) -> str:
    """How far on the way to a target: 0 to 1 along a track, what is beyond stays at its end."""
    room = WIDTH - LABEL - 90
    drawn = []
    for number, (words, share, said) in enumerate(rows):
        top = number * ROW
        track = f'<rect x="{LABEL}" y="{top + 6}" width="{room}" height="14" fill="{TINT}"/>'
        drawn.append(track + _bar(top, words, room * min(max(share, 0), 1), said, room))
    return _svg(WIDTH, ROW * max(len(rows), 1), "".join(drawn))


def _bar(top: float, words: str, length: float, said: str, at: float | None = None) -> str:
    end = LABEL + (length if at is None else at) + 8
    short = words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"
    return (
        f'<text x="{LABEL - 8}" y="{top + 18}" text-anchor="end">{escape(short)}</text>'
        f'<rect x="{LABEL}" y="{top + 6}" width="{length:.1f}" height="14" fill="{ACCENT}"/>'
        f'<text x="{end:.1f}" y="{top + 18}">{escape(said)}</text>'
    )


def _svg(width: float, height: float, inside: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" font-family="{FONT}" font-size="14" fill="{INK}">'
        f"{inside}</svg>"
    )
