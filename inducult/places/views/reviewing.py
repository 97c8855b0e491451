"""The queue of proposals, and the decision on one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from inducult.partnership.models import Region
from inducult.partnership.queries import actor_of, name_of_actor
from inducult.partnership.roles import (
    KEEPING,
    everywhere,
    is_steward,
    organisations_of,
    regions_of,
)
from inducult.places.access import Request, for_correction, needs
from inducult.places.actions import (
    Choice,
    Faulty,
    Incomplete,
    NotOpen,
    Stale,
    accept,
    changes_of,
    republish,
    return_with_reason,
    take_up,
)
from inducult.places.checks import Fault
from inducult.places.completeness import Check
from inducult.places.difference import rebase, seal_of
from inducult.places.letters import send_decision
from inducult.places.models import Correction
from inducult.places.records import record_of
from inducult.places.rights import may


@require_safe
@needs("places.keep_any")
def queue(request: Request) -> HttpResponse:
    """What waits for a decision in the regions and organisations that I keep, oldest first."""
    waiting = waiting_for(request.user)
    wanted = request.GET.get("region", "")
    if wanted:
        waiting = waiting.filter(place__belongings__region=wanted)
    regions = Region.objects.filter(belongings__place__corrections__in=waiting_for(request.user))
    context = {
        "waiting": waiting.prefetch_related("place__regions__texts"),
        "regions": _named(regions.distinct().prefetch_related("texts")),
        "region": wanted,
    }
    return render(request, "register/queue.html", context)


def waiting_for(person: Any) -> QuerySet[Correction]:
    """Proposals that the person may decide; those of places without a region are the steward's."""
    waiting = Correction.objects.filter(state__in=Correction.WAITING).exclude(author=person)
    if not (is_steward(person) or everywhere(person, *KEEPING)):
        mine = Q(place__belongings__region__in=regions_of(person, *KEEPING))
        mine |= Q(place__keepings__organisation__in=organisations_of(person))
        waiting = waiting.filter(mine)
    return waiting.distinct().select_related("place", "author").order_by("proposed_at", "id")


@require_http_methods(["GET", "HEAD", "POST"])
@for_correction("places.see_correction")
def proposal(request: Request, correction: Correction) -> HttpResponse:
    """One proposal, piece by piece; whoever keeps the place decides."""
    if request.method != "POST":
        return _page(request, correction)
    if not may(request.user, "places.decide_correction", correction):
        return _page(request, correction, status=403)
    try:
        return _decided(request, correction)
    except NotOpen:
        messages.warning(request, _("Somebody has decided about this change meanwhile."))
        return redirect("register:proposal", key=correction.key)
    except (Stale, Faulty, Incomplete) as hindrance:
        return _hindered(request, correction, hindrance)


def _hindered(
    request: Request, correction: Correction, hindrance: Stale | Faulty | Incomplete
) -> HttpResponse:
    """The page again, with what stood in the way; nothing was written."""
    if isinstance(hindrance, Faulty):
        return _page(request, correction, status=422, faults=hindrance.faults)
    if isinstance(hindrance, Incomplete):
        return _page(request, correction, status=422, missing=hindrance.missing)
    return _page(request, correction, status=409)


def _decided(request: Request, correction: Correction) -> HttpResponse:
    what, by = request.POST.get("do"), actor_of(request.user)
    answer = request.POST.get("answer", "").strip()[:1000]
    if what == "take_up":
        take_up(correction, by=by)
        messages.success(request, _("You look at this now; others see that you do."))
        return redirect("register:proposal", key=correction.key)
    if what == "return" and not answer:
        messages.error(request, _("Say why you return it: the author should be able to go on."))
        return redirect("register:proposal", key=correction.key)
    if what == "return":
        return_with_reason(correction, by=by, answer=answer)
        messages.success(request, _("Returned with your words."))
    elif what in ("accept", "publish"):
        _accepted(request, correction)
    correction.refresh_from_db()
    send_decision(request, correction)
    return redirect("register:review")


@transaction.atomic
def _accepted(request: Request, correction: Correction) -> None:
    by, told = actor_of(request.user), request.POST
    clashes = {k.removeprefix("clash-"): v for k, v in told.items() if k.startswith("clash-")}
    choice = Choice(
        only=told.getlist("piece"),
        mine=[name for name, whose in clashes.items() if whose == "mine"],
        theirs=[name for name, whose in clashes.items() if whose == "theirs"],
        seen=told.get("seen"),
    )
    accept(correction, by=by, choice=choice)
    if told.get("do") == "publish":
        republish(correction.place, by=by, reason=correction.reason)
        messages.success(request, _("Published. The map shows it within moments."))
    else:
        messages.success(request, _("The register has the change; the public page has not yet."))


def _page(
    request: Request,
    correction: Correction,
    *,
    status: int = 200,
    faults: Sequence[Fault] = (),
    missing: tuple[Check, ...] = (),
) -> HttpResponse:
    """What is wanted; while it is open, held against the register as it is now."""
    now = record_of(correction.place)
    is_open = correction.state in Correction.OPEN
    clashes = rebase(correction.base, correction.record, now)[1] if is_open else []
    context = {
        "correction": correction,
        "place": correction.place,
        "changes": changes_of(correction),
        "clashes": clashes,
        "seen": seal_of(clashes),
        "faults": faults,
        "missing": missing,
        "comments": correction.comments.select_related("author").order_by("id"),
        "decided_by": name_of_actor(correction.decided_by) if correction.decided_by else "",
        "may_decide": correction.state in Correction.WAITING
        and may(request.user, "places.decide_correction", correction),
    }
    return render(request, "register/proposal.html", context, status=status)


def _named(regions: Sequence[Region] | QuerySet[Region]) -> list[tuple[str, str]]:
    language = get_language() or "en"
    return sorted(
        ((region.code, region.name_in(language).text) for region in regions),
        key=lambda pair: pair[1],
    )
