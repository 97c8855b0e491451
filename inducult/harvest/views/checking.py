"""A sample drawn and judged, what it says, and only then many accepted in one go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from inducult.harvest.access import Request, for_check, for_run
from inducult.harvest.actions import (
    Lot,
    NotChecked,
    NotUndoable,
    accept_checked,
    draw,
    judge,
    measured,
    take_back_deed,
)
from inducult.harvest.actions.checking import KINDS, SIZES
from inducult.harvest.models import Run, SampleCheck, Suggestion
from inducult.harvest.queries import decidable_by, grounds_of
from inducult.harvest.sampling import WORTH
from inducult.harvest.showing import Shown, shown
from inducult.harvest.tasks import accept_behind
from inducult.partnership.queries import actor_of

SIZE: Final = 30
AT_ONCE: Final = 300  # more are accepted behind the pages


@dataclass(frozen=True)
class Drawn:
    """One of the sample, as its page shows it, with what was said of it."""

    suggestion: Suggestion
    shown: Shown
    verdict: str


@require_http_methods(["GET", "HEAD", "POST"])
@for_run("harvest.decide_any")
def drawing(request: Request, run: Run) -> HttpResponse:
    """What could be accepted in one go, by kind; sent, a sample is drawn."""
    mine = decidable_by(request.user)
    threshold = _number(request.POST.get("threshold"), run.source.accept_from)
    lots = {kind: Lot(run, kind, threshold, mine) for kind in KINDS}
    counts = {str(kind): lot.waiting().count() for kind, lot in lots.items()}
    kind = request.POST.get("kind", "")
    if request.method == "POST" and counts.get(kind):
        size = int(_number(request.POST.get("size"), SIZE, most=SIZES[1]))
        check = draw(Lot(run, kind, threshold, mine), size=size, by=actor_of(request.user))
        return redirect("harvest:sample", key=check.key)
    labels = dict(Suggestion.Kind.choices)
    context = {
        "run": run,
        "kinds": [(kind, labels[kind], counts[kind]) for kind in KINDS],
        "threshold": threshold,
        "size": SIZE,
        "sizes": SIZES,
        "grounds": grounds_of(run.source),
        "checks": SampleCheck.objects.filter(run=run, by=actor_of(request.user).name),
    }
    status = 200
    if request.method == "POST":
        messages.warning(request, _("Nothing of this kind waits for you at or above that value."))
        status = 422
    return render(request, "harvest/drawing.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_check
def sample(request: Request, check: SampleCheck) -> HttpResponse:
    """The sample with its verdicts; judged whole, what it says and what may be done now."""
    if request.method == "POST":
        deeds = {"accept": _accept, "undo": _undo}
        deeds.get(request.POST.get("do", ""), _judge)(request, check)
        return redirect("harvest:sample", key=check.key)
    rows = Lot.of(check, decidable_by(request.user)).waiting()
    told = measured(check, max(rows.count(), len(check.drawn)))
    is_judged = len(check.verdicts) == len(check.drawn)
    wrong = sum(verdict == "wrong" for verdict in check.verdicts.values())
    context = {
        "check": check,
        "kind": dict(Suggestion.Kind.choices)[check.kind],
        "drawn": _drawn(check),
        "told": told,
        "low": told.interval[0],
        "high": told.interval[1],
        "worth": WORTH,
        "is_judged": is_judged,
        "to_accept": max(rows.count() - wrong, 0),
        "waits": rows.count(),
    }
    return render(request, "harvest/sample.html", context)


def _judge(request: Request, check: SampleCheck) -> None:
    prefix = "verdict-"
    told = {k.removeprefix(prefix): str(v) for k, v in request.POST.items() if k.startswith(prefix)}
    left = len(check.drawn) - len(judge(check, told).verdicts)
    if left:
        words = ngettext("Kept. %(n)s is not judged yet.", "Kept. %(n)s are not judged yet.", left)
        messages.info(request, words % {"n": left})


def _accept(request: Request, check: SampleCheck) -> None:
    mine, by = decidable_by(request.user), actor_of(request.user)
    try:
        if Lot.of(check, mine).waiting().count() > AT_ONCE:
            accept_behind.enqueue(check.key, request.user.pk)
            messages.success(
                request, _("They are accepted behind the pages; look again in a moment.")
            )
            return
        outcome = accept_checked(check, mine, by=by)
    except NotChecked:
        messages.warning(request, _("Judge the whole sample first; it has to be good enough."))
        return
    words = ngettext("%(n)s accepted.", "%(n)s accepted.", outcome.accepted)
    messages.success(request, words % {"n": outcome.accepted})
    if outcome.left:
        left = ngettext(
            "%(n)s is left for a person.", "%(n)s are left for a person.", len(outcome.left)
        )
        messages.warning(request, left % {"n": len(outcome.left)})


def _undo(request: Request, check: SampleCheck) -> None:
    try:
        done = take_back_deed(check.deed, by=actor_of(request.user))
    except NotUndoable:
        messages.warning(request, _("There is nothing to take back."))
        return
    SampleCheck.objects.filter(pk=check.pk).update(deed="", accepted=0)
    messages.success(request, _("Taken back as a whole; they wait again."))
    if left := [*done.left, *done.clashes]:
        told = {"places": ", ".join(left[:20])}
        messages.warning(request, _("Worked on since and left as they are: %(places)s") % told)


def _drawn(check: SampleCheck) -> list[Drawn]:
    rows: QuerySet[Suggestion] = Suggestion.objects.filter(key__in=check.drawn)
    found = {row.key: row for row in rows.select_related("source", "place", "received")}
    return [
        Drawn(found[key], shown(found[key]), check.verdicts.get(key, ""))
        for key in check.drawn
        if key in found
    ]


def _number(text: Any, default: float, *, most: float = 1.0) -> float:
    """A number from a form, in its bounds; the default for anything else."""
    try:
        found = float(str(text).replace(",", "."))
    except ValueError:
        return default
    return min(max(found, 0.0), most) if found == found else default  # noqa: PLR0124 -- NaN
