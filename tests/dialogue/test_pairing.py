"""Laws of drawing pairs of unlike people."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from inducult.dialogue.pairing import Seat, Table, draw, meetings, unlike

SECTORS = st.sampled_from(["administration", "museum", "company", "school", "tourism"])


@st.composite
def rooms(draw_: st.DrawFn, least: int = 0, most: int = 40) -> list[Seat]:
    sectors = draw_(st.lists(SECTORS, min_size=least, max_size=most))
    houses = draw_(st.lists(st.sampled_from(["", "a", "b"]), min_size=len(sectors)))
    return [Seat(f"p{n}", sector, houses[n]) for n, sector in enumerate(sectors)]


def seated(tables: list[Table]) -> list[str]:
    return sorted(key for table in tables for key in table)


@given(rooms(least=2))
def test_everybody_sits_at_one_table(seats: list[Seat]) -> None:
    assert seated(draw(seats)) == sorted(seat.key for seat in seats)


@given(rooms(least=2))
def test_tables_are_pairs_and_one_trio_if_odd(seats: list[Seat]) -> None:
    sizes = Counter(len(table) for table in draw(seats))
    odd = len(seats) % 2
    assert sizes == Counter({2: len(seats) // 2 - odd, 3: odd}) + Counter()


@given(rooms(least=2))
def test_as_many_tables_are_unlike_as_can_be(seats: list[Seat]) -> None:
    """In an even room: half of it, or all that do not belong to the largest sector."""
    even = seats[: len(seats) // 2 * 2]
    if not even:
        return
    largest = max(Counter(seat.sector for seat in even).values())
    assert unlike(draw(even), even) == min(len(even) // 2, len(even) - largest)


@given(rooms(least=4, most=24), st.integers(1, 8))
def test_nobody_meets_the_same_person_twice(seats: list[Seat], rounds: int) -> None:
    """For as many rounds as Dirac's counting allows: half the room."""
    even = seats[: len(seats) // 2 * 2]
    met: set[frozenset[str]] = set()
    for _ in range(min(rounds, len(even) // 2)):
        now = meetings(draw(even, met))
        assert not now & met
        met |= now


@given(rooms(least=2))
def test_a_drawing_can_be_repeated(seats: list[Seat]) -> None:
    assert draw(seats) == draw(list(seats))


def test_of_two_sectors_the_organisation_is_looked_at_too() -> None:
    seats = [
        Seat("anna", "museum", "city"),
        Seat("bert", "administration", "city"),
        Seat("cleo", "museum", "club"),
        Seat("dora", "administration", "county"),
    ]
    assert {frozenset(t) for t in draw(seats)} == {
        frozenset({"anna", "dora"}),
        frozenset({"bert", "cleo"}),
    }


def test_one_alone_has_no_table() -> None:
    assert draw([Seat("anna", "museum")]) == []
    assert draw([]) == []


def test_three_are_one_table() -> None:
    seats = [Seat(key, "museum") for key in "abc"]
    assert seated(draw(seats)) == ["a", "b", "c"]
