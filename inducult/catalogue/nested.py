"""Lists and structures of Arrow taken apart without a loop over rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from inducult.catalogue.facets import BETWEEN

Numbers = NDArray[np.int64]
NOTHING: Final = ""


def part(lists: pa.ListArray, name: str) -> pa.ListArray:
    """One field of a list of structures, as a list."""
    return pa.ListArray.from_arrays(lists.offsets, lists.values.field(name))


def within(lists: pa.ListArray, name: str) -> pa.ListArray:
    """One list inside a list of structures, run together: all audiences of all offers."""
    inner = lists.values.field(name)
    offsets = inner.offsets.take(lists.offsets)
    return pa.ListArray.from_arrays(offsets, inner.values)


def joined(lists: pa.ListArray) -> pa.StringArray:
    """The values of each list as one set: sorted, each once, with a bar between them."""
    return by_distinct(pc.binary_join(lists, BETWEEN), _canonical)


def by_distinct(
    texts: pa.StringArray, change: Callable[[str], str], kind: pa.DataType | None = None
) -> pa.Array:
    """A function of texts, asked once for each different one."""
    coded = texts.dictionary_encode()
    changed = [change(text) for text in coded.dictionary.to_pylist()]
    return pa.array(changed, kind or pa.string()).take(coded.indices)


def rows_of(lists: pa.ListArray) -> Numbers:
    """For each value of the lists the number of the list that holds it."""
    sizes = np.diff(lists.offsets.to_numpy())
    return np.repeat(np.arange(len(lists)), sizes)


def gather(starts: Numbers, sizes: Numbers) -> Numbers:
    """Positions of pieces one after another: from starts[0] sizes[0] of them, from starts[1] ..."""
    ends = np.cumsum(sizes)
    shift = np.repeat(starts - (ends - sizes), sizes)
    positions: Numbers = np.arange(int(ends[-1]) if len(ends) else 0) + shift
    return positions


def _canonical(text: str) -> str:
    return BETWEEN.join(sorted(set(text.split(BETWEEN)) - {NOTHING}))
