"""Two ways on from one template, brought together step by step. Pure.

`base` is what both know, `mine` what a region made of it, `theirs` the newer version of the
template that it was adopted from. A step that only one side touched is taken from that side; one
that both changed differently stays as mine and is named as a clash, for a person to decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from inducult.dialogue.phases import Step


@dataclass(frozen=True)
class Clash:
    """A step that both sides changed; None where a side has removed it."""

    key: str
    base: Step | None
    mine: Step | None
    theirs: Step | None


@dataclass(frozen=True)
class Merged:
    """What came of both; without clashes it can be taken as it is."""

    steps: tuple[Step, ...]
    clashes: tuple[Clash, ...]


@dataclass(frozen=True)
class Change:
    """One step that differs between two versions; None: it is not there."""

    key: str
    before: Step | None
    after: Step | None


def changes(before: Sequence[Step], after: Sequence[Step]) -> list[Change]:
    """What differs, in the order of the later version, removed steps at the end."""
    old, new = _by_key(before), _by_key(after)
    keys = dict.fromkeys([*new, *old])
    found = (Change(key, old.get(key), new.get(key)) for key in keys)
    return [change for change in found if change.before != change.after]


def merge(base: Sequence[Step], mine: Sequence[Step], theirs: Sequence[Step]) -> Merged:
    """Three ways: see the top of this file."""
    kept: dict[str, Step] = {}
    clashes = []
    b, m, t = _by_key(base), _by_key(mine), _by_key(theirs)
    for key in dict.fromkeys([*m, *t, *b]):
        step, clash = _settled(key, b.get(key), m.get(key), t.get(key))
        if step:
            kept[key] = step
        if clash:
            clashes.append(clash)
    order = _order(list(b), list(m), list(t))
    return Merged(tuple(kept[key] for key in order if key in kept), tuple(clashes))


def _settled(
    key: str, base: Step | None, mine: Step | None, theirs: Step | None
) -> tuple[Step | None, Clash | None]:
    if mine in (base, theirs):
        return theirs, None
    if theirs == base:
        return mine, None
    return mine or theirs, Clash(key, base, mine, theirs)


def _order(base: list[str], mine: list[str], theirs: list[str]) -> list[str]:
    """The order of whoever moved steps; mine if both did. New steps follow their neighbour."""
    common = set(base) & set(mine)
    moved = [key for key in base if key in common] != [key for key in mine if key in common]
    first, second = (mine, theirs) if moved else (theirs, mine)
    order = list(first)
    for position, key in enumerate(second):
        if key not in order:
            order.insert(_after(order, second[:position]), key)
    return order


def _after(order: list[str], earlier: list[str]) -> int:
    """Behind the nearest earlier neighbour that is there."""
    known = [key for key in reversed(earlier) if key in order]
    return order.index(known[0]) + 1 if known else 0


def _by_key(steps: Sequence[Step]) -> dict[str, Step]:
    return {step.key: step for step in steps}
