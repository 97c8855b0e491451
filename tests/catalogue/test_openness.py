"""Open now, on Sunday, on a day."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from inducult.catalogue.edition import Edition
from inducult.catalogue.filters import Filter
from inducult.catalogue.openness import Openness, day_of
from inducult.places.hours import Answer
from inducult.places.records import Record

SUNDAY_NOON = datetime(2026, 6, 7, 10, tzinfo=UTC)  # noon in Vienna
WEEKEND = ("Sa-Su 10:00-17:00", "AT", "AT223", "open", "visitable", "", "", "")


def with_(**changes: str) -> tuple[str, ...]:
    names = ("hours", "country", "nuts", "state", "reachable", "start", "end", "sun")
    return tuple(changes.get(name, value) for name, value in zip(names, WEEKEND, strict=True))


@pytest.mark.parametrize(
    ("hours", "is_open"),
    [
        (WEEKEND, True),
        (with_(hours="Mo-Fr 10:00-17:00"), False),
        (with_(hours='Su 10:00-17:00 "by appointment"'), False),
        (with_(hours=""), False),
        (with_(state="by_appointment"), False),
        (with_(state="event_days"), False),
        (with_(state="event_days", hours="2026 Jun 07 10:00-18:00"), True),
        (with_(reachable="gone"), False),
        (with_(reachable="doubtful"), False),
        (with_(end="2026-06-06"), False),
        (with_(start="2026-06-07"), True),
    ],
)
def test_only_a_plain_open_is_open(hours: tuple[str, ...], is_open: bool) -> None:
    openness = Openness([hours])
    assert openness.flags("now", SUNDAY_NOON).tolist() == [is_open]
    assert openness.flags("su", SUNDAY_NOON).tolist() == [is_open]
    assert openness.flags("2026-06-07", SUNDAY_NOON).tolist() == [is_open]


def test_hours_are_those_of_the_place_and_not_of_the_server() -> None:
    openness = Openness([WEEKEND, with_(country="PT", nuts="PT170")])
    just_after_ten_in_vienna = datetime(2026, 6, 7, 8, 30, tzinfo=UTC)
    assert openness.flags("now", just_after_ten_in_vienna).tolist() == [True, False]


def test_the_first_minute_is_open_and_the_last_is_not() -> None:
    openness = Openness([WEEKEND])
    opens, closes = datetime(2026, 6, 7, 8, tzinfo=UTC), datetime(2026, 6, 7, 15, tzinfo=UTC)
    assert openness.flags("now", opens).tolist() == [True]
    assert openness.flags("now", closes).tolist() == [False]


def test_sunday_is_the_next_one_and_today_counts() -> None:
    assert day_of("su", SUNDAY_NOON) == date(2026, 6, 7)
    assert day_of("sa", SUNDAY_NOON) == date(2026, 6, 13)
    assert day_of("su", datetime(2026, 6, 6, 22, 30, tzinfo=UTC)) == date(2026, 6, 7)
    assert day_of("2026-12-24", SUNDAY_NOON) == date(2026, 12, 24)


def test_a_card_says_what_was_asked(edition: Edition, mixed_records: list[Record]) -> None:
    results = edition.search(Filter(open="su"), language="en", moment=SUNDAY_NOON, page_size=999)
    assert results.cards
    assert {card.opening for card in results.cards} == {Answer.OPEN}
    assert results.without_hours == sum(not r["visit"]["opening_hours"] for r in mixed_records)
