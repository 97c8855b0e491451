"""The builder: the outline of a strategy, its chapters, and what holds for it as a whole."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from inducult.partnership.queries import actor_of
from inducult.strategy.access import Request, for_strategy
from inducult.strategy.actions import add_section, change
from inducult.strategy.desk import chapter_read, desk, open_remarks
from inducult.strategy.forms import SettingsForm
from inducult.strategy.models import Review, Section, Strategy
from inducult.strategy.outline import chapter_of
from inducult.strategy.portrait import portrait_of


@require_safe
@for_strategy("strategy.see")
def building(request: Request, strategy: Strategy) -> HttpResponse:
    """Where one begins: the outline, what waits, versions and reviews."""
    reviews = Review.objects.filter(version__strategy=strategy).select_related("version", "by")
    context = {
        **desk(request.user, strategy),
        "remarks": sum(open_remarks(strategy).values()),
        "reviews": reviews.prefetch_related("by__texts"),
        "versions": strategy.versions.select_related("adoption")[:5],
    }
    return render(request, "planning/strategy.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_strategy("strategy.see", "strategy.write")
def chapter(request: Request, strategy: Strategy, chapter: str) -> HttpResponse:
    """A chapter to be read and written; sent, one more argument, aim or annex begins."""
    found = chapter_of(strategy, chapter)
    if found is None:
        raise Http404(_("There is no such part."))
    if request.method == "POST":
        kind = request.POST.get("kind", "")
        if kind not in found.kinds or kind not in Section.MANY:
            return redirect("planning:chapter", slug=strategy.slug, chapter=chapter)
        section = add_section(strategy, kind, by=actor_of(request.user))
        return redirect("planning:section", slug=strategy.slug, key=section.key)
    context = desk(request.user, strategy, chapter)
    context |= {
        "read": chapter_read(context, chapter),
        "many": [(kind, Section.Kind(kind).label) for kind in found.kinds if kind in Section.MANY],
        "remarks": {key: n for (_kind, key), n in open_remarks(strategy).items()},
        "portrait": _portrait(strategy, chapter),
        "view": "swot" if request.GET.get("view") == "swot" else "soar",
    }
    return render(request, "planning/chapter.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_strategy("strategy.see", "strategy.lead")
def settings(request: Request, strategy: Strategy) -> HttpResponse:
    """Title, years, areas, and whether everybody may read what is being written."""
    form = SettingsForm(request.POST or None, strategy=strategy)
    if request.method == "POST" and form.is_valid():
        change(strategy, form.said(), by=actor_of(request.user))
        messages.success(request, _("Saved."))
        return redirect("planning:strategy", slug=strategy.slug)
    context = {**desk(request.user, strategy), "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "planning/settings.html", context, status=status)


def _portrait(strategy: Strategy, chapter: str) -> Any:
    """Figures and map, on the chapters that speak of them."""
    return portrait_of(strategy) if chapter in ("profile", "assets", "regions") else None
