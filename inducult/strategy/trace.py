"""From the voice to the indicator and back: nodes and edges of a strategy, walked both ways. Pure.

story -> theme -> proposition -> objective -> measure -> action -> pilot -> indicator. An edge leads
from what was there first to what grew from it, and may leave steps out (an action may grow from a
story at once). A voice that was taken back is no node any more; where it stood, it is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

LAYERS: Final = (
    *("story", "theme", "proposition", "objective", "measure", "action", "pilot", "indicator"),
)
VOICES: Final = ("story", "theme", "proposition")  # what can be taken back


@dataclass(frozen=True, order=True)
class Node:
    """A thing on the way; `title` in `language`, `address` of its page or ""."""

    kind: str
    key: str
    title: str = field(default="", compare=False)
    language: str = field(default="", compare=False)
    address: str = field(default="", compare=False)

    @property
    def name(self) -> str:
        """What an address says of it: `action:4f…`."""
        return f"{self.kind}:{self.key}"

    @property
    def layer(self) -> int:
        return LAYERS.index(self.kind)


Edge = tuple[str, str]  # names: first what was there, then what grew from it


@dataclass(frozen=True)
class Trace:
    """A graph without a loose end: every edge joins two nodes, and leads down the layers."""

    nodes: Mapping[str, Node]
    edges: tuple[Edge, ...]
    lost: Mapping[str, int] = field(default_factory=dict)  # voices taken back, by what cites them

    @cached_property
    def _after(self) -> dict[str, list[str]]:
        return _neighbours(self.edges)

    @cached_property
    def _before(self) -> dict[str, list[str]]:
        return _neighbours((end, begin) for begin, end in self.edges)

    def up(self, name: str) -> frozenset[str]:
        """All that the node grew from."""
        return _reached(name, self._before)

    def down(self, name: str) -> frozenset[str]:
        """All that grew from the node."""
        return _reached(name, self._after)

    def path(self, name: str) -> frozenset[str]:
        """The node with all that lies before and after it."""
        return self.up(name) | {name} | self.down(name)

    def lost_before(self, name: str) -> int:
        """How many voices behind the node were taken back, each citing counted once."""
        return sum(self.lost.get(each, 0) for each in self.up(name) | {name})

    def layer(self, kind: str) -> list[Node]:
        """The nodes of one kind, in the order in which they were given."""
        return [node for node in self.nodes.values() if node.kind == kind]

    def without_voice(self) -> list[Node]:
        """Actions behind which no voice stands: neither one that is heard nor one that was lost."""
        return [node for node in self.layer("action") if not self._has_voice(node.name)]

    def _has_voice(self, name: str) -> bool:
        heard = any(each.partition(":")[0] in VOICES for each in self.up(name))
        return heard or bool(self.lost_before(name))

    def around(self, name: str) -> Trace:
        """The part of the graph that lies on the ways through a node."""
        kept = self.path(name)
        nodes = {key: node for key, node in self.nodes.items() if key in kept}
        edges = tuple(edge for edge in self.edges if edge[0] in kept and edge[1] in kept)
        return Trace(nodes, edges, {key: n for key, n in self.lost.items() if key in kept})


def traced(nodes: Iterable[Node], edges: Iterable[Edge], lost: Iterable[str] = ()) -> Trace:
    """A trace of what is known: edges to what is not there, or against the way, are left out.

    `lost` names, once for each voice that was taken back, the node that cites it.
    """
    known = {node.name: node for node in nodes}
    good = [edge for edge in dict.fromkeys(edges) if _leads_down(edge, known)]
    counted = Counter(name for name in lost if name in known)
    return Trace(known, tuple(good), dict(counted))


def bridged(edges: Iterable[Edge], hidden: Iterable[str]) -> list[Edge]:
    """The edges without these nodes: what led into one leads to all that it led to."""
    kept = list(dict.fromkeys(edges))
    for name in hidden:
        into = [begin for begin, end in kept if end == name and begin != name]
        out = [end for begin, end in kept if begin == name and end != name]
        kept = [edge for edge in kept if name not in edge]
        kept += [(begin, end) for begin in into for end in out]
    return list(dict.fromkeys(kept))


def _leads_down(edge: Edge, known: Mapping[str, Node]) -> bool:
    begin, end = known.get(edge[0]), known.get(edge[1])
    return begin is not None and end is not None and begin.layer < end.layer


def _neighbours(edges: Iterable[Edge]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for begin, end in edges:
        found.setdefault(begin, []).append(end)
    return found


def _reached(name: str, neighbours: Mapping[str, list[str]]) -> frozenset[str]:
    """Everything that can be reached; the way has no circle, since each step leads on."""
    seen: set[str] = set()
    waiting = list(neighbours.get(name, ()))
    while waiting:
        here = waiting.pop()
        if here not in seen:
            seen.add(here)
            waiting += neighbours.get(here, ())
    return frozenset(seen)
