"""What a part or a pilot grew from is picked, not typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.views.decorators.http import require_http_methods

from inducult.partnership.queries import actor_of
from inducult.strategy.access import Request, for_subject
from inducult.strategy.actions import Subject, cite, uncite
from inducult.strategy.citing import Cited, Home, Sight, found, kinds, look_for
from inducult.strategy.models import Pilot, Strategy
from inducult.strategy.plan_access import for_pilot
from inducult.strategy.queries import citations_of
from inducult.strategy.rights import may
from inducult.strategy.sources import sources_behind


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
    """What a part of a strategy grew from."""
    context = {
        "strategy": strategy,
        "name": name,
        "language": strategy.language,
        "back": _back(strategy, subject),
        "may_write": may(request.user, "strategy.write", strategy),
    }
    return _picker(request, subject, Home(strategy.region_id, strategy), context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_pilot("pilot.write")
def of_pilot(request: Request, pilot: Pilot) -> HttpResponse:
    """What a pilot grew from."""
    context = {
        "pilot": pilot,
        "name": pilot.title,
        "language": pilot.language,
        "back": reverse("planning:pilot", args=[pilot.slug]),
        "may_write": True,
    }
    return _picker(request, Subject("pilot", pilot.key), Home(pilot.region_id), context)


def _picker(
    request: Request, subject: Subject, home: Home, context: dict[str, Any]
) -> HttpResponse:
    """Kinds as tabs, found while one types; picked, it is cited."""
    is_part = request.headers.get("HX-Request") == "true"
    if request.method == "POST":
        _pick(request, subject)
        if not is_part:
            return redirect(f"{request.path}?{request.GET.urlencode()}")
    told = {**context, "subject": subject, "picker": request.path}
    page = "planning/_picker.html" if is_part else "planning/sources.html"
    return render(request, page, {**told, **_offered(request, home, subject)})


def _back(strategy: Strategy, subject: Subject) -> str:
    """The page on which the part is written."""
    if subject.kind in ("section", "action"):
        return reverse(f"planning:{subject.kind}", args=[strategy.slug, subject.key])
    return reverse("planning:part", args=[strategy.slug, subject.kind, subject.key])


def _pick(request: Request, subject: Subject) -> None:
    """Cite or no longer cite; only what she may see can be cited."""
    kind, _colon, key = request.POST.get("thing", "").partition(":")
    by = actor_of(request.user)
    if request.POST.get("do") == "uncite":
        uncite(subject, kind, key, by=by)
    elif found([(kind, key)], request.user)[kind, key].sight is Sight.SEEN:
        cite(subject, kind, key, by=by)


def _offered(request: Request, home: Home, subject: Subject) -> dict[str, Any]:
    known = {each.kind for each in kinds()}
    kind = request.GET.get("of", "")
    kind = kind if kind in known else "theme"
    words = request.GET.get("q", "").strip()[:100]
    rows = citations_of(subject.kind, subject.key)
    has = set(rows.values_list("cited_kind", "cited_key"))
    offers = look_for(kind, words, request.user, home)
    return {
        "tabs": [Tab(each.kind, each.label, each.kind == kind) for each in kinds()],
        "of": kind,
        "q": words,
        "offers": [Offer(each, (each.kind, each.key) in has) for each in offers],
        "sources": sources_behind(subject.kind, subject.key, request.user),
    }
