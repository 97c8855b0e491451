"""Visitors report a change, suggest a place or tell a story, and see what becomes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from inducult.catalogue.queries import current
from inducult.explore.forms import ReportForm, StampedForm, StoryForm, SuggestionForm
from inducult.explore.reading.names import name_of
from inducult.explore.views.place import elsewhere, found
from inducult.places.models import Report
from inducult.places.reports import (
    Change,
    PlaceIsGone,
    Suggestion,
    Telling,
    TooManyReports,
    report_change,
    report_with,
    suggest_place,
    tell_story,
    withdraw_report,
)

Store = Callable[[Mapping[str, Any]], Report]


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """A change of a place: the form, and what becomes of it."""
    record = found(edition := current(), slug)
    if record is None:
        return elsewhere(request, edition, slug, "explore:report")
    identifier = record["id"]

    def store(told: Mapping[str, Any]) -> Report:
        change = Change(told["kind"], told["message"], _page_language(), told["email"])
        return report_change(identifier, change)

    page = _Page("explore/report.html", _about(record))
    if request.method != "POST":
        kind = request.GET.get("kind", "")
        chosen = {"kind": kind} if kind in Report.Kind.values else {}
        return page.shown(request, ReportForm(initial=chosen, subject=identifier))
    return page.sent(request, ReportForm(request.POST, subject=identifier), store)


@require_http_methods(["GET", "HEAD", "POST"])
def story(request: HttpRequest, slug: str) -> HttpResponse:
    """A story of a place, told to be shown."""
    record = found(edition := current(), slug)
    if record is None:
        return elsewhere(request, edition, slug, "explore:story")
    identifier = record["id"]

    def store(told: Mapping[str, Any]) -> Report:
        words = {name: told[name] for name in ("message", "language", "teller", "email")}
        return tell_story(identifier, Telling(**words))

    page = _Page("explore/story.html", _about(record))
    if request.method != "POST":
        initial = {"language": _page_language()}
        return page.shown(request, StoryForm(initial=initial, subject=identifier))
    return page.sent(request, StoryForm(request.POST, subject=identifier), store)


@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request: HttpRequest) -> HttpResponse:
    """A place that is missing."""

    def store(told: Mapping[str, Any]) -> Report:
        names = ("name", "town", "country", "message", "source", "email", "lon", "lat")
        words = {name: told[name] for name in names}
        return suggest_place(Suggestion(**words, language=_page_language()))

    page = _Page("explore/suggest.html", {})
    if request.method != "POST":
        point = {name: request.GET.get(name) for name in ("lon", "lat") if name in request.GET}
        asked = {**point, "name": request.GET.get("name", "")[:200]}
        return page.shown(request, SuggestionForm(initial=asked, subject="place"))
    return page.sent(request, SuggestionForm(request.POST, subject="place"), store)


@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: HttpRequest, receipt: str) -> HttpResponse:
    """What was received and what became of it; never who sent it. The sender may take it back."""
    told = report_with(receipt[:20])
    if told is None:
        raise Http404(_("There is no report with this receipt."))
    if request.method == "POST":
        if told.outcome != Report.Outcome.WITHDRAWN:
            withdraw_report(told)
        return redirect("explore:receipt", receipt=told.receipt)
    edition = current()
    record = edition.place(told.place.identifier) if edition and told.place else None
    name = name_of(record, _page_language()) if record else None
    response = render(request, "explore/receipt.html", {"report": told, "name": name})
    response["X-Robots-Tag"] = "noindex"
    return response


class _Page:
    """A form for everybody on its page: shown, sent, shown again with what is wrong."""

    def __init__(self, template: str, context: dict[str, Any]) -> None:
        self.template = template
        self.context = context

    def shown(self, request: HttpRequest, form: StampedForm, *, status: int = 200) -> HttpResponse:
        response = render(request, self.template, {**self.context, "form": form}, status=status)
        response["X-Robots-Tag"] = "noindex"
        return response

    def sent(self, request: HttpRequest, form: StampedForm, store: Store) -> HttpResponse:
        if not form.is_valid():
            return self._again(request, form, 422)
        try:
            stored = store(form.cleaned_data)
        except TooManyReports:
            form.add_error(None, _("Very many reports have come in. Please send again in an hour."))
            return self._again(request, form, 429)
        except PlaceIsGone:
            words = _("The register no longer holds this place; nobody would read it.")
            form.add_error(None, words)
            return self._again(request, form, 410)
        return redirect("explore:receipt", receipt=stored.receipt)

    def _again(self, request: HttpRequest, form: StampedForm, status: int) -> HttpResponse:
        return self.shown(request, form.sent_again(), status=status)


def _about(record: Mapping[str, Any]) -> dict[str, Any]:
    return {"name": name_of(record, _page_language()), "slug": record["slug"]}


def _page_language() -> str:
    return get_language() or "en"
