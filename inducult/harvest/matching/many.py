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
from multiprocessing.connection import Connection
from typing import Any, Final, TypeVar

import numpy as np

from inducult.harvest.matching.candidates import Pairs, all_once, ways_to_meet
from inducult.harvest.matching.match import Match
from inducult.harvest.matching.matching import Scored, among_rivals, score, settled, told
from inducult.harvest.matching.rarity import Rarity
from inducult.harvest.matching.table import Table, tabulate
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
    tables = _at_once([partial(tabulate, ours), partial(tabulate, theirs)], processes)
    ways = ways_to_meet(*tables)
    pairs = all_once(tables[1], _at_once(ways, processes))
    scored = _scored((tables[0], tables[1]), pairs, known, processes)
    return told((tables[0], tables[1]), scored, settled(scored), among_rivals(scored), known)


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
        begun = [_begin(task) for task in tasks[start : start + processes]]
        results += [_end(*each) for each in begun]
    return results


def _begin(task: Callable[[], Any]) -> tuple[Any, Connection]:
    here, there = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(
        target=_work, args=(task, there), daemon=True
    )
    process.start()
    there.close()
    return process, here


def _work(task: Callable[[], Any], there: Connection) -> None:
    gc.disable()  # the process ends before there is anything to collect
    there.send(task())
    there.close()


def _end(process: Any, here: Connection) -> Any:
    try:
        result = here.recv()
    except EOFError:
        raise WorkerFailed from None
    process.join()
    return result
