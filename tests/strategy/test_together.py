"""What several regions want alike is found and proposed."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from inducult.strategy.together import Wanted, likeness, matrix, proposals, totals

REGIONS = ("genk", "leoben", "zwickau")
AREAS = ("T1", "T2")
MEASURES = st.lists(
    st.builds(
        Wanted,
        region=st.sampled_from(REGIONS),
        key=st.text("abcdef0123456789", min_size=10, max_size=10),
        area=st.sampled_from(AREAS),
        title=st.sampled_from(["Open doors", "Doors open late", "Apprentices guide", "A map"]),
        types=st.frozensets(st.sampled_from(["museum", "mine", "works"])),
    ),
    max_size=9,
    unique_by=lambda each: each.key,
)


def test_two_regions_that_open_doors_are_shown_together() -> None:
    one = Wanted("zwickau", "a", "T3", "Offene Tore der Betriebe", frozenset({"works"}))
    other = Wanted("leoben", "b", "T3", "Betriebe öffnen Tore: offene Tore der Betriebe")
    third = Wanted("genk", "c", "T3", "Scholen bezoeken fabrieken", frozenset({"works"}))
    fourth = Wanted("kranj", "d", "T3", "Zemljevid", frozenset({"museum"}))
    (shared,) = proposals([one, other, third, fourth])[:1]
    assert set(shared.measures) <= {one, other, third}
    assert fourth not in [
        m for each in proposals([one, other, third, fourth]) for m in each.measures
    ]


@given(MEASURES)
def test_groups_are_of_one_area_and_of_different_regions(measures: list[Wanted]) -> None:
    for shared in proposals(measures):
        assert len({each.area for each in shared.measures}) == 1
        assert len({each.region for each in shared.measures}) == len(shared.measures) >= 2


@given(MEASURES, st.randoms(use_true_random=False))
def test_the_order_in_which_regions_come_does_not_matter(
    measures: list[Wanted], chance: random.Random
) -> None:
    turned = measures[:]
    chance.shuffle(turned)
    assert proposals(measures) == proposals(turned)


@given(MEASURES)
def test_a_measure_is_proposed_once_and_pairs_are_alike_both_ways(measures: list[Wanted]) -> None:
    found = [each for shared in proposals(measures) for each in shared.measures]
    assert len(found) == len(set(found))
    assert all(likeness(a, b) == likeness(b, a) for a in measures for b in measures)


@given(st.lists(st.tuples(st.sampled_from(REGIONS), st.sampled_from(AREAS))))
def test_the_matrix_counts_each_row_once(rows: list[tuple[str, str]]) -> None:
    cells = matrix(rows, REGIONS, AREAS)
    assert sum(totals(cells).values()) == len(rows)
    assert all(set(row) == set(REGIONS) for row in cells.values())
