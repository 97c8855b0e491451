"""Half-yearly reports: asked for, looked over, closed; and all regions side by side."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from inducult.partnership.models import Area
from inducult.partnership.queries import actor_of
from inducult.strategy.access import Request, for_strategy, needs
from inducult.strategy.actions.reporting import Closed, Unexplained, ask, close
from inducult.strategy.models import HalfYear, Strategy
from inducult.strategy.models.action import Status
from inducult.strategy.plan_access import for_half_year, open_plan
from inducult.strategy.plan_forms import Day
from inducult.strategy.planned import totals_of
from inducult.strategy.queries import strategies_for
from inducult.strategy.reporting import half_of, shown, unexplained
from inducult.strategy.rights import may
from inducult.strategy.showing import name_of_region
from inducult.strategy.tasks import send_questions

DAYS = 21  # to answer


class AskForm(forms.Form):
    """Which half-year, and until when people answer."""

    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=2000, max_value=2100)
    half = forms.ChoiceField(
        label=gettext_lazy("Half-year"),
        choices=[("1", gettext_lazy("January to June")), ("2", gettext_lazy("July to December"))],
    )
    due = forms.DateField(label=gettext_lazy("Answers until"), widget=Day())


@require_http_methods(["GET", "HEAD", "POST"])
@for_strategy("strategy.see", to_send="strategy.lead")
def reports(request: Request, strategy: Strategy) -> HttpResponse:
    """All reports of a strategy, and the way to ask for the next."""
    today = timezone.localdate()
    year, half = half_of(today)
    first = {"year": year, "half": half, "due": today + timedelta(DAYS)}
    form = AskForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        return _asked(request, strategy, form)
    context = {
        "strategy": strategy,
        "reports": strategy.half_years.all(),
        "form": form,
        "today": today,
        "may_lead": may(request.user, "strategy.lead", strategy),
    }
    wrong = request.method == "POST"
    return render(request, "planning/reports.html", context, status=422 if wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_half_year("strategy.see", "strategy.lead")
def report(request: Request, strategy: Strategy, thing: HalfYear) -> HttpResponse:
    """What it says now or said when it was closed; sent, it is closed."""
    today = timezone.localdate()
    if request.method == "POST":
        try:
            close(thing, today, by=actor_of(request.user))
        except Unexplained as lack:
            words = _("It cannot be closed yet: %(n)s actions still need an explanation.")
            messages.error(request, words % {"n": len(lack.actions)})
        except Closed:
            messages.info(request, _("The report is closed already."))
        else:
            messages.success(request, _("The report is closed. What it says stays as it is."))
        return redirect("planning:half_year", slug=strategy.slug, key=thing.key)
    context = _context(strategy, thing) | {
        "asked": thing.asked.select_related("person").order_by("person__name", "pk"),
        "lacking": [] if thing.closed_at else unexplained(strategy, today),
        "may_lead": may(request.user, "strategy.lead", strategy),
        "today": today,
    }
    return render(request, "planning/half_year.html", context)


@require_safe
@open_plan
def closed(request: HttpRequest, strategy: Strategy, key: str) -> HttpResponse:
    """A closed report, for everybody who may read the strategy."""
    found = strategy.half_years.exclude(closed_at=None).filter(key=key).first()
    if found is None:
        raise Http404(_("There is no such report."))
    return render(request, "strategy/half_year.html", _context(strategy, found))


@require_safe
@needs("strategy.enter")
def network(request: Request) -> HttpResponse:
    """The plans that the person may see, side by side; examples are named and do not count."""
    today = timezone.localdate()
    rows = strategies_for(request.user).select_related("region").prefetch_related("region__texts")
    strategies = sorted(rows.order_by("title", "id"), key=lambda s: (s.is_example, s.title))
    found = totals_of(strategies, today)
    real = totals_of([s for s in strategies if not s.is_example], today)
    context = {
        "lines": [
            (s, name_of_region(s.region), found[s.pk], s.half_years.first()) for s in strategies
        ],
        "count": sum(total.actions for total in real.values()),
        "statuses": Status.choices,
        "today": today,
    }
    return render(request, "planning/network.html", context)


def _asked(request: Request, strategy: Strategy, form: AskForm) -> HttpResponse:
    told = form.cleaned_data
    by = actor_of(request.user)
    try:
        half_year = ask(strategy, told["year"], int(told["half"]), due=told["due"], by=by)
    except Closed:
        messages.error(request, _("The report of that half-year is closed already."))
        return redirect("planning:reports", slug=strategy.slug)
    send_questions.enqueue()
    count = half_year.asked.count()
    words = _("The report is asked for. Letters to people in the lead: %(n)s.")
    messages.success(request, words % {"n": count})
    return redirect("planning:half_year", slug=strategy.slug, key=half_year.key)


def _context(strategy: Strategy, half_year: HalfYear) -> dict[str, Any]:
    told = shown(half_year, timezone.localdate())
    statuses, areas = dict(Status.choices), dict(Area.choices)
    actions = [
        each | {"status_words": statuses.get(each["status"], each["status"])}
        for each in told["actions"]
    ]
    return {
        "strategy": strategy,
        "half_year": half_year,
        "told": told | {"actions": actions},
        "by_status": [
            (words, told["totals"]["by_status"].get(s, 0)) for s, words in statuses.items()
        ],
        "by_area": [(words, told["totals"]["by_area"].get(a, 0)) for a, words in areas.items()],
    }
