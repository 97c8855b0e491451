"""The matching as a whole: what it finds, and the laws it keeps."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inducult.harvest.matching.comparing import COMPARISONS, LEVELS
from inducult.harvest.matching.match import Answer, Match
from inducult.harvest.matching.matching import match, within
from inducult.harvest.matching.telling import sentence_of
from inducult.harvest.matching.thing import Thing
from inducult.harvest.matching.weights import load_weights

ZOLLERN = Thing("p1", ("Zeche Zollern",), 7.3346, 51.5178, country="DE", kind="Bergwerk")


def answers(matches: list[Match]) -> list[tuple[str, str, Answer]]:
    return [(each.ours, each.theirs, each.answer) for each in matches]


def scores(matches: list[Match]) -> dict[tuple[str, str], tuple[float, float, tuple[int, ...]]]:
    return {
        (each.ours, each.theirs): (round(each.weight, 6), round(each.probability, 6), each.levels)
        for each in matches
    }


def test_the_same_name_on_the_same_spot_is_the_same() -> None:
    theirs = [replace(ZOLLERN, key="r1", names=("Zollern colliery",))]
    assert answers(match([ZOLLERN], theirs)) == [("p1", "r1", Answer.SAME)]


def test_mine_museum_and_company_on_one_ground_are_related() -> None:
    company = Thing(
        "r1", ("Zollern Maschinenfabrik GmbH",), 7.3350, 51.5180, kind="Maschinenfabrik"
    )
    mine = replace(ZOLLERN, key="r2")
    assert {each.theirs: each.answer for each in match([ZOLLERN], [company, mine])} == {
        "r1": Answer.RELATED,
        "r2": Answer.SAME,
    }


def test_unit_one_and_unit_two_are_related() -> None:
    ours = [Thing("p1", ("Kops I",), 10.1, 47.0, kind="Kraftwerk")]
    theirs = [Thing("r1", ("Kops II power plant",), 10.1005, 47.0)]
    assert answers(match(ours, theirs)) == [("p1", "r1", Answer.RELATED)]


def test_an_address_finds_a_building_that_is_called_by_it() -> None:
    ours = [Thing("p1", (), 9.9472, 53.5561, address="Hospitalstraße 107")]
    theirs = [
        Thing("r1", ("Hospitalstraße 107",), 9.9472, 53.5562),
        Thing("r2", ("Hospitalstraße 109",), 9.9474, 53.5562),
    ]
    assert [each.theirs for each in match(ours, theirs) if each.answer is Answer.SAME] == ["r1"]


def test_without_positions_names_and_towns_decide() -> None:
    ours = [Thing("p1", ("Porzellanfabrik Schirnding",), municipality="Schirnding", country="DE")]
    theirs = [
        Thing("r1", ("Schirnding porcelain factory",), municipality="Schirnding", country="DE"),
        Thing("r2", ("Porzellanfabrik Arzberg",), municipality="Arzberg", country="DE"),
    ]
    assert answers(match(ours, theirs)) == [("p1", "r1", Answer.SAME)]


def test_one_identifier_outweighs_another_name() -> None:
    known = frozenset({("wikidata", "Q1")})
    ours = [replace(ZOLLERN, identifiers=known)]
    theirs = [Thing("r1", ("LWL-Industriemuseum",), 7.3347, 51.5178, identifiers=known)]
    assert answers(match(ours, theirs)) == [("p1", "r1", Answer.SAME)]


def test_what_a_source_holds_twice_is_found() -> None:
    things = [ZOLLERN, replace(ZOLLERN, key="p2", names=("Zollern",)), Thing("p3", ("Hansa",))]
    assert answers(within(things)) == [("p1", "p2", Answer.SAME)]


def test_the_sentence_says_the_weightiest_first() -> None:
    (found,) = match([ZOLLERN], [replace(ZOLLERN, key="r1", lat=51.5180)])
    said = [clause.message.format(**clause.values) for clause in sentence_of(found)]
    assert said == ["the names agree, in rare words", "22 m apart", "they are of one kind"]


def test_the_waterfall_adds_up() -> None:
    (found,) = match([ZOLLERN], [replace(ZOLLERN, key="r1")])
    assert sum(part.bits for part in found.because) == pytest.approx(found.weight)


def test_nothing_against_nothing_is_nothing() -> None:
    assert (match([], []), match([ZOLLERN], []), match([Thing("a")], [Thing("b")])) == ([], [], [])


def test_the_kept_weights_have_bits_for_every_level() -> None:
    bits = load_weights().bits
    assert {name: len(each) - 1 for name, each in bits.items()} == LEVELS
    assert [bits[name][0] for name in COMPARISONS] == [0.0] * len(COMPARISONS)


def test_levels_in_order_never_lose_bits() -> None:
    bits = load_weights().bits
    falling = [
        name
        for name in COMPARISONS
        if name not in ("name", "identifier") and list(bits[name][1:]) != sorted(bits[name][1:])
    ]
    assert falling == []


# --- laws ---------------------------------------------------------------------------------------

words = st.sampled_from(
    [
        *("Zeche", "Zollern", "Hansa", "Kraftwerk", "Mühle", "Brauerei"),
        *("Schmidt", "II", "Müller", "Ostrava", "Škoda", "Huta"),
    ]
)
names = st.lists(words, min_size=1, max_size=3).map(" ".join)
spots = st.tuples(st.floats(7.33, 7.34), st.floats(51.51, 51.52))


@st.composite
def several(draw: st.DrawFn, side: str) -> list[Thing]:
    many = draw(st.integers(0, 6))
    return [draw(thing(f"{side}{number}")) for number in range(many)]


@st.composite
def thing(draw: st.DrawFn, key: str) -> Thing:
    lon, lat = draw(st.one_of(st.just((None, None)), spots))
    return Thing(
        key,
        tuple(draw(st.lists(names, max_size=2))),
        lon,
        lat,
        precision_m=draw(st.sampled_from([1.0, 100.0, 5_000.0])),
        country=draw(st.sampled_from(["", "DE", "CZ"])),
        municipality=draw(st.sampled_from(["", "Dortmund", "Ostrava"])),
        address=draw(st.sampled_from(["", "Grubenweg 5", "Grubenweg 7", "Rhader Weg 1-5"])),
        start=draw(st.sampled_from([None, 1898, 1902, 1970])),
        operator=draw(st.sampled_from(["", "RWE AG", "Škoda a.s."])),
    )


@given(several("a"), several("b"))
@settings(max_examples=60, deadline=None)
def test_swapping_the_sides_swaps_the_scores(ours: list[Thing], theirs: list[Thing]) -> None:
    there, back = scores(match(ours, theirs)), scores(match(theirs, ours))
    assert there == {(ours, theirs): score for (theirs, ours), score in back.items()}


@given(several("a"), several("b"), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_things_does_not_matter_to_scores(
    ours: list[Thing], theirs: list[Thing], chance: random.Random
) -> None:
    mixed = [*ours]
    chance.shuffle(mixed)
    before, after = scores(match(ours, theirs)), scores(match(mixed, theirs))
    assert before == after


@given(thing("a"), names, spots)
@settings(max_examples=60, deadline=None)
def test_a_named_thing_is_the_same_as_its_copy(
    one: Thing, name: str, spot: tuple[float, float]
) -> None:
    one = replace(one, names=(f"{name} Neumühl",), lon=spot[0], lat=spot[1])
    assert answers(match([one], [replace(one, key="copy")])) == [("a", "copy", Answer.SAME)]


@given(thing("a"), spots, st.sampled_from(["address", "municipality", "operator", "start", "kind"]))
@settings(max_examples=60, deadline=None)
def test_what_is_not_said_weighs_nothing(one: Thing, spot: tuple[float, float], field: str) -> None:
    one = replace(one, names=("Zollern Neumühl",), lon=spot[0], lat=spot[1])
    silent = replace(one, key="b", **{field: None if field == "start" else ""})
    (found,) = match([one], [silent])
    said = {part.comparison: part for part in found.because}
    column = {"municipality": "town", "start": "years"}.get(field, field)
    assert (said[column].level, said[column].bits) == (0, 0.0)


def test_namesakes_in_two_countries_or_without_a_position_are_never_sure() -> None:
    far = replace(ZOLLERN, key="r1", lat=50.2)
    nowhere = replace(ZOLLERN, key="r2", lon=None, lat=None)
    assert [each.is_sure for each in match([ZOLLERN], [far]) + match([ZOLLERN], [nowhere])] == [
        False,
        False,
    ]


def test_two_that_are_equally_good_are_never_sure() -> None:
    twins = [replace(ZOLLERN, key="r1"), replace(ZOLLERN, key="r2")]
    assert [each.is_sure for each in match([ZOLLERN], twins)] == [False, False]


def test_a_country_may_be_named_or_coded() -> None:
    (found,) = match([ZOLLERN], [replace(ZOLLERN, key="r1", country="Německo", lat=None)])
    assert found.answer is Answer.SAME


def test_a_works_called_by_its_town_is_the_works_that_lies_there() -> None:
    ours = [Thing("p1", ("Ladce Cement Plant",), 18.29, 49.03, operator="Považská cementáreň a.s.")]
    works = Thing("r1", ("Považská cementáreň a.s.",), 18.2901, 49.03, municipality="Ladce")
    mill = Thing("r2", ("Mlyn Novák",), 18.2902, 49.03, municipality="Ladce")
    same = [each.theirs for each in match(ours, [works, mill]) if each.answer is Answer.SAME]
    assert same == ["r1"]
