"""The matching as a whole: candidates, levels, weights, answers."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np
from rapidfuzz import fuzz
from shapely import STRtree, points

from inducult.common.folding import fold
from inducult.harvest.matching.match import Answer, Match, Part
from inducult.harvest.matching.thing import Thing

Weights = Mapping[str, tuple[float, ...]]

EARTH_M: Final = 6_371_000.0
REACH_M: Final = 1_000.0
WORTH_SHOWING: Final = 0.05
SAME_FROM: Final = 0.9
WEIGHTS: Final[Weights] = {
    "prior": (-6.0,),
    "name": (0.0, -6.0, 1.0, 5.0, 9.0),
    "position": (0.0, -6.0, -1.0, 1.0, 3.0),
}


def match(
    ours: Sequence[Thing], theirs: Sequence[Thing], *, weights: Weights = WEIGHTS
) -> list[Match]:
    """Pairs that are the same, related or doubtful, heaviest first; the rest is different."""
    found = (_judge(one, other, weights) for one, other in _candidates(ours, theirs))
    worth = [pair for pair in found if pair.probability >= WORTH_SHOWING]
    return sorted(worth, key=lambda pair: (-pair.weight, pair.ours, pair.theirs))


def within(things: Sequence[Thing], *, weights: Weights = WEIGHTS) -> list[Match]:
    """Pairs inside one source, each once."""
    return [pair for pair in match(things, things, weights=weights) if pair.ours < pair.theirs]


def _candidates(ours: Sequence[Thing], theirs: Sequence[Thing]) -> Iterator[tuple[Thing, Thing]]:
    near = [thing for thing in theirs if thing.is_located]
    tree = STRtree(points([[thing.lon or 0.0, thing.lat or 0.0] for thing in near]))
    for one in filter(lambda thing: thing.is_located, ours):
        reach = math.degrees((REACH_M + one.precision_m) / EARTH_M) * 2
        found = tree.query(points(one.lon, one.lat), predicate="dwithin", distance=reach)
        yield from ((one, near[number]) for number in np.sort(found))


def _judge(one: Thing, other: Thing, weights: Weights) -> Match:
    metres = _apart(one, other)
    levels = (_names(one, other), _positions(one, other, metres))
    parts = (
        Part("prior", 0, weights["prior"][0]),
        Part("name", levels[0], weights["name"][levels[0]]),
        Part("position", levels[1], weights["position"][levels[1]]),
    )
    weight = sum(part.bits for part in parts)
    probability = 1 / (1 + 2**-weight)
    answer = Answer.SAME if probability >= SAME_FROM else _related(levels)
    return Match(one.key, other.key, probability, weight, answer, levels, parts, metres)


def _related(levels: tuple[int, ...]) -> Answer:
    return Answer.RELATED if levels[0] >= 2 else Answer.DIFFERENT


def _names(one: Thing, other: Thing) -> int:
    if not one.names or not other.names:
        return 0
    alike = max(
        fuzz.token_set_ratio(fold(name), fold(called))
        for name in one.names
        for called in other.names
    )
    return 1 + sum(alike >= bound for bound in (50, 75, 95))


def _positions(one: Thing, other: Thing, metres: float) -> int:
    off = one.precision_m + other.precision_m
    return 1 + sum(metres <= off * times for times in (4, 2, 1))


def _apart(one: Thing, other: Thing) -> float:
    """Metres between two located things, on a plane that touches between them."""
    east = math.radians((other.lon or 0.0) - (one.lon or 0.0))
    north = math.radians((other.lat or 0.0) - (one.lat or 0.0))
    middle = math.radians(((other.lat or 0.0) + (one.lat or 0.0)) / 2)
    return math.hypot(east * math.cos(middle), north) * EARTH_M
