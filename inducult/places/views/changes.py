"""My changes to a place: looked over, then proposed, or taken into the register by a keeper."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from inducult.partnership.queries import actor_of
from inducult.places.access import Request, for_place
from inducult.places.actions import (
    Choice,
    Faulty,
    Incomplete,
    NotOpen,
    Stale,
    accept,
    changes_of,
    propose,
    republish,
    withdraw,
)
from inducult.places.checks import faults_of
from inducult.places.completeness import Check
from inducult.places.difference import rebase, seal_of
from inducult.places.models import Correction, Place
from inducult.places.records import record_of
from inducult.places.rights import may
from inducult.places.views.editing import open_correction


@require_http_methods(["GET", "HEAD", "POST"])
@for_place("places.propose")
def changes(request: Request, place: Place) -> HttpResponse:
    """What I want changed, piece by piece, and what is to become of it."""
    mine = open_correction(request, place)
    if mine is None or request.method != "POST":
        return _page(request, place, mine)
    try:
        return _carried_out(request, place, mine)
    except NotOpen:
        messages.warning(request, _("Somebody has decided about this change meanwhile."))
    except Stale:
        return _page(request, place, mine, status=409)
    except Faulty:
        return _page(request, place, mine, status=422)
    except Incomplete as lack:
        return _page(request, place, mine, status=422, missing=lack.missing)
    return redirect("register:place", identifier=place.identifier)


def _carried_out(request: Request, place: Place, mine: Correction) -> HttpResponse:
    reason = request.POST.get("reason", "")[:500]
    what = request.POST.get("do")
    if what == "withdraw":
        withdraw(mine)
        messages.success(request, _("Your draft is put away; the register is as it was."))
    elif list(faults_of(mine.record)):
        return _page(request, place, mine, status=422)
    elif what == "propose":
        propose(mine, reason=reason)
        messages.success(request, _("The keepers of the place will see your change."))
    elif what in ("accept", "publish") and may(request.user, "places.keep", place):
        _taken(request, place, mine, reason)
    return redirect("register:place", identifier=place.identifier)


@transaction.atomic
def _taken(request: Request, place: Place, mine: Correction, reason: str) -> None:
    """A keeper takes her own change into the register, and before the public if she wants."""
    by = actor_of(request.user)
    accept(mine, by=by, reason=reason, choice=_choice(request))
    if request.POST.get("do") == "publish":
        republish(place, by=by, reason=reason)
        messages.success(request, _("Published. The map shows it within moments."))
    else:
        messages.success(request, _("The register has your change; the public page has not yet."))


def _choice(request: Request) -> Choice:
    """Where two people changed the same piece: `clash-<piece>` says whose stands."""
    told = {k.removeprefix("clash-"): v for k, v in request.POST.items() if k.startswith("clash-")}
    return Choice(
        mine=[name for name, whose in told.items() if whose == "mine"],
        theirs=[name for name, whose in told.items() if whose == "theirs"],
        seen=request.POST.get("seen"),
    )


def _page(
    request: Request,
    place: Place,
    mine: Correction | None,
    *,
    status: int = 200,
    missing: tuple[Check, ...] = (),
) -> HttpResponse:
    clashes = rebase(mine.base, mine.record, record_of(place))[1] if mine else []
    context = {
        "place": place,
        "correction": mine,
        "changes": changes_of(mine) if mine else [],
        "clashes": clashes,
        "seen": seal_of(clashes),
        "faults": list(faults_of(mine.record)) if mine else [],
        "missing": missing,
        "may_keep": may(request.user, "places.keep", place),
    }
    return render(request, "register/changes.html", context, status=status)
