"""A visitor reports a change of a place, and sees what was received."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from inducult.catalogue.queries import current
from inducult.explore.forms import ReportForm
from inducult.explore.reading.names import name_of
from inducult.explore.views.place import elsewhere, found
from inducult.places.models import Report
from inducult.places.reports import (
    Change,
    PlaceIsGone,
    TooManyReports,
    report_change,
    report_with,
)


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """The form, and what becomes of it."""
    edition = current()
    record = found(edition, slug)
    if record is None:
        return elsewhere(request, edition, slug, "explore:report")
    if request.method != "POST":
        kind = request.GET.get("kind", "")
        chosen = {"kind": kind} if kind in Report.Kind.values else {}
        return _form(request, record, ReportForm(initial=chosen, subject=record["id"]))
    form = ReportForm(request.POST, subject=record["id"])
    return _received(request, record, form) if form.is_valid() else _again(request, record, form)


@require_safe
def receipt(request: HttpRequest, receipt: str) -> HttpResponse:
    """What was received and what became of it; never who sent it."""
    told = report_with(receipt[:20])
    if told is None:
        raise Http404(_("There is no report with this receipt."))
    edition = current()
    record = edition.place(told.place.identifier) if edition and told.place else None
    name = name_of(record, get_language() or "en") if record else None
    response = render(request, "explore/receipt.html", {"report": told, "name": name})
    response["X-Robots-Tag"] = "noindex"
    return response


def _received(request: HttpRequest, record: Mapping[str, Any], form: ReportForm) -> HttpResponse:
    told = form.cleaned_data
    language = get_language() or "en"
    change = Change(told["kind"], told["message"], language, told["email"])
    try:
        stored = report_change(record["id"], change)
    except TooManyReports:
        form.add_error(None, _("Very many reports have come in. Please send again in an hour."))
        return _again(request, record, form, status=429)
    except PlaceIsGone:
        form.add_error(None, _("The register no longer holds this place; nobody would read it."))
        return _again(request, record, form, status=410)
    return redirect("explore:receipt", receipt=stored.receipt)


def _again(
    request: HttpRequest, record: Mapping[str, Any], form: ReportForm, *, status: int = 422
) -> HttpResponse:
    return _form(request, record, form.sent_again(), status=status)


def _form(
    request: HttpRequest, record: Mapping[str, Any], form: ReportForm, *, status: int = 200
) -> HttpResponse:
    name = name_of(record, get_language() or "en")
    context = {"form": form, "name": name, "slug": record["slug"]}
    response = render(request, "explore/report.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response
