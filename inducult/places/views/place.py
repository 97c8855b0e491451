"""A place in the register: what is known, what is missing, what may be done."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import Truncator
from django.views.decorators.http import require_safe

from inducult.partnership.models import Organisation
from inducult.places.access import Request, for_place
from inducult.places.completeness import Check, completeness_of
from inducult.places.difference import pieces
from inducult.places.freshness import verdicts_on
from inducult.places.models import Place, Withdrawal
from inducult.places.records import Record, record_of
from inducult.places.rights import may
from inducult.places.sections import SECTIONS, Section
from inducult.places.views.editing import open_correction
from inducult.places.wording import worded

SILENT = ("unknown", "", None)
LINE = 110  # characters of a card


@dataclass(frozen=True)
class Card:
    """A page of the editor, with a line of what is in its part of the record."""

    section: type[Section]
    line: str


@dataclass(frozen=True)
class Hint:
    """A check that does not hold, and the page on which that can be mended, if there is one."""

    check: Check
    section: str


@require_safe
@for_place("places.see")
def place(request: Request, place: Place) -> HttpResponse:
    """The record as the register has it, and the ways on."""
    record = record_of(place)
    lack = completeness_of(record)
    may_order = may(request.user, "places.order", place)
    context = {
        "place": place,
        "record": record,
        "correction": open_correction(request, place),
        "cards": _cards(record) if may(request.user, "places.propose", place) else (),
        "comments": place.comments.filter(correction=None).select_related("author"),
        "lack": lack,
        "musts": [_hint(check) for check in lack.missing],
        "advice": [_hint(check) for check in lack.advised],
        "old": [v for v in verdicts_on(record["visit"], timezone.localdate()) if not v.is_fresh],
        "keepings": place.keepings.select_related("organisation").prefetch_related(
            "organisation__names"
        ),
        "organisations": _others(place) if may_order else None,
        "may_keep": may(request.user, "places.keep", place),
        "may_order": may_order,
        "reasons": Withdrawal.Reason.choices,
        "withdrawals": Withdrawal.objects.filter(identifier=place.identifier),
    }
    return render(request, "register/place.html", context)


def _cards(record: Record) -> list[Card]:
    return [Card(section, in_short(record, section)) for section in SECTIONS.values()]


def in_short(record: Record, section: type[Section]) -> str:
    """The beginning of what the section's part of the record says; nothing if it is silent."""
    known = {
        path: value
        for path, value in pieces(record).items()
        if path[0] in section.fields and (not section.inner or path[1] in section.inner)
        if value not in SILENT
    }
    said = (line for path, value in known.items() for line in worded(path, value) if line)
    return Truncator(" · ".join(said)).chars(LINE)


def _hint(check: Check) -> Hint:
    return Hint(check, check.section if check.section in SECTIONS else "")


def _others(place: Place) -> QuerySet[Organisation]:
    """The organisations to which the place could be entrusted."""
    return Organisation.objects.exclude(keepings__place=place).prefetch_related("names")
