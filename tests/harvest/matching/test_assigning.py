"""Who belongs to whom when several would do."""

from inducult.harvest.matching.assigning import one_to_many, one_to_one
from inducult.harvest.matching.clusters import clusters
from inducult.harvest.matching.match import Answer, Match


def pair(ours: str, theirs: str, weight: float) -> Match:
    return Match(ours, theirs, 0.9, weight, Answer.SAME, ())


def test_the_heaviest_pairs_come_first_and_each_side_once() -> None:
    pairs = [pair("a", "x", 5), pair("a", "y", 4), pair("b", "x", 7), pair("b", "y", 1)]
    assert one_to_one(pairs) == [pair("b", "x", 7), pair("a", "y", 4)]


def test_ours_may_have_several_of_theirs_but_not_the_other_way_round() -> None:
    pairs = [pair("a", "x", 5), pair("a", "y", 4), pair("b", "x", 3)]
    assert one_to_many(pairs) == [pair("a", "x", 5), pair("a", "y", 4)]


def test_pairs_of_equal_weight_go_by_key() -> None:
    assert one_to_one([pair("b", "x", 5), pair("a", "x", 5)]) == [pair("a", "x", 5)]


def test_what_hangs_together_is_one_cluster() -> None:
    pairs = [("d", "c"), ("a", "b"), ("c", "e"), ("f", "f")]
    assert clusters(pairs) == [("a", "b"), ("c", "d", "e"), ("f",)]


def test_the_order_of_pairs_does_not_matter_to_clusters() -> None:
    pairs = [("a", "b"), ("c", "d"), ("b", "d"), ("x", "y")]
    assert clusters(pairs) == clusters(reversed(pairs))
