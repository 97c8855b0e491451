"""The verdicts of `freshness.py` as conditions of the database; a test holds each to the other."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from django.db.models import Q

from inducult.places.freshness import (
    AHEAD_MONTHS,
    CERTAIN,
    DECAYS,
    END_AHEAD,
    MONTHS,
    SEASON_GRACE,
    VISITABLE,
    Freshness,
    add_months,
    season_pattern,
)

SHORTEST: Final = min(decay.months for decay in DECAYS)
SHORTEST_STALE: Final = min(decay.months + decay.grace for decay in DECAYS)


def of_freshness(freshness: Freshness, today: date) -> Q:
    """Places that one can visit, whose worst verdict is this one."""
    if freshness is Freshness.STALE:
        return stale(today)
    if freshness is Freshness.GETTING_OLD:
        return getting_old(today) & ~stale(today)
    return Q(visit__state__in=VISITABLE) & ~getting_old(today)


def getting_old(today: date) -> Q:
    """`completeness.is_getting_old`: something about the visit is no longer fresh."""
    return _older_than(SHORTEST, today) | _season_unseen(today) | _ends_by(today + END_AHEAD)


def stale(today: date) -> Q:
    """Something about the visit is stale."""
    return (
        _older_than(SHORTEST_STALE, today)
        | _season_unseen(add_months(today, -SEASON_GRACE))
        | _ends_by(today - timedelta(1))
    )


def as_text(day: date) -> str:
    """The text before which all dates lie that begin before the day: 2025 for 2025-01-01.

    Written dates are of different length; the shortest form of a day keeps their order.
    """
    if (day.month, day.day) == (1, 1):
        return f"{day.year:04}"
    return f"{day:%Y-%m}" if day.day == 1 else day.isoformat()


def _older_than(months: int, today: date) -> Q:
    """Looked at longer ago, or on no day that can be relied on."""
    before = Q(visit__checked_on__lt=as_text(_limit(months, today)))
    return Q(visit__state__in=VISITABLE) & (before | ~Q(visit__checked_on__regex=CERTAIN))


def _limit(months: int, today: date) -> date:
    """The first day that is not yet `months` before today."""
    day = add_months(today, -months)
    return day if add_months(day, months) >= today else day + timedelta(1)


def _season_unseen(today: date) -> Q:
    """Hours of which a season has begun since somebody could have looked at it."""
    found = Q()
    for number, name in enumerate(MONTHS, 1):
        start = date(today.year - (number > today.month), number, 1)
        before = as_text(_limit(AHEAD_MONTHS, start))
        # The plain search for the name spares the database the expression for most places.
        found |= Q(
            visit__checked_on__lt=before,
            visit__opening_hours__contains=name,
            visit__opening_hours__regex=season_pattern(name),
        )
    return Q(visit__state__in=VISITABLE) & found


def _ends_by(day: date) -> Q:
    return Q(visit__state__in=VISITABLE, visit__hours_valid_to__lte=day) & ~Q(
        visit__opening_hours=""
    )
