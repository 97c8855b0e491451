"""Short lists take the room that they need and come out as they went in."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from inducult.harvest.matching.lists import Lists

numbers = st.lists(st.integers(1, 2**32 - 1), max_size=5)
several = st.lists(numbers, max_size=6)


@given(several, several)
def test_lists_come_out_as_they_went_in(some: list[list[int]], more: list[list[int]]) -> None:
    lists = Lists.joined([Lists.of(some), Lists.of(more)])
    whole = some + more
    assert len(lists) == len(whole)
    assert lists.counts.tolist() == [len(each) for each in whole]
    backwards = np.arange(len(whole), dtype=np.int32)[::-1]
    out = [[n for n in row if n] for row in lists[backwards].tolist()]
    assert out == whole[::-1]
    assert lists.has(backwards).tolist() == [bool(each) for each in whole[::-1]]
    assert lists.wide(backwards, 5).shape == (len(whole), 5)
    owned = zip(lists.owner.tolist(), lists.numbers.tolist(), strict=True)
    assert list(owned) == [(row, n) for row, each in enumerate(whole) for n in each]
