"""How long what we say about a visit holds: each kind of field decays at its own pace.

Pure: a record and a day in, a verdict out. `ageing.py` asks the database the same.
The rule in words, with its reasons: docs/decisions/0013-freshness.md.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from inducult.common.dates import NotADate, parse
from inducult.places.vocabulary import Booking, Guided, VisitState

VISITABLE: Final = (VisitState.OPEN, VisitState.BY_APPOINTMENT, VisitState.EVENT_DAYS)
AHEAD_MONTHS: Final = 3  # who looked so shortly before a season began has seen its hours
SEASON_GRACE: Final = 3  # months of a season
END_AHEAD: Final = timedelta(days=30)  # before hours end the next ones should be asked for

# A date with doubts in it (about, perhaps, 202X) does not tell when somebody looked.
CERTAIN: Final = r"^(19|20)[0-9]{2}(-[0-9]{2}){0,2}$"

MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Freshness(StrEnum):
    """From best to worst."""

    FRESH = "fresh"
    GETTING_OLD = "getting_old"
    STALE = "stale"

    @property
    def label(self) -> Any:
        return LABELS[self]


LABELS: Final = {
    Freshness.FRESH: pgettext_lazy("freshness", "fresh"),
    Freshness.GETTING_OLD: pgettext_lazy("freshness", "getting old"),
    Freshness.STALE: pgettext_lazy("freshness", "stale"),
}


@dataclass(frozen=True)
class Decay:
    """A kind of field: fresh for `months` after somebody looked, stale `grace` months later."""

    code: str
    fields: tuple[str, ...]  # of the visit
    months: int
    grace: int
    label: Any
    why: Any
    follows_hours: bool = False  # seasons and the last day of the hours count as well


DECAYS: Final = (
    Decay(
        "hours",
        ("opening_hours",),
        12,
        3,
        _("Opening hours"),
        _("Most museums set their hours once a year; seasonal hours change with the season."),
        follows_hours=True,
    ),
    Decay(
        "access",
        ("state",),
        12,
        3,
        pgettext_lazy("of visitors", "Access"),
        _("Whether a place lets visitors in at all is asked as often as its hours."),
    ),
    Decay(
        "prices",
        ("prices", "price_note"),
        12,
        3,
        _("Prices"),
        _("Prices are set with the budget, once a year."),
    ),
    Decay(
        "booking",
        ("booking", "booking_lead_days", "booking_url", "guided", "group_min", "group_max"),
        18,
        6,
        _("Booking and tours"),
        _("The way to book changes with staff and with systems, more slowly than hours."),
    ),
    Decay(
        "accessibility",
        ("accessibility", "accessibility_note"),
        36,
        12,
        _("Accessibility"),
        _("Ramps, lifts and toilets change when something is built."),
    ),
    Decay(
        "safety",
        ("safety", "safety_note", "min_age"),
        36,
        12,
        _("Safety and clothing"),
        _("Helmets, shoes and the cold of a mine stay as they are for years."),
    ),
)
BY_CODE: Final = {decay.code: decay for decay in DECAYS}
NOTHING: Final[tuple[Any, ...]] = (None, "", [], {}, Booking.UNKNOWN, Guided.UNKNOWN)


@dataclass(frozen=True)
class Verdict:
    """How fresh a kind of field is, and since which day it has been so.

    `checked` is the day of the last look as written (EDTF); `since` is None where nobody has
    noted a day that can be relied on. `seasonal`: a season or the end of the hours made it so.
    """

    code: str
    freshness: Freshness
    since: date | None
    checked: str = ""
    seasonal: bool = False

    @property
    def decay(self) -> Decay:
        return BY_CODE[self.code]

    @property
    def is_fresh(self) -> bool:
        return self.freshness is Freshness.FRESH

    @property
    def is_stale(self) -> bool:
        return self.freshness is Freshness.STALE


def verdicts_on(visit: Mapping[str, Any], today: date) -> tuple[Verdict, ...]:
    """The verdict on each kind of field that says something; none where nobody can visit."""
    if visit["state"] not in VISITABLE:
        return ()
    return tuple(_verdict(decay, visit, today) for decay in DECAYS if _says_something(decay, visit))


def verdict_on(visit: Mapping[str, Any], today: date) -> Verdict | None:
    """The worst of them, of equally bad ones the longest; None where nobody can visit."""
    found = verdicts_on(visit, today)
    worst = list(Freshness).index
    return min(found, key=lambda v: (-worst(v.freshness), v.since or date.min), default=None)


def checked_day(checked_on: str) -> date | None:
    """The first day that the date may mean; None for one that cannot be relied on."""
    if not re.search(CERTAIN, checked_on):
        return None
    try:
        return parse(checked_on).earliest
    except NotADate:
        return None


def add_months(day: date, months: int) -> date:
    """The same day some months later (earlier, if negative); the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@lru_cache(maxsize=1 << 14)
def season_months(hours: str) -> tuple[int, ...]:
    """The months (1 to 12) in which a season of the hours begins: 4 and 11 for Apr-Oct; Nov-Mar."""
    return tuple(
        number for number, name in enumerate(MONTHS, 1) if re.search(season_pattern(name), hours)
    )


def season_pattern(month: str) -> str:
    """A regular expression for hours that have a season from this month on (Python, PostgreSQL).

    Days on which a place is shut (Dec 24-Jan 1 off) are no season.
    """
    other = "|".join(MONTHS)
    return (
        rf"(^|[^-A-Za-z]){month}( [0-9]+)? ?- ?([0-9]{{4}} )?({other})( [0-9]+)?"
        r"(?![ 0-9]*(off|closed))"
    )


def _says_something(decay: Decay, visit: Mapping[str, Any]) -> bool:
    return any(visit[field] not in NOTHING for field in decay.fields)


def _verdict(decay: Decay, visit: Mapping[str, Any], today: date) -> Verdict:
    checked = checked_day(visit["checked_on"])
    if checked is None:
        return Verdict(decay.code, Freshness.STALE, None)
    for freshness in (Freshness.STALE, Freshness.GETTING_OLD):
        term, *seasons = _turns(decay, visit, checked, stale=freshness is Freshness.STALE)
        since = min([term, *seasons])
        if since <= today:
            return Verdict(decay.code, freshness, since, visit["checked_on"], since < term)
    return Verdict(decay.code, Freshness.FRESH, checked, visit["checked_on"])


def _turns(decay: Decay, visit: Mapping[str, Any], checked: date, *, stale: bool) -> Iterator[date]:
    """The days on which the field gets old, or stale: its term, then what the hours themselves say.

    The first of them in time counts.
    """
    yield add_months(checked, decay.months + stale * decay.grace) + timedelta(1)
    if not decay.follows_hours:
        return
    for month in season_months(visit["opening_hours"]):
        yield add_months(_next_start(month, checked), stale * SEASON_GRACE)
    if visit["hours_valid_to"]:
        last = date.fromisoformat(visit["hours_valid_to"])
        yield last + timedelta(1) if stale else last - END_AHEAD


def _next_start(month: int, checked: date) -> date:
    """When the first season begins that nobody can have looked at."""
    seen_to = add_months(checked, AHEAD_MONTHS)
    start = date(seen_to.year, month, 1)
    return start if start > seen_to else start.replace(year=start.year + 1)
