"""Taking records apart on several cores. The rules are Python, so it takes several processes."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context

from inducult.catalogue.flattening import Flat, flatten


def flattened(batches: Iterable[list[bytes]], as_of: date, workers: int = 0) -> Iterator[Flat]:
    """Each batch taken apart, in order, by some other processes (0: by this one).

    Only a few batches are under way at a time, so memory stays flat.
    """
    if not workers:
        yield from (flatten(batch, as_of) for batch in batches)
        return
    # Not fork: this process may have threads.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        under_way: deque[Future[Flat]] = deque()
        for batch in batches:
            under_way.append(pool.submit(flatten, batch, as_of))
            if len(under_way) > 2 * workers:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
