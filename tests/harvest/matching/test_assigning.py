"""Who belongs to whom when several would do."""

import numpy as np

from inducult.harvest.matching.assigning import one_to_many, one_to_one, settle
from inducult.harvest.matching.clusters import clusters
from inducult.harvest.matching.comparing import (
    COMPARISONS,
    AddressLevel,
    KindLevel,
    Levels,
    NameLevel,
)
from inducult.harvest.matching.match import Answer, Match


def pair(ours: str, theirs: str, weight: float) -> Match:
    return Match(ours, theirs, 0.9, weight, Answer.SAME, ())


def levels(*name_address_kind: tuple[int, int, int]) -> Levels:
    made = np.zeros((len(name_address_kind), len(COMPARISONS)), np.int8)
    made[:, [0, 2, 3]] = name_address_kind
    return made


def settled(pairs: list[tuple[int, int, float]], found: Levels) -> list[tuple[int, int]]:
    one, other, weights = (np.array(column) for column in zip(*pairs, strict=True))
    kept = settle(one.astype(np.int32), other.astype(np.int32), weights, found)
    return [pairs[place][:2] for place in kept]


TELLING = (NameLevel.AGREES, AddressLevel.MISSING, KindLevel.MISSING)
VAGUE = (NameLevel.GENERIC_ALIKE, AddressLevel.MISSING, KindLevel.MISSING)


def test_the_heaviest_pairs_come_first_and_each_side_once() -> None:
    pairs = [pair("a", "x", 5), pair("a", "y", 4), pair("b", "x", 7), pair("b", "y", 1)]
    assert one_to_one(pairs) == [pair("b", "x", 7), pair("a", "y", 4)]


def test_ours_may_have_several_of_theirs_but_not_the_other_way_round() -> None:
    pairs = [pair("a", "x", 5), pair("a", "y", 4), pair("b", "x", 3)]
    assert one_to_many(pairs) == [pair("a", "x", 5), pair("a", "y", 4)]


def test_pairs_of_equal_weight_go_by_key() -> None:
    assert one_to_one([pair("b", "x", 5), pair("a", "x", 5)]) == [pair("a", "x", 5)]


def test_a_second_partner_nearly_as_good_is_believed_when_the_names_say_so() -> None:
    assert settled([(0, 0, 8.0), (0, 1, 5.0)], levels(TELLING, TELLING)) == [(0, 0), (0, 1)]


def test_a_second_partner_that_only_stands_near_is_a_neighbour() -> None:
    assert settled([(0, 0, 8.0), (0, 1, 5.0)], levels(TELLING, VAGUE)) == [(0, 0)]


def test_a_villa_is_not_also_its_garden_nor_the_house_next_door() -> None:
    garden = (NameLevel.AGREES, AddressLevel.ALL_HOUSES, KindLevel.OTHER)
    next_door = (NameLevel.AGREES, AddressLevel.OTHER_HOUSE, KindLevel.SAME)
    pairs = [(0, 0, 8.0), (0, 1, 8.0), (0, 2, 8.0)]
    assert settled(pairs, levels(TELLING, garden, next_door)) == [(0, 0)]


def test_who_has_a_partner_does_not_become_the_second_of_another() -> None:
    pairs = [(0, 0, 9.0), (1, 1, 8.0), (0, 1, 7.9)]
    assert settled(pairs, levels(TELLING, TELLING, TELLING)) == [(0, 0), (1, 1)]


def test_what_hangs_together_is_one_cluster() -> None:
    pairs = [("d", "c"), ("a", "b"), ("c", "e"), ("f", "f")]
    assert clusters(pairs) == [("a", "b"), ("c", "d", "e"), ("f",)]


def test_the_order_of_pairs_does_not_matter_to_clusters() -> None:
    pairs = [("a", "b"), ("c", "d"), ("b", "d"), ("x", "y")]
    assert clusters(pairs) == clusters(reversed(pairs))
