"""The history of a place: who did what, when and why; and the way back."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from inducult.common.models import Act
from inducult.partnership.queries import actor_of, names_of_actors
from inducult.places.access import Request, for_place
from inducult.places.actions.reverting import (
    PUBLIC,
    NoSuchState,
    acts_of,
    revert,
    state_after,
    way_back,
)
from inducult.places.difference import Change, difference
from inducult.places.models import Place
from inducult.places.records import Record, empty_record, record_of
from inducult.places.rights import may
from inducult.places.wording import LABELS

DEEDS = {
    "add": gettext_lazy("added to the register"),
    "change": gettext_lazy("changed"),
    "bulk": gettext_lazy("changed together with other places"),
    "exchange": gettext_lazy("changed through a table"),
    "undo": gettext_lazy("an earlier change was undone"),
    "check": gettext_lazy("looked at the visit and found it right"),
    "revert": gettext_lazy("went back to an earlier state"),
    "publish": gettext_lazy("published"),
    "archive": gettext_lazy("taken back from the public"),
    "withdraw": gettext_lazy("withdrawn from every edition"),
    "merge": gettext_lazy("joined with another place"),
    "split": gettext_lazy("parted from another place"),
    "remove": gettext_lazy("removed"),
}


@dataclass(frozen=True)
class Entry:
    """One act in words: what was done, by whom, to which fields."""

    act: Act
    who: str
    deed: str
    fields: tuple[str, ...]

    @property
    def run_to_undo(self) -> str:
        """The run of a merge or split of this place, to be taken back as a whole."""
        return self.act.run if self.act.deed in ("merge", "split") and self.act.before else ""

    @property
    def has_state(self) -> bool:
        """Whether one can look at the record after this act and go back to it."""
        return self.act.deed not in PUBLIC and self.act.after is not None


@require_safe
@for_place("places.see")
def history(request: Request, place: Place) -> HttpResponse:
    """Everything that was done to the place, the latest first."""
    acts = acts_of(place)
    names = names_of_actors(act.actor for act in acts)
    context = {"place": place, "entries": [_entry(act, names[act.actor]) for act in acts]}
    return render(request, "register/history.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_place("places.see")
def state(request: Request, place: Place, act: int) -> HttpResponse:
    """The record after an act held against today's or another state; the way back to it."""
    may_keep = may(request.user, "places.keep", place)
    try:
        if request.method == "POST" and may_keep:
            return _gone_back(request, place, act)
        changes = _between(request, place, act)
    except NoSuchState:
        raise Http404(_("The history has no such state.")) from None
    chosen = Act.objects.get(pk=act)
    context = {
        "place": place,
        "entry": _entry(chosen, names_of_actors([chosen.actor])[chosen.actor]),
        "changes": changes,
        "states": [each for each in acts_of(place) if each.deed not in PUBLIC],
        "until": request.GET.get("until", ""),
        "may_keep": may_keep,
    }
    status = 403 if request.method == "POST" else 200
    return render(request, "register/state.html", context, status=status)


def _gone_back(request: Request, place: Place, act: int) -> HttpResponse:
    if not way_back(place, act):
        messages.success(request, _("The place is in this state already."))
    else:
        reason = request.POST.get("reason", "")[:500]
        revert(place, act, by=actor_of(request.user), reason=reason)
        messages.success(
            request, _("The register has the earlier state; publish it if it is right.")
        )
    return redirect("register:history", identifier=place.identifier)


def _between(request: Request, place: Place, act: int) -> list[Change]:
    """From the state after the act to another one (`until`), or to the present."""
    until = request.GET.get("until", "")
    later: Record = state_after(place, int(until)) if until.isdecimal() else record_of(place)
    return difference(state_after(place, act), later)


def _entry(act: Act, who: str) -> Entry:
    fields = {**(act.before or {}), **(act.after or {})}
    everything = len(fields) >= len(empty_record())
    shown = () if everything else tuple(str(LABELS[name]) for name in fields if name in LABELS)
    return Entry(act, who, str(DEEDS.get(act.deed, act.deed)), shown)
