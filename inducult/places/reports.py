"""What visitors tell the keepers, as a deed. Nothing public changes by it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from inducult.common.history import Actor, Trace, keep
from inducult.places.models import Place, Report, Story
from inducult.places.queries import surroundings

VISITOR: Final = Actor("visitor")

# Counted for the place and for all places, never by sender: we keep no addresses of visitors.
WITHIN: Final = timedelta(hours=1)
MOST_OF_A_PLACE: Final = 20
MOST_OF_ALL: Final = 300


@dataclass(frozen=True)
class Change:
    """What a visitor says: a Report.Kind, her words, the language of the page, her e-mail or ""."""

    kind: str
    message: str
    language: str
    email: str = ""


@dataclass(frozen=True)
class Suggestion:
    """A place that somebody misses; the point in degrees (WGS 84), if she showed one."""

    name: str
    town: str
    country: str
    message: str
    language: str
    source: str = ""
    email: str = ""
    lon: float | None = None
    lat: float | None = None


@dataclass(frozen=True)
class Telling:
    """A story of a place, told to be shown; `teller` is the name to be shown, or ""."""

    message: str
    language: str
    teller: str = ""
    email: str = ""


class PlaceIsGone(LookupError):
    """The register does not hold the place any more."""


class TooManyReports(RuntimeError):
    """More reports came within the hour than people write."""


@transaction.atomic
def report_change(identifier: str, change: Change, *, by: Actor = VISITOR) -> Report:
    """Store what a visitor reports about the place with this identifier, for its keepers.

    A place at risk comes onto the watch list at once. The same report sent twice is one.
    Raises PlaceIsGone and TooManyReports.
    """
    watched = change.kind == Report.Kind.AT_RISK
    return _store(_place(identifier), asdict(change), by, watched=watched)


@transaction.atomic
def suggest_place(suggestion: Suggestion, *, by: Actor = VISITOR) -> Report:
    """Store a place that somebody misses. Raises TooManyReports."""
    told = asdict(suggestion)
    own = {name: told.pop(name) for name in ("message", "language", "email")}
    regions = _regions_at(suggestion.lon, suggestion.lat)
    what = {"matter": Report.Matter.PLACE, "told": {**told, "regions": regions}}
    return _store(None, {**own, **what}, by)


@transaction.atomic
def tell_story(identifier: str, telling: Telling, *, by: Actor = VISITOR) -> Report:
    """Store a story of the place, shown when a keeper takes it over.

    Raises PlaceIsGone and TooManyReports.
    """
    told = asdict(telling)
    what = {"matter": Report.Matter.STORY, "told": {"teller": told.pop("teller")}}
    return _store(_place(identifier), {**told, **what}, by)


def report_with(receipt: str) -> Report | None:
    """The report of a receipt."""
    return Report.objects.filter(receipt=receipt).select_related("place").first()


@transaction.atomic
def withdraw_report(report: Report, *, by: Actor = VISITOR) -> None:
    """The sender takes her words back: they go everywhere, and only the count stays."""
    Story.objects.filter(receipt=report.receipt).delete()
    report.message, report.told, report.email, report.answer = "", {}, "", ""
    report.outcome, report.watched = Report.Outcome.WITHDRAWN, False
    report.answered_at = timezone.now()
    report.save()
    keep([Trace("withdraw", "report", report.receipt, {}, {"outcome": report.outcome})], by=by)


def _regions_at(lon: float | None, lat: float | None) -> list[str]:
    if lon is None or lat is None:
        return []
    return list(surroundings().regions_at(lon, lat))


def _place(identifier: str) -> Place:
    place = Place.objects.filter(identifier=identifier).first()
    if place is None:
        raise PlaceIsGone(identifier)
    return place


def _store(
    place: Place | None, told: dict[str, Any], by: Actor, *, watched: bool = False
) -> Report:
    recent = Report.objects.filter(reported_at__gte=timezone.now() - WITHIN)
    if same := recent.filter(place=place, **told).first():
        return same
    _refuse_floods(recent, place)
    report = Report.objects.create(place=place, watched=watched, **told)
    keep([_trace(report)], by=by)
    return report


def _refuse_floods(recent: QuerySet[Report], place: Place | None) -> None:
    if recent.filter(place=place).count() >= MOST_OF_A_PLACE or recent.count() >= MOST_OF_ALL:
        raise TooManyReports(place.slug if place else "")


def _trace(report: Report) -> Trace:
    """The trace outlives the report, so it holds neither the words nor the e-mail address."""
    told = {
        "place": report.place.identifier if report.place else None,
        "matter": report.matter,
        "kind": report.kind,
        "language": report.language,
        "reported_at": report.reported_at.isoformat(timespec="seconds"),
    }
    return Trace("report", "report", report.receipt, None, told)
