"""Pilots in the workbench: begun, told further, appreciated, taken over."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inducult.partnership.queries import actor_of
from inducult.strategy.access import Request, needs
from inducult.strategy.actions import piloting
from inducult.strategy.actions.taking import take_over
from inducult.strategy.models import Pilot, PilotLink, Strategy
from inducult.strategy.pilot_forms import AppreciationForm, LinkForm, PilotForm, TakingForm
from inducult.strategy.pilot_rights import regions_kept
from inducult.strategy.plan_access import for_pilot
from inducult.strategy.queries import strategies_for
from inducult.strategy.rights import may
from inducult.strategy.showing import name_of_region
from inducult.strategy.sources import Sources, sources_behind
from inducult.strategy.takeovers import offered


@require_safe
@needs("strategy.enter")
def pilots(request: Request) -> HttpResponse:
    """All pilots of the network, those that wait for somebody's appreciation first."""
    rows = Pilot.objects.select_related("region").prefetch_related("region__texts", "appreciations")
    context = {
        "lines": [(pilot, name_of_region(pilot.region)) for pilot in rows.order_by("title", "id")],
        "may_begin": may(request.user, "pilot.begin"),
    }
    return render(request, "planning/pilots.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("pilot.begin")
def begin(request: Request) -> HttpResponse:
    """An idea is written down."""
    regions = regions_kept(request.user)
    first = {"region": regions[0].code} if len(regions) == 1 else {}
    form = PilotForm(request.POST or None, regions=regions, initial=first)
    if request.method == "POST" and form.is_valid():
        pilot = form.save(commit=False)
        piloting.begin_pilot(
            pilot, by=actor_of(request.user), places=form.cleaned_data["places"] or ()
        )
        messages.success(request, _("The pilot is begun. Tell more when there is more."))
        return redirect("planning:pilot", slug=pilot.slug)
    return _page(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_pilot("pilot.write")
def pilot(request: Request, pilot: Pilot) -> HttpResponse:
    """Everything that is told of it, in groups."""
    form = PilotForm(request.POST or None, instance=pilot, regions=regions_kept(request.user))
    if request.method == "POST" and form.is_valid():
        piloting.tell_pilot(
            form.save(commit=False), by=actor_of(request.user), places=form.cleaned_data["places"]
        )
        messages.success(request, _("Kept."))
        return redirect("planning:pilot", slug=pilot.slug)
    return _page(request, form, pilot)


@require_POST
@for_pilot("pilot.write")
def links(request: Request, pilot: Pilot) -> HttpResponse:
    """A link more, or one less."""
    kept = list(pilot.links.all())
    if gone := request.POST.get("remove"):
        kept = [link for link in kept if str(link.pk) != gone]
        piloting.set_links(pilot, kept, by=actor_of(request.user))
        return redirect("planning:pilot", slug=pilot.slug)
    form = LinkForm(request.POST, instance=PilotLink(pilot=pilot))
    if form.is_valid():
        piloting.set_links(pilot, [*kept, form.save(commit=False)], by=actor_of(request.user))
        messages.success(request, _("Kept."))
    else:
        messages.error(
            request, " ".join(str(each) for errors in form.errors.values() for each in errors)
        )
    return redirect("planning:pilot", slug=pilot.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@for_pilot("pilot.appreciate")
def appreciation(request: Request, pilot: Pilot) -> HttpResponse:
    """Another region says what it sees in the pilot."""
    stage = piloting.stage_of(pilot)
    regions = [r for r in regions_kept(request.user) if r.pk != pilot.region_id]
    form = AppreciationForm(request.POST or None, stage=stage, regions=regions)
    if request.method == "POST" and stage and form.is_valid():
        region = next(r for r in regions if r.code == form.cleaned_data["region"])
        piloting.appreciate(pilot, stage, region, form.answers(), by=actor_of(request.user))
        messages.success(request, _("Thank you. The region reads it on the page of its pilot."))
        return redirect("strategy:pilot", slug=pilot.slug)
    context = {"pilot": pilot, "form": form, "stage": stage}
    wrong = request.method == "POST"
    return render(request, "planning/appreciation.html", context, status=422 if wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_pilot("pilot.appreciate")
def taking(request: Request, pilot: Pilot) -> HttpResponse:
    """Another region takes the pilot over as a draft action of its plan."""
    form = TakingForm(request.POST or None, strategies=_own(request, pilot))
    if request.method == "POST" and form.is_valid():
        offer = offered("pilot", pilot.key, request.user)
        if offer is not None:
            action = take_over(offer, form.cleaned_data["measure"], by=actor_of(request.user))
            messages.success(request, _("It stands in your plan as an idea. Make it your own."))
            return redirect("planning:action", slug=action.strategy.slug, key=action.key)
    context = {"pilot": pilot, "form": form, "region": name_of_region(pilot.region)}
    wrong = request.method == "POST"
    return render(request, "planning/taking.html", context, status=422 if wrong else 200)


def _own(request: Request, pilot: Pilot) -> list[Strategy]:
    """The plans of other regions into which the person may write."""
    rows = strategies_for(request.user).order_by("title", "id")
    writable = [s for s in rows if may(request.user, "strategy.write", s)]
    return [s for s in writable if s.region_id != pilot.region_id]


def _page(request: Request, form: Any, pilot: Pilot | None) -> HttpResponse:
    context = {
        "form": form,
        "pilot": pilot,
        "link_form": LinkForm(),
        "links": list(pilot.links.all()) if pilot else [],
        "pictures": list(pilot.pictures.all()) if pilot else [],
        "sources": sources_behind("pilot", pilot.key, request.user) if pilot else Sources(),
    }
    wrong = request.method == "POST"
    return render(request, "planning/pilot.html", context, status=422 if wrong else 200)
