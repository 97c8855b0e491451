"""Change many places at once: chosen, wished, looked over, carried out as one run."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from inducult.partnership.queries import actor_of
from inducult.places.access import Request, needs
from inducult.places.actions import MOST, Done, Pair, Trail, change_many
from inducult.places.bulk import Wish, wished
from inducult.places.checks import Fault, faults_of
from inducult.places.difference import Change, difference
from inducult.places.listing import ListFilter, listed
from inducult.places.models import Place
from inducult.places.queries import kept_by
from inducult.places.records import Record, records_of
from inducult.places.wishing import WishForm

SHOWN = 200  # places whose difference is written out


@dataclass(frozen=True)
class Look:
    """What would happen: pairs of records, and faults by place."""

    pairs: list[Pair]
    faults: list[tuple[Record, Fault]]

    @property
    def shown(self) -> list[tuple[Record, list[Change]]]:
        """The first places with their differences."""
        return [(pair.after, difference(pair.before, pair.after)) for pair in self.pairs[:SHOWN]]

    @property
    def unshown(self) -> int:
        return max(0, len(self.pairs) - SHOWN)

    @property
    def seal(self) -> str:
        """Changes with everything that would be written."""
        told = json.dumps([(pair.before, pair.after) for pair in self.pairs], sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()


@dataclass(frozen=True)
class Chosen:
    """What was chosen, and what of it the person may keep."""

    places: QuerySet[Place]
    kept: QuerySet[Place]

    @property
    def counts(self) -> dict[str, int]:
        kept = self.kept.count()
        return {"count": kept, "left_out": self.places.order_by().count() - kept}


@require_http_methods(["GET", "HEAD", "POST"])
@needs("places.keep_any")
def bulk(request: Request) -> HttpResponse:
    """The form; then what would happen; then, when that is still so, the run."""
    places = chosen_places(request)
    kept = places.filter(pk__in=kept_by(request.user).values("pk")).order_by()
    chosen, form = Chosen(places, kept), WishForm(request.POST or None)
    if request.method != "POST" or kept.count() > MOST or not form.is_valid():
        return _page(request, chosen, form)
    look = look_over(kept, form.wish())
    if "carry_out" not in request.POST or look.faults:
        return _page(request, chosen, form, look)
    if request.POST.get("seal") != look.seal:
        messages.warning(request, _("A place changed meanwhile. Look again before you go on."))
        return _page(request, chosen, form, look)
    return _carried_out(request, look, form.cleaned_data)


def _carried_out(request: Request, look: Look, told: dict[str, Any]) -> HttpResponse:
    trail = Trail(actor_of(request.user), told["reason"], deed="bulk")
    done = change_many(look.pairs, trail, publish_too=told["publish_too"])
    tell(request, done)
    return redirect("register:run", run=done.run) if done.changed else redirect("register:places")


def chosen_places(request: Request) -> QuerySet[Place]:
    """The ticked places, or with `all` those that the filter of the address finds."""
    if "all" in request.GET:
        return listed(request.user, ListFilter(request.GET).asked())
    ticked = Place.objects.filter(identifier__in=request.GET.getlist("place")[:MOST])
    return ticked.filter(pk__in=listed(request.user, {}).order_by().values("pk"))


def look_over(places: QuerySet[Place], wish: Wish) -> Look:
    """Each place that would change, before and after."""
    pairs = [Pair(record, wished(record, wish)) for record in records_of(places)]
    changed = [pair for pair in pairs if pair.before != pair.after]
    faults = [(pair.after, fault) for pair in changed for fault in faults_of(pair.after)]
    return Look(changed, faults)


def tell(request: Request, done: Done) -> None:
    """What became of the run, in sentences."""
    changed = ngettext("%(n)s place was changed.", "%(n)s places were changed.", done.changed)
    messages.success(request, changed % {"n": done.changed})
    if done.published:
        shown = ngettext("%(n)s is published.", "%(n)s are published.", done.published)
        messages.success(request, shown % {"n": done.published})
    if done.incomplete:
        words = _("Not published, because something needed is missing: %(places)s")
        messages.warning(request, words % {"places": ", ".join(done.incomplete)})
    for place, clashes in done.clashes.items():
        words = _("Left as somebody else changed it meanwhile: %(place)s (%(pieces)s)")
        pieces = ", ".join(clash.mine.name for clash in clashes)
        messages.warning(request, words % {"place": place, "pieces": pieces})


def _page(
    request: Request, chosen: Chosen, form: WishForm, look: Look | None = None
) -> HttpResponse:
    counts = chosen.counts
    too_many = counts["count"] > MOST
    wrong = form.is_bound and (too_many or not form.is_valid())
    context = {"form": form, "look": look, "too_many": too_many, "most": MOST, **counts}
    return render(request, "register/bulk.html", context, status=422 if wrong else 200)
