"""What a digest counts, and what it does not give away."""

from __future__ import annotations

from collections import Counter
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from inducult.dialogue.digest import FEW, by_sector, suppressed, total
from inducult.dialogue.models import Sector

COUNTS = st.dictionaries(st.sampled_from(Sector.values), st.integers(0, 9)).map(Counter)


@given(COUNTS)
def test_no_small_number_can_be_worked_out(counts: Counter[str]) -> None:
    """From the sectors that are told and the sum nobody finds that of the one that is not."""
    told = by_sector(counts)
    hidden = [each for each in told if each.number is None]
    known = sum(each.number for each in told if each.number)
    whole = total(counts)
    ways = [
        way
        for way in product(range(1, FEW), repeat=len(hidden))
        if whole is None or sum(way) == whole - known
    ]
    assert all(len({way[place] for way in ways}) > 1 for place in range(len(hidden)))
    assert all(each.number is None or each.number >= FEW for each in told)


@given(COUNTS)
def test_only_sectors_that_were_there_are_listed(counts: Counter[str]) -> None:
    assert {each.sector for each in by_sector(counts)} == {s for s, n in counts.items() if n}


def test_few_are_suppressed_and_none_is_none() -> None:
    assert [suppressed(number) for number in range(5)] == [0, None, None, 3, 4]
