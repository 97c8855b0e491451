"""Names and addresses taken apart."""

import pytest

from inducult.harvest.matching.addresses import address_in, read_address
from inducult.harvest.matching.naming import read_name, stem


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Stuhlmann-Brunnen", "Stuhlmannbrunnen"),
        ("Häusling-KW", "Haeusling Pumped Storage Power Plant Austria"),
        ("Żarnowiec hydroelectric plant", "Zarnowiec H1"),
        ("Cementárna Čížkovice a.s.", "Cizkovice Cement Plant"),
        ("S. Fiorano", "San Fiorano hydroelectric plant"),
        ("Bahnhof St. Pölten", "Sankt Poelten Hbf"),
        ("Buzzi Unicem S.p.A.", "BUZZI UNICEM"),
        ("Łódzka Fabryka", "Lodzka"),
        ("ehem. Zeche Zollern", "Zollern colliery"),
        ("Cantina Valpolicella", "Valpolicella winery"),
        ("Rudnik svinca Mežica", "Mezica rudnik svinca"),
    ],
)
def test_the_same_words_are_left_whatever_the_language_and_the_keyboard(
    one: str, other: str
) -> None:
    assert set(read_name(one).own) == set(read_name(other).own)


def test_what_it_is_is_read_from_the_end_of_a_german_word() -> None:
    assert (read_name("Landhausgarten").kinds, read_name("Landhausgarten").own) == (
        {"GRN.GARDEN"},
        (),
    )


def test_a_unit_has_a_number_and_a_date_or_an_ordinal_is_none() -> None:
    assert [
        read_name(name).numbers
        for name in (
            "Kops II",
            "Schacht 3",
            "Wohnhaus, 1904-07",
            "2. Volksschule",
            "Virchowstraße 50",
        )
    ] == [{2}, {3}, set(), set(), set()]


def test_what_a_register_says_of_other_entries_is_no_name() -> None:
    assert read_name("Schulfarm (siehe Ensemble Scharfenberg)").own == read_name("Schulfarm").own


def test_stems_meet() -> None:
    assert stem("altona") == stem("altonar")


def test_ranges_of_houses_are_counted() -> None:
    assert read_address("Christstraße 1, 4/6, 7–9 Seelingstr. 3a").houses == {
        *("christstrasse 1", "christstrasse 4", "christstrasse 6"),
        *("christstrasse 7", "christstrasse 8", "christstrasse 9"),
        *("seelingstrasse 3", "seelingstrasse 3a"),
    }


def test_a_range_that_runs_backwards_or_on_for_ever_is_two_houses() -> None:
    assert read_address("Weg 9-3").houses == {"weg 9", "weg 3"}
    assert read_address("Weg 1-9999").houses == {"weg 1", "weg 9999"}


def test_a_name_may_hold_a_street() -> None:
    found = address_in("Schule Lutterothstraße 78")
    assert ("lutterothstrasse" in found.streets, "lutterothstrasse 78" in found.houses) == (
        True,
        True,
    )


def test_east_and_west_are_two_like_unit_one_and_unit_two() -> None:
    assert [read_name(name).numbers for name in ("Tiefencastel Ost", "Tiefencastel west")] == [
        {1001},
        {1002},
    ]
