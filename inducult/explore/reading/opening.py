"""Whether a place is open, in words: now and next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from inducult.common.days import clock, day_in_words, weekday
from inducult.explore.reading.life import phases_of
from inducult.explore.reading.week import Day, week_of
from inducult.places import hours, rules
from inducult.places.hours import Answer, Visit
from inducult.places.local_time import time_zone
from inducult.places.rules import Access
from inducult.places.vocabulary import VisitState


@dataclass(frozen=True)
class Opening:
    """The answer of the visit box.

    `answer` is open, closed, ask_first or unknown; `sentence` says it, `why` says more; `tone`
    is the answer, or "settled" where it is not a matter of the hour. `clock` names the local time
    in which all of it is meant. `week` is empty where no day can be told.
    """

    answer: str
    tone: str
    sentence: str
    why: str
    clock: str
    week: tuple[Day, ...]
    valid: str
    is_gone: bool


def opening_of(record: Mapping[str, Any], moment: datetime) -> Opening:
    """How a place stands open at a moment. Raises ValueError for a moment without time zone."""
    visit = visit_of(record, local_day(record, moment))
    answer = hours.answer_at(visit, moment)
    sentence, why = _said(visit, answer, moment)
    return Opening(
        answer=answer.value,
        tone="settled" if _settled(visit) else answer.value,
        sentence=sentence,
        why=why,
        clock=_clock(record, moment),
        week=week_of(visit, local_day(record, moment)),
        valid=_valid(visit),
        is_gone=visit.access is Access.GONE,
    )


def visit_of(record: Mapping[str, Any], today: date) -> Visit:
    """What the rules about hours need to know of a record."""
    told, position = record["visit"], record["position"] or {}
    return Visit(
        hours=told["opening_hours"],
        country=record["address"]["country"],
        nuts=record["nuts3"],
        lon=position.get("lon"),
        lat=position.get("lat"),
        state=told["state"],
        access=rules.access(phases_of(record), today),
        valid_from=_day(told["hours_valid_from"]),
        valid_to=_day(told["hours_valid_to"]),
    )


def local_day(record: Mapping[str, Any], moment: datetime) -> date:
    """The date at the place."""
    return _local(record, moment).date()


def _local(record: Mapping[str, Any], moment: datetime) -> datetime:
    return moment.astimezone(time_zone(record["address"]["country"], record["nuts3"]) or UTC)


def _clock(record: Mapping[str, Any], moment: datetime) -> str:
    here = _local(record, moment)
    return f"{here.tzinfo} ({here.tzname()})"


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _said(visit: Visit, answer: Answer, moment: datetime) -> tuple[str, str]:
    if settled := _settled(visit):
        return settled
    if answer is Answer.OPEN:
        return _open(visit, moment), ""
    if answer is Answer.CLOSED:
        return _closed(visit, moment), _next(visit, moment)
    if answer is Answer.ASK_FIRST:
        return _("Ask before you go"), _doubt(visit)
    return _("Opening hours are not known"), _unknown(visit)


def _settled(visit: Visit) -> tuple[str, str] | None:
    """What holds at any hour."""
    if visit.access is Access.GONE:
        return _("This place is gone"), _("It was demolished and cannot be visited.")
    if visit.state == VisitState.NO_ACCESS:
        return _("No access for visitors"), ""
    if visit.state == VisitState.FROM_OUTSIDE:
        return _("To be seen from outside"), _("There is no regular access to the inside.")
    if visit.state == VisitState.BY_APPOINTMENT:
        return _("By appointment only"), _("Ask before you go.")
    return None


def _open(visit: Visit, moment: datetime) -> str:
    end = hours.closes_at(visit, moment)
    if end is None:
        return _("Open now")
    if end.date() == moment.astimezone(end.tzinfo).date() or clock(end) == "00:00":
        return _("Open now until %(time)s") % {"time": clock(end)}
    when = f"{weekday(end.date())}, {clock(end)}"
    return _("Open now until %(time)s") % {"time": when}


def _closed(visit: Visit, moment: datetime) -> str:
    opens = hours.next_opening(visit, moment)
    today = opens and moment.astimezone(opens.tzinfo).date()
    if today and hours.answer_on(visit, today) is Answer.CLOSED:
        return _("Closed today")
    return _("Closed now")


def _next(visit: Visit, moment: datetime) -> str:
    opens = hours.next_opening(visit, moment)
    if opens is None:
        return _("No next opening is known.")
    today = moment.astimezone(opens.tzinfo).date()
    if opens.date() == today:
        return _("Opens today at %(time)s.") % {"time": clock(opens)}
    if opens.date() == today + timedelta(days=1):
        return _("Opens tomorrow at %(time)s.") % {"time": clock(opens)}
    when = f"{weekday(opens.date())}, {day_in_words(opens.date())}, {clock(opens)}"
    return _("Next opening: %(time)s.") % {"time": when}


def _doubt(visit: Visit) -> str:
    if visit.access is Access.DOUBTFUL:
        return _("By its history the place is out of use, so the hours on record may be outdated.")
    if visit.state == VisitState.EVENT_DAYS:
        return _("Open on event days; which ones, the place will tell you.")
    return _("The hours on record leave a question open.")


def _unknown(visit: Visit) -> str:
    if visit.hours:
        return _("The hours on record are not valid today.")
    if visit.state == VisitState.EVENT_DAYS:
        return _("Open on event days; the dates are not known.")
    if visit.state == VisitState.OPEN:
        return _("The place is open to visitors; ask when before you go.")
    return _("Ask before you go.")


def _valid(visit: Visit) -> str:
    first = day_in_words(visit.valid_from) if visit.valid_from else ""
    last = day_in_words(visit.valid_to) if visit.valid_to else ""
    if first and last:
        return f"{first} – {last}"
    if first:
        return _("valid from: %(date)s") % {"date": first}
    return _("valid to: %(date)s") % {"date": last} if last else ""
