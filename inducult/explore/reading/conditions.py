"""What to know before a visit: booking, prices, groups, safety, accessibility.

What is not known is said to be not known; nothing is concluded from silence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from inducult.common.days import day_in_words, weekday
from inducult.explore.reading.told import Told, language_name, note
from inducult.places import hours
from inducult.places.hours import Answer, Visit
from inducult.places.vocabulary import Access, Booking, Degree, Guided, Safety, VisitState

AHEAD_DAYS: Final = 60  # how far a day is sought for which one can book

Row = tuple[str, str]


@dataclass(frozen=True)
class Listed:
    """Known things as term and value, the names of those not known, and a note."""

    known: tuple[Row, ...]
    unknown: tuple[str, ...]
    note: Told


@dataclass(frozen=True)
class Conditions:
    """All that a visitor must know before she comes."""

    visit: Listed
    booking_url: str
    prices: tuple[Row, ...]
    price_note: Told
    group_note: Told
    access: Listed
    safety: Listed


def conditions_of(record: Mapping[str, Any], visit: Visit, today: date) -> Conditions:
    """The conditions of a visit as recorded; `visit` and `today` tell by when to book."""
    told = record["visit"]
    return Conditions(
        visit=_visit(told, visit, today),
        booking_url=told["booking_url"],
        prices=tuple((_group(price["group"]), _amount(price)) for price in told["prices"]),
        price_note=note(told["price_note"]),
        group_note=note(told["group_note"]),
        access=_access(told),
        safety=_safety(told),
    )


def minutes_in_words(minutes: int) -> str:
    """45 min, 2 h, 1 h 30 min."""
    whole, rest = divmod(minutes, 60)
    if not whole:
        return _("%(minutes)s min") % {"minutes": rest}
    if not rest:
        return _("%(hours)s h") % {"hours": whole}
    return _("%(hours)s h %(minutes)s min") % {"hours": whole, "minutes": rest}


def _visit(told: Mapping[str, Any], visit: Visit, today: date) -> Listed:
    rows = [*_booking(told, visit, today), *_course(told), *_people(told)]
    if not told["prices"] and not told["price_note"]:
        rows.append((_("Prices"), ""))
    known = tuple((term, value) for term, value in rows if value)
    # Who looks from outside needs no ticket: what is not known of it is no gap.
    missing = () if visit.state == VisitState.FROM_OUTSIDE else rows
    return Listed(known, tuple(term for term, value in missing if not value), note(""))


def _booking(told: Mapping[str, Any], visit: Visit, today: date) -> Iterator[Row]:
    label = "" if told["booking"] == Booking.UNKNOWN else str(Booking(told["booking"]).label)
    yield _("Booking"), label
    lead_days = told["booking_lead_days"]
    if lead_days:
        yield _("Book ahead"), _days(lead_days)
        yield _("Book by"), _book_by(visit, lead_days, today)


def _book_by(visit: Visit, lead_days: int, today: date) -> str:
    """The last day on which the next visit that can still be booked must be booked."""
    day = _next_visit(visit, today + timedelta(days=lead_days))
    by = day - timedelta(days=lead_days)
    return _("%(by)s (visit: %(day)s)") % {
        "by": day_in_words(by),
        "day": f"{weekday(day)}, {day_in_words(day)}",
    }


def _next_visit(visit: Visit, first: date) -> date:
    """The first day on which the place is open, or may be; the first day if none is known."""
    days = (first + timedelta(days=ahead) for ahead in range(AHEAD_DAYS))
    hoped = (Answer.OPEN, Answer.ASK_FIRST)
    return next((day for day in days if hours.answer_on(visit, day) in hoped), first)


def _course(told: Mapping[str, Any]) -> Iterator[Row]:
    duration, last_entry = told["duration_min"], told["last_entry_min"]
    yield _("Time needed"), minutes_in_words(duration) if duration else ""
    if last_entry is not None:
        value = _("%(time)s before closing") % {"time": minutes_in_words(last_entry)}
        yield _("Last entry"), value
    guided = told["guided"]
    yield (
        pgettext("person on a tour", "Guide"),
        "" if guided == Guided.UNKNOWN else str(Guided(guided).label),
    )
    yield _("Languages"), ", ".join(language_name(code) for code in told["languages"])


def _people(told: Mapping[str, Any]) -> Iterator[Row]:
    least, most = told["group_min"], told["group_max"]
    yield _("Group size"), "" if told["group_note"] and not (least or most) else _size(least, most)
    age = told["min_age"]
    yield _("Minimum age"), _years(age) if age is not None else ""


def _size(least: int | None, most: int | None) -> str:
    if least and most:
        return _("%(least)s to %(most)s people") % {"least": least, "most": most}
    if least:
        return ngettext("at least %(count)s person", "at least %(count)s people", least) % {
            "count": least
        }
    if most:
        return ngettext("at most %(count)s person", "at most %(count)s people", most) % {
            "count": most
        }
    return ""


def _years(age: int) -> str:
    return ngettext("%(count)s year", "%(count)s years", age) % {"count": age}


def _days(days: int) -> str:
    return ngettext("at least %(count)s day", "at least %(count)s days", days) % {"count": days}


def _group(code: str) -> str:
    """A price group in words; an unknown one as it was written."""
    return {
        "adult": _("adults"),
        "reduced": pgettext("price group", "reduced"),
        "child": _("children"),
        "family": _("families"),
        "student": _("students"),
        "pupil": _("pupils"),
        "senior": _("seniors"),
        "group": _("groups"),
    }.get(code, code)


def _amount(price: Mapping[str, Any]) -> str:
    """ "8.00" EUR as the page's language writes numbers; anything else as it was written."""
    try:
        figure = number_format(float(price["amount"]), 2)
    except ValueError:
        figure = price["amount"]
    return f"{figure} {price['currency']}"


def _access(told: Mapping[str, Any]) -> Listed:
    degrees = told["accessibility"]
    known = [feature for feature in Access if degrees.get(feature) in Degree.values]
    return Listed(
        tuple((str(feature.label), str(Degree(degrees[feature]).label)) for feature in known),
        tuple(str(feature.label) for feature in Access if feature not in known),
        note(told["accessibility_note"]),
    )


def _safety(told: Mapping[str, Any]) -> Listed:
    values = told["safety"]
    known = [condition for condition in Safety if values.get(condition) not in (None, "")]
    return Listed(
        tuple((str(condition.label), _safety_value(values[condition])) for condition in known),
        tuple(str(condition.label) for condition in Safety if condition not in known),
        note(told["safety_note"]),
    )


def _safety_value(value: Any) -> str:
    words = {
        True: _("yes"),
        False: _("no"),
        "yes": _("yes"),
        "no": _("no"),
        "limited": _("limited"),
        "required": pgettext("safety equipment", "required"),
        "provided": pgettext("safety equipment", "lent at the place"),
        "recommended": pgettext("safety equipment", "recommended"),
    }
    return words[value] if isinstance(value, bool | str) and value in words else str(value)
