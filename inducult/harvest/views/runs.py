"""Sources and their runs: what can be harvested, how far it has come, what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import rules
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from inducult.harvest.access import Request, for_run, needs
from inducult.harvest.actions import NotUndoable, undo
from inducult.harvest.grounds import Ground
from inducult.harvest.licences import layer_of
from inducult.harvest.models import Run, Source, Suggestion
from inducult.harvest.queries import faults_by_kind, grounds_of, source_of, suggestions_for
from inducult.harvest.sources import ready_sources
from inducult.harvest.tasks import harvest_source
from inducult.harvest.wording import LAYERS, counted, fault_words, reasons
from inducult.partnership.queries import actor_of, name_of_actor

PAGE: Final = 50
FAULTS_SHOWN: Final = 100


@dataclass(frozen=True)
class Ready:
    """A source as the page lists it."""

    name: str
    title: str
    licence: str
    layer: Any
    last: Run | None
    waiting: int
    accept_from: float
    grounds: list[Ground]


@require_safe
@needs("harvest.see_runs")
def runs(request: Request) -> HttpResponse:
    """The sources with what waits, and all runs; a steward begins one here."""
    may_run = rules.has_perm("harvest.run", request.user)
    page = Paginator(Run.objects.select_related("source"), PAGE).get_page(request.GET.get("page"))
    context = {"sources": _sources(request.user), "page": page, "may_run": may_run}
    context["may_upload"] = rules.has_perm("harvest.upload", request.user)
    return render(request, "harvest/runs.html", context)


@require_POST
@needs("harvest.run")
def beginning(request: Request) -> HttpResponse:
    """A harvest of a ready source, behind the pages."""
    name = request.POST.get("source", "")
    if name in ready_sources() or Source.objects.filter(name=name).exclude(config=None).exists():
        harvest_source.enqueue(name, actor_of(request.user).name)
        messages.success(request, _("The harvest waits in the queue and begins in a moment."))
    else:
        messages.warning(request, _("There is no such source."))
    return redirect("harvest:runs")


def _sources(person: Any) -> list[Ready]:
    """Saved sources, then the ready ones; what waits is what this person may see."""
    waiting = suggestions_for(person).filter(state=Suggestion.State.OPEN).order_by()
    counts = dict(waiting.values_list("source").annotate(n=Count("pk")))
    newest: dict[str, Run] = {}
    for run in Run.objects.order_by("id"):
        newest[run.source_id] = run
    known = {source.name: source for source in Source.objects.order_by("name")}
    ready = [source_of(recipe, known) for recipe in ready_sources().values()]
    saved = [source for source in known.values() if source.config is not None]
    return [
        Ready(
            *(source.name, source.title, source.licence, LAYERS[layer_of(source.licence)]),
            *(newest.get(source.name), counts.get(source.name, 0)),
            *(source.accept_from, grounds_of(source)),
        )
        for source in (*saved, *ready)
    ]


@require_safe
@for_run("harvest.see_runs")
def run(request: Request, run: Run) -> HttpResponse:
    """How far it came, what was left out and why, and its suggestions."""
    mine = suggestions_for(request.user).filter(run=run)
    kind, state = request.GET.get("kind", ""), request.GET.get("state", "open")
    kinds = dict(Suggestion.Kind.choices)
    states = dict(Suggestion.State.choices)
    found = mine.filter(Q(kind=kind) if kind in kinds else Q())
    found = found.filter(Q(state=state) if state in states else Q())
    ordered = found.select_related("place", "region").order_by("is_doubtful", "-probability", "id")
    page = Paginator(ordered, PAGE).get_page(request.GET.get("page"))
    context = {
        "run": run,
        "who": name_of_actor(run.by),
        "total": run.seen.count(),
        "counts": counted(run),
        "faults": [(fault_words(k), n) for k, n in faults_by_kind(run)],
        "rows": run.faults.all()[:FAULTS_SHOWN],
        "page": page,
        "suggestions": [(each, reasons(each)) for each in page],
        "chosen": {"kind": kind, "state": state},
        "kinds": Suggestion.Kind.choices,
        "states": Suggestion.State.choices,
        "may_check": rules.has_perm("harvest.decide_any", request.user),
        "may_undo": rules.has_perm("harvest.undo", request.user),
    }
    return render(request, "harvest/run.html", context)


@require_POST
@for_run("harvest.undo")
def undoing(request: Request, run: Run) -> HttpResponse:
    """A steward takes the whole run back."""
    try:
        done = undo(run, by=actor_of(request.user))
    except NotUndoable:
        messages.warning(request, _("This run is under way or was taken back before."))
        return redirect("harvest:run", key=run.key)
    told = {"removed": done.removed, "changed": done.changed}
    messages.success(request, _("Places removed: %(removed)s, put back: %(changed)s") % told)
    if left := [*done.left, *done.clashes]:
        told_left = {"places": ", ".join(left[:20])}
        messages.warning(request, _("Worked on since and left as they are: %(places)s") % told_left)
    return redirect("harvest:run", key=run.key)
