"""Long lists in pieces. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
SIZE = 500  # records of one transaction


def batches(items: Iterable[T]) -> Iterator[list[T]]:
    """Lists of at most SIZE, in order (itertools.batched comes with Python 3.12)."""
    source = iter(items)
    while batch := list(islice(source, SIZE)):
        yield batch
