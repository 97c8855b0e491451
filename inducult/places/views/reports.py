"""What visitors sent, for those who keep the places: the inbox, one message, the watch list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inducult.partnership.queries import actor_of, name_of_actor
from inducult.places.access import Request, for_place, for_report, needs
from inducult.places.actions.answering import (
    NotWaiting,
    answer,
    show_story,
    take_up_suggestion,
    watch,
)
from inducult.places.letters import send_answer
from inducult.places.models import Place, Report
from inducult.places.queries import kept_by
from inducult.places.rights import may

MOST = 200
OUTCOMES = (
    (Report.Outcome.DONE.value, gettext_lazy("taken over")),
    (Report.Outcome.NOT_DONE.value, gettext_lazy("not taken over")),
    (Report.Outcome.KNOWN.value, gettext_lazy("known already")),
)


class AnswerForm(forms.Form):
    """An outcome, and a word for the sender."""

    outcome = forms.ChoiceField(
        label=pgettext_lazy("of a report", "What becomes of it"),
        choices=OUTCOMES,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what becomes of it.")},
    )
    words = forms.CharField(
        label=gettext_lazy("Your words to the sender (optional)"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("They stand under the receipt, and go by e-mail if there is one."),
    )


@require_safe
@needs("places.keep_any")
def inbox(request: Request) -> HttpResponse:
    """What waits for an answer about the places that I keep; what was answered, on request."""
    done = "done" in request.GET
    found = reports_for(request.user, done=done)
    return render(request, "register/reports.html", {"reports": found[:MOST], "done": done})


def reports_for(person: Any, *, done: bool = False) -> list[Report]:
    """Reports about places that the person keeps, and suggestions for her regions."""
    reports = Report.objects.select_related("place")
    waiting = Q(outcome=Report.Outcome.WAITING)
    reports = reports.exclude(waiting) if done else reports.filter(waiting)
    of_places = reports.filter(place__in=kept_by(person).order_by())
    suggested = [r for r in reports.filter(place=None) if may(person, "places.answer_report", r)]
    return sorted([*of_places, *suggested], key=lambda r: (r.reported_at, r.pk), reverse=done)


@require_http_methods(["GET", "HEAD", "POST"])
@for_report("places.answer_report")
def report(request: Request, report: Report) -> HttpResponse:
    """One message, and what to do about it."""
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _page(request, report, form)
    try:
        return _answered(request, report, form)
    except NotWaiting:
        messages.warning(request, _("It has been answered, or taken back, meanwhile."))
        return redirect("register:report", receipt=report.receipt)


def _answered(request: Request, report: Report, form: AnswerForm) -> HttpResponse:
    if "take_up" in request.POST and report.place is None and may(request.user, "places.add"):
        correction = take_up_suggestion(report, author=request.user)
        messages.success(request, _("The place is a draft now; the sender can be answered later."))
        return redirect("register:place", identifier=correction.place.identifier)
    if not form.is_valid():
        return _page(request, report, form, status=422)
    told, by = form.cleaned_data, actor_of(request.user)
    if report.matter == Report.Matter.STORY and told["outcome"] == Report.Outcome.DONE:
        email = show_story(report, by=by, words=told["words"])
    else:
        email = answer(report, by=by, outcome=told["outcome"], words=told["words"])
    report.refresh_from_db()
    send_answer(request, report, email)
    messages.success(request, _("Answered. The sender reads it under the receipt."))
    return redirect("register:reports")


def _page(request: Request, report: Report, form: AnswerForm, *, status: int = 200) -> HttpResponse:
    context = {
        "report": report,
        "form": form,
        "answered_by": name_of_actor(report.answered_by) if report.answered_by else "",
        "waits": report.outcome == Report.Outcome.WAITING,
    }
    return render(request, "register/report.html", context, status=status)


@require_safe
@needs("places.keep_any")
def watch_list(request: Request) -> HttpResponse:
    """Places at risk among those that I keep: marked so, or reported so."""
    return render(request, "register/watch.html", {"places": _at_risk(request.user)})


def _at_risk(person: Any) -> QuerySet[Place]:
    told = Report.objects.filter(watched=True).values("place")
    places = kept_by(person).filter(Q(endangered=True) | Q(pk__in=told))
    return places.prefetch_related("names", "reports").order_by("municipality", "slug")


@require_POST
@for_place("places.keep")
def watching(request: Request, place: Place) -> HttpResponse:
    """Put the place's reports on the watch list, or take them off."""
    watch(place, by=actor_of(request.user), watched="on" in request.POST)
    messages.success(request, _("The watch list is as you want it."))
    return redirect("register:watch")
