"""Merge two places, split one, take either back; take a place out of the public eye and back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from inducult.partnership.queries import actor_of
from inducult.places.access import Request, for_place
from inducult.places.actions import archive, withdraw_everywhere
from inducult.places.actions.joining import (
    WorkedOnSince,
    WorkWaits,
    joining_of,
    merge,
    split,
    unmerge,
    unsplit,
)
from inducult.places.actions.publishing import restore
from inducult.places.joining import GIVEN, disagreements, joined
from inducult.places.models import Place, Withdrawal
from inducult.places.naming import free_slug
from inducult.places.queries import kept_by, meant_by
from inducult.places.records import Record, record_of
from inducult.places.rights import may
from inducult.places.vocabulary import NameKind
from inducult.places.wording import LABELS, worded


@require_http_methods(["GET", "HEAD", "POST"])
@for_place("places.order")
def merging(request: Request, place: Place) -> HttpResponse:
    """Two records side by side; sent, the other one becomes part of this one."""
    asked = (request.POST if request.method == "POST" else request.GET).get("other", "")
    other = meant_by(asked, kept_by(request.user).exclude(pk=place.pk)) if asked else None
    if other is None or not may(request.user, "places.order", other):
        words = _("None of the places that you keep has this address.") if asked else ""
        return _merge_page(request, place, None, {"asked": asked, "trouble": words})
    if request.method != "POST":
        return _merge_page(request, place, other, {"asked": asked})
    return _merged(request, place, other)


def _merged(request: Request, place: Place, other: Place) -> HttpResponse:
    chosen = request.POST.getlist("from_other")
    record = joined(record_of(place), record_of(other), from_gone=chosen)
    try:
        merge(place, other, record, by=actor_of(request.user), reason=_reason(request))
    except WorkWaits:
        words = _("Proposals for the other place wait for a decision. Decide about them first.")
        return _merge_page(request, place, other, {"asked": other.slug, "trouble": words}, 409)
    messages.success(request, _("The two are one now. The history can take it back."))
    return redirect("register:place", identifier=place.identifier)


def _merge_page(
    request: Request, place: Place, other: Place | None, more: dict[str, Any], status: int = 200
) -> HttpResponse:
    context = {"place": place, "record": record_of(place), "trouble": "", **more}
    context["other"] = None
    if other is not None:
        kept, gone = record_of(place), record_of(other)
        changes = disagreements(kept, gone)
        context |= {"other": other, "gone": gone, "changes": changes, "joined": joined(kept, gone)}
    return render(request, "register/merge.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_place("places.order")
def splitting(request: Request, place: Place) -> HttpResponse:
    """The entries of the record, to be given to a new place."""
    name = request.POST.get("name", "").strip()[:200]
    if request.method == "POST" and name:
        return _parted(request, place, name)
    record = record_of(place)
    context = {"place": place, "record": record, "pieces": _pieces(record)}
    context["trouble"] = _("Write the name of the new place.") if request.method == "POST" else ""
    return render(
        request, "register/split.html", context, status=422 if context["trouble"] else 200
    )


def _parted(request: Request, place: Place, name: str) -> HttpResponse:
    words = {"language": get_language() or "en", "kind": NameKind.OFFICIAL.value, "text": name}
    fresh = {"slug": free_slug(name, place.municipality), "names": [{**words, "origin": "person"}]}
    pieces = request.POST.getlist("piece")
    by = actor_of(request.user)
    _run, new = split(place, pieces, fresh, by=by, reason=_reason(request))
    messages.success(request, _("The new place is a draft; the old one keeps its address."))
    return redirect("register:place", identifier=new.identifier)


def _pieces(record: Record) -> list[tuple[str, list[tuple[str, str]]]]:
    """Lists of the record with their entries: name of the piece and its words."""
    return [
        (str(LABELS[name]), [(f"{name}.{n}", _line(name, e)) for n, e in enumerate(record[name])])
        for name in GIVEN
        if record[name]
    ]


def _line(name: str, entry: Any) -> str:
    return " · ".join(worded((name,), [entry]))


@require_POST
@for_place("places.order")
def unjoining(request: Request, place: Place, run: str) -> HttpResponse:
    """Take a merge or a split back, as far as nothing is lost by it."""
    try:
        told = joining_of(run).told
        if told["kept"] != place.identifier:
            raise WorkedOnSince(run)
        undo = unmerge if "gone" in told else unsplit
        undo(run, by=actor_of(request.user))
        messages.success(request, _("Taken back: both are as they were."))
    except WorkedOnSince:
        messages.error(
            request,
            _("This cannot be taken back without losing later work, or it was taken back already."),
        )
    return redirect("register:history", identifier=place.identifier)


@require_POST
@for_place("places.order")
def archiving(request: Request, place: Place) -> HttpResponse:
    """Out of the public eye, with a reason; the register keeps the place."""
    reason = _reason(request)
    if not reason:
        messages.error(request, _("Say why the place is taken out; the history keeps it."))
    else:
        archive(place, by=actor_of(request.user), reason=reason)
        messages.success(request, _("The place is archived. Its address says so to visitors."))
    return redirect("register:place", identifier=place.identifier)


@require_POST
@for_place("places.order")
def withdrawing(request: Request, place: Place) -> HttpResponse:
    """Out of every edition, also the old ones; this cannot be taken back."""
    reason = request.POST.get("reason", "")
    if reason not in Withdrawal.Reason:
        messages.error(request, _("Choose a reason: it stands on the public list of withdrawals."))
    elif "sure" not in request.POST:
        messages.error(request, _("Nothing was withdrawn: tick that you are sure."))
    else:
        withdraw_everywhere(place, by=actor_of(request.user), reason=reason)
        messages.success(request, _("The place is withdrawn from every edition."))
    return redirect("register:place", identifier=place.identifier)


@require_POST
@for_place("places.order")
def restoring(request: Request, place: Place) -> HttpResponse:
    """Back from the archive, as a draft to be published."""
    restore(place, by=actor_of(request.user), reason=_reason(request))
    messages.success(request, _("The place is a draft again; publish it when it is right."))
    return redirect("register:place", identifier=place.identifier)


def _reason(request: Request) -> str:
    return request.POST.get("reason", "").strip()[:500]
