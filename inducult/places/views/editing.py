"""One page of the editor: shown, kept as a draft, kept by itself while somebody types."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from inducult.places.access import Request, for_place
from inducult.places.actions import NotOpen, begin, put
from inducult.places.models import Correction, Place
from inducult.places.past import marks_of, states_at
from inducult.places.records import Record, record_of
from inducult.places.sections import SECTIONS, Hours, RowsSection, Section

BY_ITSELF = "X-Kept-By-Itself"  # sent by the page while somebody types


@require_http_methods(["GET", "HEAD", "POST"])
@for_place("places.propose")
def edit(request: Request, place: Place, section: str) -> HttpResponse:
    """A page of the editor for a place."""
    kind = SECTIONS.get(section)
    if kind is None:
        raise Http404(_("The editor has no such page."))
    opened = opened_at(request, place)
    record = wanted_record(request, place)
    if request.method != "POST":
        return _page(request, place, kind(record), opened)
    sent = as_written(request.POST)
    shown = kind(record, sent)
    if "add_row" in sent and isinstance(shown, RowsSection | Hours):
        return _page(request, place, shown.with_another_row(sent), opened)
    if not shown.is_valid():
        return _page(request, place, shown, opened, status=422)
    return _kept(request, place, shown)


def as_written(sent: QueryDict) -> QueryDict:
    """What a form sent, with lines as they were: browsers end each with two characters."""
    plain = QueryDict(mutable=True)
    for name, values in sent.lists():
        plain.setlist(name, [str(value).replace("\r\n", "\n") for value in values])
    return plain


def wanted_record(request: Request, place: Place) -> Record:
    """The record as this person wants it: her open correction, or else the register's.

    A page that is sent means the register as it was when the page was opened: what others wrote
    since then is not taken back by a form that never saw it.
    """
    mine = open_correction(request, place)
    if mine is not None:
        wanted: Record = mine.record
        return wanted
    now = record_of(place)
    opened = _number(request.POST.get("opened_at"))
    if opened is None:
        return now
    return states_at({place.identifier: opened}, {place.identifier: now})[place.identifier] or now


def opened_at(request: Request, place: Place) -> int:
    """The last act on the place when the page was opened; to be asked before the record is read."""
    told = _number(request.POST.get("opened_at"))
    return marks_of([place.identifier]).get(place.identifier, 0) if told is None else told


def _number(told: str | None) -> int | None:
    return int(told) if told and re.fullmatch(r"[0-9]{1,18}", told) else None


def open_correction(request: Request, place: Place) -> Correction | None:
    return place.corrections.filter(author=request.user, state__in=Correction.OPEN).first()


def _kept(request: Request, place: Place, section: Section) -> HttpResponse:
    onward = reverse("register:place", kwargs={"identifier": place.identifier})
    if "go_on" in request.POST and (following := _following(section.name)):
        words = {"identifier": place.identifier, "section": following}
        onward = reverse("register:edit", kwargs=words)
    return kept(request, place, section.record(), onward=onward)


def kept(request: Request, place: Place, record: Record, *, onward: str) -> HttpResponse:
    """Keep the record as the person's draft, and lead her to her changes or onward."""
    try:
        put_draft(request, place, record)
    except NotOpen:
        messages.warning(request, _("Your change is with the keepers; take it back to go on."))
        return redirect("register:changes", identifier=place.identifier)
    if request.headers.get(BY_ITSELF):
        return JsonResponse({"kept": True})
    if "look" in request.POST:
        return redirect("register:changes", identifier=place.identifier)
    messages.success(request, _("Kept as your draft. Nobody else sees it yet."))
    return redirect(onward)


def put_draft(request: Request, place: Place, record: Record) -> None:
    """Keep the record; who has only looked at a page has changed nothing."""
    before = wanted_record(request, place)
    if record != before:
        put(begin(place, author=request.user, base=before), record)


def _following(name: str) -> str | None:
    names = list(SECTIONS)
    after = names.index(name) + 1
    return names[after] if after < len(names) else None


def _page(
    request: Request, place: Place, section: Section, opened: int, *, status: int = 200
) -> HttpResponse:
    if request.headers.get(BY_ITSELF):
        return JsonResponse({"kept": False}, status=status)
    context: dict[str, Any] = {
        "place": place,
        "section": section,
        "opened_at": opened,
        "faults": list(section.faults()) if section.bound else [],
        "following": _following(section.name),
    }
    return render(request, section.template, context, status=status)
