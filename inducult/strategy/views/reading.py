"""A strategy as everybody may read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from inducult.strategy.access import open_strategy
from inducult.strategy.freezing import Content, content_of
from inducult.strategy.models import Adoption, Strategy, Version
from inducult.strategy.pilot_pages import pilots_of_strategy
from inducult.strategy.portrait import portrait_of
from inducult.strategy.reading import all_sources, chapters_read
from inducult.strategy.regional import together_read
from inducult.strategy.rights import may
from inducult.strategy.showing import areas_of, name_of_region


@dataclass(frozen=True)
class Edition:
    """What of a strategy is read: a version, or (None) what stands now."""

    content: Content
    version: Version | None


@require_safe
@open_strategy
def strategy(request: HttpRequest, strategy: Strategy) -> HttpResponse:
    """The version that was asked for, else what stands now where it is shown, else the adopted."""
    adoptions = adoptions_of(strategy)
    read = edition_of(request, strategy, adoptions)
    version, plan = read.version, read.content.get("plan")
    pilots = pilots_of_strategy(strategy, request.user)
    context = {
        "strategy": strategy,
        "region": name_of_region(strategy.region),
        "said": read.content["strategy"],
        "version": version,
        "adoption": next((a for a in adoptions if version and a.version_id == version.pk), None),
        "adoptions": adoptions,
        "file_query": f"?version={version.number}" if version else "",
        "chapters": chapters_read(strategy, read.content, request.user),
        "portrait": portrait_of(strategy, read.content["figures"]),
        "areas": areas_of(read.content["strategy"]["areas"]),
        "plan": plan,
        "shown": _shown(strategy, plan, pilots),
        "pilots": pilots,
        **together_read(strategy),
        "sources": all_sources(read.content, request.user),
        "may_see": may(request.user, "strategy.see", strategy),
    }
    return render(request, "strategy/strategy.html", context)


def adoptions_of(strategy: Strategy) -> list[Adoption]:
    """The newest first, each with its version."""
    rows = Adoption.objects.filter(version__strategy=strategy).select_related("version")
    return list(rows.order_by("-on", "-id"))


def _shown(strategy: Strategy, plan: Any, pilots: list[Any]) -> list[str]:
    """Chapters that say something without a word written under them."""
    fields, more = bool(plan and plan["fields"]), ["regions", "invitation"]
    of_plan = [*(["fields", "plan"] if fields else []), *(["pilots"] if pilots else [])]
    return [*of_plan, *(["profile"] if strategy.region_id else more)]


def edition_of(request: HttpRequest, strategy: Strategy, adoptions: list[Adoption]) -> Edition:
    """Raises Http404 for a version that is not there, or not for this reader."""
    if asked := request.GET.get("version"):
        version = _version(strategy, asked)
        adopted = version and any(a.version_id == version.pk for a in adoptions)
        if version is None or not (adopted or may(request.user, "strategy.see", strategy)):
            raise Http404(_("There is no such version."))
        return Edition(version.content, version)
    if strategy.is_public or not adoptions:
        return Edition(content_of(strategy), None)
    return Edition(adoptions[0].version.content, adoptions[0].version)


def _version(strategy: Strategy, asked: str) -> Version | None:
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 9 else 0
    return strategy.versions.filter(number=number).first()
