"""What a part grew from is picked, not typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.views.decorators.http import require_http_methods

from inducult.partnership.queries import actor_of
from inducult.strategy.access import Request, for_subject
from inducult.strategy.actions import Subject, cite, uncite
from inducult.strategy.citing import Cited, Sight, found, kinds, look_for
from inducult.strategy.models import Strategy
from inducult.strategy.queries import citations_of
from inducult.strategy.rights import may
from inducult.strategy.showing import name_of_region
from inducult.strategy.sources import Sources, sources_of


@dataclass(frozen=True)
class Offer:
    """Something that could be cited, and whether it is already."""

    cited: Cited
    is_cited: bool


@dataclass(frozen=True)
class Tab:
    """A kind of things; one is open."""

    kind: str
    label: str | Promise
    is_open: bool


@require_http_methods(["GET", "HEAD", "POST"])
@for_subject("strategy.see", "strategy.write")
def sources(request: Request, strategy: Strategy, subject: Subject, name: str) -> HttpResponse:
    """The picker: kinds as tabs, found while one types; picked, it is cited."""
    if request.method == "POST":
        _pick(request, subject)
        if request.headers.get("HX-Request") != "true":
            return redirect(f"{request.path}?{request.GET.urlencode()}")
    context = {
        "strategy": strategy,
        "region": name_of_region(strategy.region),
        "subject": subject,
        "name": name,
        "may_write": may(request.user, "strategy.write", strategy),
        **_offered(request, strategy, subject),
    }
    is_part = request.headers.get("HX-Request") == "true"
    page = "planning/_picker.html" if is_part else "planning/sources.html"
    return render(request, page, context)


def _pick(request: Request, subject: Subject) -> None:
    """Cite or no longer cite; only what she may see can be cited."""
    kind, _colon, key = request.POST.get("thing", "").partition(":")
    by = actor_of(request.user)
    if request.POST.get("do") == "uncite":
        uncite(subject, kind, key, by=by)
    elif found([(kind, key)], request.user)[kind, key].sight is Sight.SEEN:
        cite(subject, kind, key, by=by)


def _offered(request: Request, strategy: Strategy, subject: Subject) -> dict[str, Any]:
    known = {each.kind for each in kinds()}
    kind = request.GET.get("of", "")
    kind = kind if kind in known else "theme"
    words = request.GET.get("q", "").strip()[:100]
    rows = citations_of(subject.kind, subject.key)
    names = ("subject_kind", "subject_key", "cited_kind", "cited_key")
    cited = list(rows.values_list(*names))
    has = {(row[2], row[3]) for row in cited}
    offers = look_for(kind, words, request.user, strategy)
    return {
        "tabs": [Tab(each.kind, each.label, each.kind == kind) for each in kinds()],
        "of": kind,
        "q": words,
        "offers": [Offer(each, (each.kind, each.key) in has) for each in offers],
        "sources": sources_of(cited, request.user).get((subject.kind, subject.key), Sources()),
    }
