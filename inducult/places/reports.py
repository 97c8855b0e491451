"""What visitors tell the keepers, as a deed. Nothing public changes by it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from inducult.common.history import Actor, Trace, keep
from inducult.places.models import Place, Report

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


class PlaceIsGone(LookupError):
    """The register does not hold the place any more."""


class TooManyReports(RuntimeError):
    """More reports came within the hour than people write."""


@transaction.atomic
def report_change(identifier: str, change: Change, *, by: Actor = VISITOR) -> Report:
    """Store what a visitor reports about the place with this identifier, for its keepers.

    The same report sent twice is one. Raises PlaceIsGone and TooManyReports.
    """
    place = Place.objects.filter(identifier=identifier).first()
    if place is None:
        raise PlaceIsGone(identifier)
    recent = Report.objects.filter(reported_at__gte=timezone.now() - WITHIN)
    if same := recent.filter(place=place, **asdict(change)).first():
        return same
    _refuse_floods(recent, place)
    report = Report.objects.create(place=place, **asdict(change))
    keep([_trace(report)], by=by)
    return report


def report_with(receipt: str) -> Report | None:
    """The report of a receipt."""
    return Report.objects.filter(receipt=receipt).select_related("place").first()


def _refuse_floods(recent: QuerySet[Report], place: Place) -> None:
    if recent.filter(place=place).count() >= MOST_OF_A_PLACE or recent.count() >= MOST_OF_ALL:
        raise TooManyReports(place.slug)


def _trace(report: Report) -> Trace:
    """The trace outlives the report, so it holds neither the words nor the e-mail address."""
    told = {
        "place": report.place.identifier if report.place else None,
        "kind": report.kind,
        "language": report.language,
        "reported_at": report.reported_at.isoformat(timespec="seconds"),
    }
    return Trace("report", "report", report.receipt, None, told)
