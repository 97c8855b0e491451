"""A trace as a drawing in columns: plain geometry, which the page only draws. Pure."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from inducult.strategy.trace import LAYERS, Node, Trace

COLUMN: Final = 190
BOX: Final = 150
LINE: Final = 15
LETTERS: Final = 20  # of a line
LINES: Final = 3  # of a box
GAP: Final = 12
HEAD: Final = 36
MOST: Final = 120  # nodes that an eye can follow
MOST_BESIDE: Final = 30  # with one chosen, those that are not on its way are shown up to here


@dataclass(frozen=True)
class Box:
    """A node: where it stands, its lines of text, whether it is on the chosen way."""

    node: Node
    x: int
    y: int
    height: int
    lines: Sequence[str]
    is_chosen: bool
    is_on_way: bool
    lost: int

    @property
    def spans(self) -> list[tuple[int, str]]:
        """Each line with its height in the drawing."""
        return [(self.y + 17 + LINE * n, line) for n, line in enumerate(self.lines)]


@dataclass(frozen=True)
class Line:
    """An edge as the path of a curve."""

    begin: str
    end: str
    path: str
    is_on_way: bool


@dataclass(frozen=True)
class Drawing:
    """Columns (kind, place), boxes and lines."""

    width: int
    height: int
    columns: Sequence[tuple[str, int]]
    boxes: Sequence[Box]
    lines: Sequence[Line]


def drawing_of(trace: Trace, chosen: str = "") -> Drawing | None:
    """The drawing; None when there is too much for one or nothing at all."""
    if not trace.nodes or len(trace.nodes) > MOST:
        return None
    way = trace.path(chosen) if chosen in trace.nodes else frozenset()
    kinds = [kind for kind in LAYERS if trace.layer(kind)]
    boxes: dict[str, Box] = {}
    for number, kind in enumerate(kinds):
        y = HEAD
        for node in trace.layer(kind):
            box = _box(node, number * COLUMN, y, trace, chosen, way)
            boxes[node.name] = box
            y += box.height + GAP
    return Drawing(
        width=COLUMN * (len(kinds) - 1) + BOX + 2,
        height=max(box.y + box.height for box in boxes.values()) + GAP,
        columns=[(kind, number * COLUMN) for number, kind in enumerate(kinds)],
        boxes=list(boxes.values()),
        lines=[_line(boxes[begin], boxes[end], way) for begin, end in trace.edges],
    )


def _box(  # noqa: PLR0913, PLR0917 -- a node, where it stands, and what is chosen
    node: Node, x: int, y: int, trace: Trace, chosen: str, way: frozenset[str]
) -> Box:
    lines = textwrap.wrap(node.title, LETTERS, max_lines=LINES, placeholder="…") or ["…"]
    lost = trace.lost.get(node.name, 0)
    height = 14 + LINE * len(lines)
    return Box(node, x + 1, y, height, lines, node.name == chosen, node.name in way, lost)


def _line(begin: Box, end: Box, way: frozenset[str]) -> Line:
    x1, y1 = begin.x + BOX, begin.y + begin.height / 2
    x2, y2 = end.x, end.y + end.height / 2
    bend = (x1 + x2) / 2
    path = f"M{x1} {y1:g}C{bend:g} {y1:g} {bend:g} {y2:g} {x2} {y2:g}"
    names = (begin.node.name, end.node.name)
    return Line(*names, path, all(name in way for name in names))
