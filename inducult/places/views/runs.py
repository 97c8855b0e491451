"""Runs: what was changed in one go, by whom, and how to take it back."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Max
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from inducult.common.models import Act
from inducult.partnership.queries import actor_of, name_of_actor
from inducult.partnership.roles import is_steward
from inducult.places.access import Request, needs
from inducult.places.actions import DEEDS, acts_of, undo_run
from inducult.places.difference import Change, difference
from inducult.places.models import Place
from inducult.places.queries import kept_by
from inducult.places.records import empty_record
from inducult.places.views.bulk import tell

PAGE = 50
SHOWN = 200


@require_safe
@needs("places.keep_any")
def runs(request: Request) -> HttpResponse:
    """My runs; the steward sees everybody's."""
    acts = Act.objects.filter(deed__in=DEEDS).exclude(run="")
    if not is_steward(request.user):
        acts = acts.filter(actor=actor_of(request.user).name)
    grouped = acts.values("run", "deed", "reason", "actor").annotate(
        at=Max("at"), places=Count("id")
    )
    page = Paginator(grouped.order_by("-at", "run"), PAGE).get_page(request.GET.get("page"))
    return render(request, "register/runs.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@needs("places.keep_any")
def run(request: Request, run: str) -> HttpResponse:
    """What the run changed; sent, it is undone as far as nobody worked on since."""
    acts = acts_of(run)
    if not acts or not _may_see(request, acts):
        raise PermissionDenied(_("There is no such run of yours."))
    kept = kept_by(request.user).filter(identifier__in=[act.subject for act in acts])
    mine = set(kept.values_list("identifier", flat=True).order_by())
    if request.method != "POST":
        return render(request, "register/run.html", _shown(acts, mine))
    again = "publish_too" in request.POST
    done = undo_run(run, by=actor_of(request.user), only=mine, publish_too=again)
    tell(request, done)
    return redirect("register:run", run=done.run if done.changed else run)


def _may_see(request: Request, acts: list[Act]) -> bool:
    own = {act.actor for act in acts} == {actor_of(request.user).name}
    return own or bool(is_steward(request.user))


def _shown(acts: list[Act], mine: set[str]) -> dict[str, Any]:
    names = dict(
        Place.objects.filter(identifier__in=[act.subject for act in acts])
        .values_list("identifier", "slug")
        .order_by()
    )
    rows = [(act.subject, names.get(act.subject, act.subject), _changes(act)) for act in acts]
    return {
        "first": acts[0],
        "who": name_of_actor(acts[0].actor),
        "rows": rows[:SHOWN],
        "unshown": max(0, len(rows) - SHOWN),
        "count": len(rows),
        "undoable": len(mine),
    }


def _changes(act: Act) -> list[Change]:
    """An act keeps only the fields that changed."""
    empty = empty_record()
    return difference({**empty, **(act.before or {})}, {**empty, **(act.after or {})})
