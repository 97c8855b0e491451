"""One action: what it grew from, where it happens, how it goes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inducult.partnership.queries import actor_of, names_of_actors
from inducult.strategy.access import Request
from inducult.strategy.actions import doing as deeds
from inducult.strategy.actions import planning
from inducult.strategy.models import Action, Milestone, Strategy
from inducult.strategy.plan_access import for_action, open_action, part_of
from inducult.strategy.plan_forms import MilestoneForm, NoteForm, StandingForm
from inducult.strategy.plan_pages import row_of
from inducult.strategy.plan_words import label_of
from inducult.strategy.planned import figures_of
from inducult.strategy.rights import may
from inducult.strategy.showing import name_of_region
from inducult.strategy.subjects import name_of_subject
from inducult.strategy.surroundings import history_of, pilots_of, places_of, points_of, voices_of
from inducult.strategy.takeovers import origin_of
from inducult.strategy.trend import trends_of

TOLD = ("description", "why", "partners", "target_groups", "funding", "risk", "links")


@require_safe
@open_action
def action(request: HttpRequest, strategy: Strategy, action: Action) -> HttpResponse:
    """What everybody may read of it."""
    context = _context(request, strategy, action, "strategy:action")
    return render(request, "strategy/action.html", context)


@require_safe
@for_action("strategy.see")
def workbench(request: Request, strategy: Strategy, action: Action) -> HttpResponse:
    """The same, with what can be reported of it and its history."""
    notes = list(action.notes.all())
    names = names_of_actors(note.by for note in notes)
    context = _context(request, strategy, action, "planning:action") | {
        "notes": [(note, names[note.by]) for note in notes],
        "history": history_of("action", action.key),
        "standing_form": StandingForm(instance=action),
        "note_form": NoteForm(),
        "milestone_form": MilestoneForm(),
        "may_report": may(request.user, "action.report", action),
        "may_write": may(request.user, "strategy.write", strategy),
        "may_cite": name_of_subject(strategy, "action", action.key) is not None,
    }
    return render(request, "planning/action.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_action("action.report")
def status(request: Request, strategy: Strategy, action: Action) -> HttpResponse:
    """Where it stands now; the board sends only the status, the form all that is said of it."""
    form = StandingForm(_sent(request, action), instance=action)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        standing = deeds.Standing(
            told["status"], told["status_reason"], told["blocked_because"], told["explanation"]
        )
        deeds.stand(action, standing, by=actor_of(request.user))
        words = _("“%(title)s” is now: %(status)s.")
        shown = {"title": action.title, "status": action.get_status_display()}
        messages.success(request, words % shown)
        return _on(request, strategy, action)
    context = {"strategy": strategy, "action": action, "form": form, "back": _back(request)}
    wrong = request.method == "POST"
    return render(request, "planning/status.html", context, status=422 if wrong else 200)


@require_POST
@for_action("action.report")
def undo(request: Request, strategy: Strategy, action: Action) -> HttpResponse:
    """The last change of status taken back."""
    try:
        deeds.undo_status(action, by=actor_of(request.user))
    except deeds.NothingToUndo:
        messages.info(request, _("There is no change of status to take back."))
    else:
        messages.success(request, _("Taken back: the status is as it was before."))
    return _on(request, strategy, action)


@require_POST
@for_action("action.report")
def notes(request: Request, strategy: Strategy, action: Action) -> HttpResponse:
    """A word on how it goes."""
    form = NoteForm(request.POST)
    if form.is_valid():
        deeds.note(action, form.cleaned_data["text"], by=actor_of(request.user))
        messages.success(request, _("Your note is kept."))
    else:
        messages.error(request, _("Write a few words first."))
    return _on(request, strategy, action)


@require_POST
@for_action("action.report")
def milestones(request: Request, strategy: Strategy, action: Action) -> HttpResponse:
    """A new milestone, or one that is met."""
    by = actor_of(request.user)
    if met := request.POST.get("met"):
        milestone = part_of(strategy, "milestone", met)
        milestone.met_on = timezone.localdate()
        planning.change(milestone, by=by)
        return _on(request, strategy, action)
    form = MilestoneForm(request.POST, instance=Milestone(strategy=strategy, action=action))
    if form.is_valid():
        planning.add(form.save(commit=False), by=by)
    else:
        messages.error(request, _("A milestone needs a name and a day."))
    return _on(request, strategy, action)


def _context(
    request: HttpRequest, strategy: Strategy, action: Action, page_name: str
) -> dict[str, Any]:
    takeover = getattr(action, "takeover", None)
    figures = figures_of(action.indicators.all())
    places = places_of(action)
    return {
        "strategy": strategy,
        "action": action,
        "row": row_of(action, strategy, timezone.localdate(), page_name),
        "told": [(label_of(Action, n), getattr(action, n)) for n in TOLD if getattr(action, n)],
        "milestones": list(action.milestones.all()),
        "voices": voices_of("action", action.key, request.user),
        "places": places,
        "points": points_of(places),
        "figures": trends_of(figures),
        "pilots": pilots_of(action, request.user),
        "takeover": takeover,
        "origin": origin_of(takeover, request.user) if takeover else None,
        "origin_region": name_of_region(takeover.origin).text if takeover else "",
        "today": timezone.localdate(),
    }


def _sent(request: Request, action: Action) -> Any:
    """The board says only where to: what else is said of the action stays as it is."""
    if request.method != "POST":
        return None
    names = ("status", "status_reason", "blocked_because", "explanation")
    kept = {name: getattr(action, name) for name in names}
    return {**kept, **{name: request.POST[name] for name in names if name in request.POST}}


def _back(request: Request) -> str:
    return "board" if request.POST.get("back") == "board" else ""


def _on(request: Request, strategy: Strategy, action: Action) -> HttpResponse:
    if _back(request):
        board = reverse("planning:plan", kwargs={"slug": strategy.slug})
        return redirect(f"{board}?view=board#action-{action.key}")
    return redirect("planning:action", slug=strategy.slug, key=action.key)
