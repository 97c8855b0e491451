"""How fast a list is matched with a list: `python -m benchmarks.matching --things N [SOURCES]`.

N things against N things, made of the real ones (`benchmarks/made_things.py`) into two files first,
which is not measured. Measured is all from reading the files to the last match, in one command
with its processes. Prints one JSON object; `mb` is the peak of all processes together,
`cpu_seconds` their work: on a machine that others use too, the time is not.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import random
import tempfile
import threading
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from benchmarks.made_things import Stock, made
from inducult.harvest.matching.many import match_many
from inducult.harvest.matching.match import Answer
from inducult.harvest.matching.thing import Thing

BATCH: Final = 5_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=Path, nargs="?")
    parser.add_argument("--things", type=int, default=100_000)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / side for side in ("ours", "theirs")]
        _in_another_process(asked.sources, files, asked.things)
        print(json.dumps(measured(files, asked.things, asked.processes)))


def measured(files: list[Path], things: int, processes: int) -> dict[str, object]:
    started, peak, before = time.perf_counter(), Peak(), _cpu()
    counts = dict.fromkeys(Answer, 0)
    right = 0
    for each in match_many(_kept(files[0]), _kept(files[1]), processes=processes):
        counts[each.answer] += 1
        right += each.answer is Answer.SAME and each.ours == each.theirs
    seconds = time.perf_counter() - started
    return {
        "things": things,
        "seconds": round(seconds, 1),
        "cpu_seconds": round(_cpu() - before, 1),
        "mb": peak.stop(),
        "load": round(os.getloadavg()[0], 1),
        **{answer.value: count for answer, count in counts.items()},
        "precision": round(right / max(counts[Answer.SAME], 1), 4),
    }


def _cpu() -> float:
    """Seconds of work of this process and of those that it has ended, on whichever core."""
    return sum(os.times()[:4])


class Peak:
    """The most memory that this process and its children hold together, looked at now and then."""

    def __init__(self) -> None:
        self._most = 0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> int:
        """Megabytes."""
        self._done.set()
        self._thread.join()
        return self._most // 1024

    def _look(self) -> None:
        while not self._done.wait(0.1):
            family = [os.getpid(), *_children(os.getpid())]
            self._most = max(self._most, sum(_kilobytes(process) for process in family))


def _children(process: int) -> list[int]:
    try:
        text = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    except OSError:
        return []
    return [int(number) for number in text.split()]


def _kilobytes(process: int) -> int:
    """What is its own, and its share of what it has in common with others (PSS)."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _in_another_process(sources: Path | None, files: list[Path], things: int) -> None:
    """So that what making needs is not counted."""
    if child := os.fork():
        os.waitpid(child, 0)
        return
    stock = Stock.read(sources)
    for file in files:
        _write(file, made(stock, things, side=file.name))
    os._exit(0)


def _write(file: Path, things: Iterator[Thing]) -> None:
    """Batches of things, mixed."""
    with file.open("wb") as out:
        while batch := list(islice(things, BATCH)):
            random.Random(len(batch)).shuffle(batch)
            pickle.dump(batch, out)


def _kept(file: Path) -> Iterator[Thing]:
    with file.open("rb") as kept:
        while True:
            try:
                yield from pickle.load(kept)  # noqa: S301 -- written a minute ago by ourselves
            except EOFError:
                return


if __name__ == "__main__":
    main()
