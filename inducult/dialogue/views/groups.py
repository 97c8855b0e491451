"""Focus groups: those of each region, one with its people, and what it is about."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import rules
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from inducult.dialogue.access import Request, for_group, needs, signed_in
from inducult.dialogue.actions import due, keep_group
from inducult.dialogue.forms import GroupForm
from inducult.dialogue.hours import in_region
from inducult.dialogue.models import FocusGroup, Sector
from inducult.dialogue.queries import groups_for
from inducult.dialogue.reading import RUNNING
from inducult.partnership.models import Region
from inducult.partnership.queries import actor_of
from inducult.partnership.roles import everywhere, is_steward, regions_of


@dataclass(frozen=True)
class Coverage:
    """How many of a sector belong to the group."""

    sector: str
    label: Any
    number: int


@require_safe
@signed_in
def groups(request: Request) -> HttpResponse:
    """The groups of the person, region by region."""
    rows = groups_for(request.user).filter(ended_at=None).prefetch_related("region__texts")
    found = rows.order_by("region_id", "title", "id")
    may_found = rules.has_perm("dialogue.found", request.user)
    context = {"groups": found, "may_found": may_found}
    return render(request, "dialogue/groups.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("dialogue.found")
def new(request: Request) -> HttpResponse:
    """A group begins, in a region in which the person runs groups."""
    wanted = {"region": request.GET.get("region", "")}
    form = GroupForm(request.POST or None, regions=_regions(request.user), initial=wanted)
    if request.method == "POST" and form.is_valid():
        group = keep_group(form.save(commit=False), by=actor_of(request.user))
        messages.success(request, _("The group is there. Now put in its members."))
        return redirect("dialogue:group", key=group.key)
    status = 422 if form.is_bound else 200
    return render(request, "dialogue/group_form.html", {"form": form}, status=status)


@require_safe
@for_group("dialogue.see_group")
def group(request: Request, group: FocusGroup) -> HttpResponse:
    """Its people and from which sectors they come, its meetings, its sessions."""
    members = list(group.members.filter(left_at=None, erased_at=None).select_related("person"))
    covered = coverage(Counter(member.sector for member in members))
    meetings = group.meetings.select_related("group__region", "place")
    context = {
        "group": group,
        "members": members,
        "gone": group.members.exclude(left_at=None).count(),
        "coverage": covered,
        "lacking": [each.label for each in covered if not each.number],
        "most": max((each.number for each in covered), default=0),
        "meetings": [(meeting, *in_region(meeting)) for meeting in meetings],
        "sessions": group.sessions.order_by("-made_at", "-id"),
        "due": due(group, timezone.now()).number,
        "may_run": rules.has_perm("dialogue.run_group", request.user, group),
    }
    return render(request, "dialogue/group.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_group("dialogue.run_group")
def edit(request: Request, group: FocusGroup) -> HttpResponse:
    """What the group is called, and how long its words are kept."""
    regions = _regions(request.user) | Region.objects.filter(pk=group.region_id)
    form = GroupForm(request.POST or None, instance=group, regions=regions)
    if request.method == "POST" and form.is_valid():
        keep_group(form.save(commit=False), by=actor_of(request.user))
        messages.success(request, _("Kept."))
        return redirect("dialogue:group", key=group.key)
    context = {"form": form, "group": group}
    status = 422 if form.is_bound else 200
    return render(request, "dialogue/group_form.html", context, status=status)


def coverage(counts: Counter[str]) -> list[Coverage]:
    """All sectors with their number; those that nobody stands for are named too."""
    sectors = [sector for sector in Sector if sector != Sector.OTHER or counts[sector]]
    return [Coverage(sector.value, sector.label, counts[sector]) for sector in sectors]


def _regions(person: Any) -> Any:
    if everywhere(person, *RUNNING) or is_steward(person):
        return Region.objects.prefetch_related("texts")
    mine = Region.objects.filter(code__in=regions_of(person, *RUNNING))
    return mine.prefetch_related("texts")
