import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inducult.common.gazetteer import Town, find_town, suggest

LARGE = suggest("a", 300) + suggest("k", 300) + suggest("š", 300)


def _found(text: str, country: str | None = None) -> tuple[str, str] | None:
    town = find_town(text, country)
    return (town.name, town.country) if town else None


def test_a_town_is_found_under_its_local_name_with_position_and_size() -> None:
    assert find_town("Zwickau") == Town("Zwickau", 12.48839, 50.72724, "DE", 98796)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Karlsbad", "Karlovy Vary"),
        ("karlovy  VARY", "Karlovy Vary"),
        ("Padua", "Padova"),
        ("Oppeln", "Opole"),
        ("Krainburg", "Kranj"),
        ("Dunaj", "Wien"),
        ("Prague", "Praha"),
        ("Lipsko", "Leipzig"),
        ("Lodz", "Łódź"),
        ("Muenchen", "München"),
        ("Brussel", "Bruxelles/Brussel"),
        ("Halle", "Halle (Saale)"),
        ("Halle/Saale", "Halle (Saale)"),
        ("Frankfurt", "Frankfurt am Main"),
        ("St. Pölten", "Sankt Pölten"),
    ],
)
def test_other_languages_and_plain_keyboards_find_the_same_town(text: str, name: str) -> None:
    town = find_town(text)
    assert town is not None and town.name == name


def test_the_large_zwickau_is_meant_unless_the_country_says_cvikov() -> None:
    answers = [_found("Zwickau"), _found("Zwickau", "CZ"), _found("Cvikov")]
    assert answers == [("Zwickau", "DE"), ("Cvikov", "CZ"), ("Cvikov", "CZ")]


def test_a_town_goes_before_a_larger_one_that_was_called_so_once() -> None:
    assert [_found("Waldenburg"), _found("Ulm")] == [("Waldenburg", "DE"), ("Ulm", "DE")]


def test_no_town_is_found_for_nothing_or_nonsense() -> None:
    assert [find_town(text) for text in ("", " -- ", "Qwertzuiopü", "Zwickau, Sachsen")] == [
        None
    ] * 4


def test_a_country_without_the_town_finds_none() -> None:
    assert find_town("Genk", "IT") is None


def test_suggestions_are_the_largest_towns_first() -> None:
    assert [town.name for town in suggest("karl", 3)] == ["Karlsruhe", "Karlovy Vary", "Karlovac"]


def test_nothing_typed_suggests_nothing() -> None:
    assert suggest("", 8) == suggest(" ", 8) == []


@settings(deadline=None)
@given(st.text(alphabet="abceiklmnorstuvzłőščžäöü -", min_size=2, max_size=5), st.integers(1, 9))
def test_asking_for_more_suggestions_only_adds_smaller_ones(beginning: str, limit: int) -> None:
    assert suggest(beginning, limit + 3)[:limit] == suggest(beginning, limit)


@settings(deadline=None)
@given(st.sampled_from(LARGE), st.integers(2, 5))
def test_a_town_is_suggested_by_the_beginning_of_its_name(town: Town, letters: int) -> None:
    assert town in suggest(town.name[:letters], 50_000)


@given(st.sampled_from(LARGE))
def test_by_its_own_name_a_town_is_found_or_a_larger_namesake(town: Town) -> None:
    found = find_town(town.name, town.country)
    assert found is not None
    assert found.population >= town.population


@given(st.text())
def test_any_text_is_an_allowed_question(text: str) -> None:
    found = find_town(text)
    assert found is None or find_town(text, found.country) == found
