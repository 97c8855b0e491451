"""The matching of a million with a million: the same steps on all cores, in little memory.

Works in forked processes, which inherit the tables and send back numbers. They touch no database
and no file; whoever calls from a program with open connections may do so.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from multiprocessing.connection import wait
from typing import Any, Final, TypeVar

import numpy as np

from inducult.harvest.matching.candidates import Pairs, all_once, ways_to_meet
from inducult.harvest.matching.match import Match
from inducult.harvest.matching.matching import Scored, among_rivals, score, settled, told
from inducult.harvest.matching.rarity import Rarity
from inducult.harvest.matching.table import Table, joined, slices, tabulate
from inducult.harvest.matching.thing import Thing
from inducult.harvest.matching.weights import Weights, load_weights

T = TypeVar("T")

SLICES: Final = 8  # of the pairs, so that a slow one does not keep the others waiting


class WorkerFailed(RuntimeError):
    """A process ended before it had sent its result; the system may be out of memory."""


def match_many(
    ours: Iterable[Thing],
    theirs: Iterable[Thing],
    *,
    weights: Weights | None = None,
    processes: int = os.cpu_count() or 1,
) -> Iterator[Match]:
    """What `match` finds, one by one. Things are read once, each side in a process of its own."""
    known = weights or load_weights()
    tables = _tables([ours, theirs], processes)
    ways = ways_to_meet(*tables)
    pairs = all_once(tables[1], _at_once(ways, processes))
    scored = _scored(tables, pairs, known, processes)
    return told(tables, scored, settled(scored), among_rivals(scored), known)


def _tables(sides: Sequence[Iterable[Thing]], processes: int) -> tuple[Table, Table]:
    """The tables of the two sides, sent in slices: no process ever holds one of them twice."""
    if processes < 2:
        return tabulate(sides[0]), tabulate(sides[1])
    begun = [_begin(partial(slices, side)) for side in sides]
    kept: dict[Any, list[Table]] = {here: [] for _, here in begun}
    waiting = list(kept)
    while waiting:
        for here in wait(waiting):
            part = _received(here)
            if part is None:
                waiting.remove(here)
            else:
                kept[here].append(part)
    ours, theirs = (joined(tables) for tables in kept.values())
    return ours, theirs


def _scored(tables: tuple[Table, Table], pairs: Pairs, weights: Weights, processes: int) -> Scored:
    rarity = Rarity.of(*tables)
    bounds = np.linspace(0, len(pairs[0]), SLICES + 1).astype(int)
    parts = [
        partial(score, *tables, (pairs[0][start:end], pairs[1][start:end]), rarity, weights)
        for start, end in pairwise(bounds)
    ]
    return Scored.joined(_at_once(parts, processes))


def _at_once(tasks: Sequence[Callable[[], T]], processes: int) -> list[T]:
    """The results of some tasks in their order, never more at work than there are processes."""
    if processes < 2:
        return [task() for task in tasks]
    results = []
    for start in range(0, len(tasks), processes):
        some = tasks[start : start + processes]
        begun = [_begin(partial(_once, task)) for task in some]
        results += [_received(here) for _, here in begun]
    return results


def _once(task: Callable[[], T]) -> Iterator[T]:
    yield task()


def _begin(task: Callable[[], Iterable[Any]]) -> tuple[Any, Any]:
    """A process at work, and the end of the pipe where its results arrive one by one."""
    here, there = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(
        target=_work, args=(task, there), daemon=True
    )
    process.start()
    there.close()
    return process, here


def _work(task: Callable[[], Iterable[Any]], there: Any) -> None:
    gc.disable()  # the process ends before there is anything to collect
    for result in task():
        there.send(result)
    there.send(None)
    there.close()


def _received(here: Any) -> Any:
    """The next result; None when there is no more."""
    try:
        return here.recv()
    except EOFError:
        raise WorkerFailed from None
