"""What a text finds: the same places in whatever language it is asked."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inducult.catalogue.concepts import Concept, load_concepts
from inducult.catalogue.edition import Edition
from inducult.catalogue.filters import Filter
from inducult.catalogue.lexicon import slips
from inducult.common.languages import CODES
from inducult.places.records import Record

MOMENT = datetime(2026, 6, 7, 11, tzinfo=UTC)
LAW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
CONCEPTS = sorted(load_concepts().all, key=lambda concept: sorted(concept.phrases))

Find = Callable[..., set[str]]


@pytest.fixture(scope="module")
def find(real_edition: Edition) -> Find:
    """The identifiers of what a text finds."""

    def found(text: str, language: str = "en") -> set[str]:
        results = real_edition.search(
            Filter(q=text), language=language, moment=MOMENT, page_size=1000
        )
        return {card.id for card in results.cards}

    return found


@pytest.fixture(scope="module")
def ranked(real_edition: Edition) -> Callable[[str], list[str]]:
    """The slugs of what a text finds, best first."""

    def found(text: str) -> list[str]:
        results = real_edition.search(Filter(q=text), language="en", moment=MOMENT)
        return [card.slug for card in results.cards]

    return found


def of_types(records: list[Record], *codes: str) -> set[str]:
    return {record["id"] for record in records if set(codes) & set(record["types"])}


COAL = (
    *("kopalnia węgla", "Zeche", "uhelný důl", "coal mine", "miniera di carbone", "premogovnik"),
    *(
        "rudnik ugljena",
        "kolenmijn",
        "Kohlebergwerk",
        "colliery",
        "steenkoolmijn",
        "kopalnie węgla",
    ),
)
COAL_CARELESSLY = (
    *(
        "kopalnia wegla",
        "ZECHE",
        "uhelny dul",
        "Coal  Mine!",
        "kopalna wegla",
        "zechee",
        "uhelny dull",
    ),
    *("coalmien colliery", "kolenmjin", "premogvnik", "kohlebergwrek"),
)


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("text", COAL)
def test_a_coal_mine_is_found_in_every_language(
    find: Find, real_records: list[Record], text: str, language: str
) -> None:
    found = find(text, language)
    assert found == find("coal mine")
    assert found >= of_types(real_records, "MIN.COAL")


@pytest.mark.parametrize("text", [text for text in COAL_CARELESSLY if " colliery" not in text])
def test_a_coal_mine_is_found_without_accents_and_with_a_slip(find: Find, text: str) -> None:
    assert find(text) == find("coal mine")


@pytest.mark.parametrize("concept", CONCEPTS, ids=lambda concept: " ".join(min(concept.phrases)))
def test_all_words_of_a_concept_find_the_same_places(
    find: Find, real_records: list[Record], concept: Concept
) -> None:
    chance = random.Random(str(sorted(concept.phrases)))
    phrases = chance.sample(sorted(concept.phrases), min(6, len(concept.phrases)))
    results = {frozenset(find(" ".join(phrase))) for phrase in phrases}
    assert len(results) == 1
    assert results.pop() >= of_types(real_records, *concept.codes)


@LAW
@given(st.sampled_from(CONCEPTS), st.randoms(use_true_random=False))
def test_a_slip_of_the_pen_finds_the_same_places_unless_it_is_another_word(
    find: Find, real_edition: Edition, concept: Concept, chance: random.Random
) -> None:
    phrase = chance.choice(sorted(concept.phrases))
    long = [place for place, word in enumerate(phrase) if slips(word)]
    if not long:
        return
    place = chance.choice(long)
    slipped = [*phrase]
    slipped[place] = _slip(phrase[place], chance)
    (part, *more) = real_edition._search.parts(slipped)
    if part.concepts == (concept,) and not more:  # else it could as well be something else
        assert find(" ".join(slipped)) == find(" ".join(phrase))


def _slip(word: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(word))
    return chance.choice(
        (
            word[:place] + word[place + 1 :],
            word[:place] + "q" + word[place:],
            word[: place - 1] + word[place] + word[place - 1] + word[place + 1 :],
        )
    )


def test_no_phrase_stands_for_two_things() -> None:
    meanings = load_concepts()
    phrases = {phrase for concept in meanings.all for phrase in concept.phrases}
    assert [phrase for phrase in phrases if len(meanings.meant_by(phrase)) > 1] == []


def test_every_type_has_words_in_every_language() -> None:
    for concept in CONCEPTS:
        assert len(concept.phrases) >= len(CODES) / 2


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("August Horch", "august-horch-museum"),
        ("horch zwickau", "august-horch-museum"),
        ("hrch museum", "august-horch-museum"),
        ("august hor", "august-horch-museum"),
        ("becherovka", "becherovka-visitor-centre"),
        ("kovaski muzej kropa", "kovaski-muzej-kropa"),
    ],
)
def test_a_name_comes_first(ranked: Callable[[str], list[str]], text: str, slug: str) -> None:
    assert ranked(text)[0].endswith(slug)


def test_a_wide_concept_finds_all_that_a_narrow_one_finds(find: Find) -> None:
    narrow = [concept for concept in CONCEPTS if concept.codes == {"MIN.COAL"}]
    wide = [concept for concept in CONCEPTS if concept.codes > {"MIN.COAL"}]
    assert narrow
    assert wide
    coal = find("coal mine")
    for concept in wide:
        assert find(" ".join(min(concept.phrases))) >= coal


def test_all_words_are_wanted(find: Find) -> None:
    assert find("museum zwickau") == find("zwickau museum")
    assert find("museum zwickau") <= find("museum") & find("zwickau")
    assert find("museum qqqqqq") == set()


def test_a_town_is_found_by_the_places_in_it(find: Find, real_records: list[Record]) -> None:
    there = {r["id"] for r in real_records if r["address"]["municipality"] == "Kropa"}
    there |= {r["id"] for r in real_records if "Kropa" in r["address"]["municipality"]}
    assert there
    assert find("kropa") >= there


def test_the_last_word_may_be_begun(find: Find) -> None:
    assert find("zwick") >= find("zwickau")
    assert find("kopalnia wegl") >= find("kopalnia wegla")
    assert find("kopaln") >= find("kopalnia wegla")


def test_a_name_counts_more_than_a_town_and_a_town_more_than_a_text(
    real_edition: Edition, real_records: list[Record]
) -> None:
    records = {record["id"]: record for record in real_records}
    results = real_edition.search(Filter(q="sisak"), language="en", moment=MOMENT, page_size=99)
    ranks = [_rank(records[card.id]) for card in results.cards]
    assert ranks == sorted(ranks)


def _rank(record: Record) -> int:
    if any("Sisak" in name["text"].split() for name in record["names"]):
        return 0
    return 1 if "Sisak" in record["address"]["municipality"] else 2


@pytest.mark.parametrize("text", ["", "  ", "…", "-"])
def test_a_text_without_words_does_not_narrow(find: Find, real_edition: Edition, text: str) -> None:
    assert len(find(text)) == len(real_edition)


@LAW
@given(st.text(max_size=60))
def test_no_text_is_too_odd(find: Find, text: str) -> None:
    find(text)
