"""One part is written; others may write it at the same time."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inducult.partnership.queries import actor_of, name_of_actor
from inducult.strategy.access import Request, for_section
from inducult.strategy.actions import Clashing, move, remove, write
from inducult.strategy.desk import desk
from inducult.strategy.forms import CommentForm, SectionForm
from inducult.strategy.models import Section, Strategy
from inducult.strategy.outline import chapter_with
from inducult.strategy.remarks import remarks_on
from inducult.strategy.rich import safe_html
from inducult.strategy.sources import sources_behind


@require_http_methods(["GET", "HEAD", "POST"])
@for_section("strategy.see", "strategy.write")
def section(request: Request, strategy: Strategy, section: Section) -> HttpResponse:
    """The text with what it grew from; sent, it is saved or merged, or both are shown."""
    if request.method != "POST":
        return _editor(request, section, _fresh(section))
    form = SectionForm(request.POST, kind=section.kind)
    if not form.is_valid():
        return _editor(request, section, form, status=422)
    if request.POST.get("do") == "preview":
        return _editor(request, section, form, preview=safe_html(form.said().body))
    try:
        saved = write(section, form.said(), by=actor_of(request.user))
    except Clashing as clashing:
        both = SectionForm(vars(clashing.both), kind=section.kind)
        return _editor(request, clashing.section, both, status=409, clashes=clashing.clashes)
    _tell(request, form.said().revision, saved)
    name = chapter_with(strategy, saved.kind).name
    return redirect("planning:chapter", slug=strategy.slug, chapter=name)


@require_POST
@for_section("strategy.see")
def preview(request: Request, strategy: Strategy, section: Section) -> HttpResponse:
    """What was typed, as it will be read."""
    text = str(request.POST.get("body", ""))[:60_000]
    return HttpResponse(safe_html(text))


@require_safe
@for_section("strategy.see")
def standing(request: Request, strategy: Strategy, section: Section) -> HttpResponse:
    """Whether somebody has saved the part since a revision; asked while one writes."""
    seen = request.GET.get("revision", "")
    context = {
        "section": section,
        "is_newer": seen.isdecimal() and section.revision > int(seen[:9]),
        "writer": name_of_actor(section.written_by) if section.written_by else "",
    }
    return render(request, "planning/_standing.html", context)


@require_POST
@for_section("strategy.see", "strategy.write")
def order(request: Request, strategy: Strategy, section: Section) -> HttpResponse:
    """One step up or down among those of its kind."""
    move(section, -1 if request.POST.get("to") == "up" else 1, by=actor_of(request.user))
    name = chapter_with(strategy, section.kind).name
    return redirect("planning:chapter", slug=strategy.slug, chapter=name)


@require_http_methods(["GET", "HEAD", "POST"])
@for_section("strategy.see", "strategy.write")
def removal(request: Request, strategy: Strategy, section: Section) -> HttpResponse:
    """Asked once more, an argument, aim or annex goes."""
    name = chapter_with(strategy, section.kind).name
    if request.method == "POST" and section.kind in Section.MANY:
        remove(section, by=actor_of(request.user))
        messages.success(request, _("Removed. Earlier versions still hold it."))
        return redirect("planning:chapter", slug=strategy.slug, chapter=name)
    context = {**desk(request.user, strategy, name), "section": section}
    return render(request, "planning/removal.html", context)


def _fresh(section: Section) -> SectionForm:
    names = ("title", "body", "due", "revision")
    told = {name: getattr(section, name) for name in names}
    return SectionForm(initial=told, kind=section.kind)


def _editor(
    request: Request, section: Section, form: SectionForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    strategy, subject = section.strategy, ("section", section.key)
    chapter = chapter_with(strategy, section.kind)
    context = {
        **desk(request.user, strategy, chapter.name),
        "section": section,
        "chapter": chapter,
        "form": form,
        "sources": sources_behind(*subject, request.user),
        "remarks": remarks_on(strategy, *subject),
        "remark_form": CommentForm(),
        "preview": "",
        "clashes": (),
        **more,
    }
    return render(request, "planning/section.html", context, status=status)


def _tell(request: Request, begun_on: int, saved: Section) -> None:
    if saved.revision > begun_on + 1:
        messages.info(
            request, _("Saved, together with what others wrote meanwhile. Please read it once.")
        )
    else:
        messages.success(request, _("Saved."))
