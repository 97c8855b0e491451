"""Templates: the house's own, those that regions share, and what a region made of one."""

from __future__ import annotations

from typing import Any

import rules
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inducult.common.identifiers import new_identifier
from inducult.dialogue.access import Request, for_template, needs, signed_in
from inducult.dialogue.actions import (
    adopt,
    change_template,
    latest_version,
    newer_than_credit,
    share_template,
)
from inducult.dialogue.merging import Merged, changes
from inducult.dialogue.models import Template, TemplateVersion
from inducult.dialogue.phases import Step, minutes_of, steps_from
from inducult.dialogue.reading import RUNNING
from inducult.dialogue.session_forms import steps_form_set
from inducult.dialogue.views.sessions import in_words
from inducult.partnership.models import Region
from inducult.partnership.queries import actor_of
from inducult.partnership.roles import regions_of


@require_safe
@signed_in
def templates(request: Request) -> HttpResponse:
    """The templates of the house in the language of the page, shared ones, and one's own."""
    house = Q(region=None, language=get_language() or "en")
    mine = Q(region__in=regions_of(request.user, *RUNNING))
    rows = Template.objects.filter(house | mine | Q(is_shared=True, region__isnull=False))
    found = rows.filter(ended_at=None).select_related("region").prefetch_related("region__texts")
    listed = [(each, latest_version(each)) for each in found.order_by("region_id", "id")]
    context = {"rows": [(t, v, minutes_of(steps_from(v.steps))) for t, v in listed if v]}
    return render(request, "dialogue/templates.html", context)


@require_safe
@for_template("dialogue.see_template")
def template(request: Request, template: Template) -> HttpResponse:
    """Its steps, its versions with credit, and what one may do with it."""
    latest = latest_version(template)
    steps = steps_from(latest.steps) if latest else []
    regions = Region.objects.filter(code__in=regions_of(request.user, *RUNNING))
    keeps = rules.has_perm("dialogue.keep_template", request.user, template)
    context = {
        "template": template,
        "latest": latest,
        "steps": in_words(steps),
        "minutes": minutes_of(steps),
        "versions": template.versions.select_related("credit__template__region"),
        "regions": regions.prefetch_related("texts"),
        "newer": newer_than_credit(template) if keeps else None,
        "may_keep": keeps,
    }
    return render(request, "dialogue/template.html", context)


@require_POST
@needs("dialogue.found")
@for_template("dialogue.see_template")
def adopting(request: Request, template: Template) -> HttpResponse:
    """A region of the person takes a copy, with credit."""
    region = Region.objects.filter(code=request.POST.get("region", "")).first()
    latest = latest_version(template)
    if region is None or latest is None:
        return redirect("dialogue:template", key=template.key)
    if not rules.has_perm("dialogue.found_in", request.user, region):
        raise PermissionDenied(_("Those who run groups of the region do this."))
    copy = adopt(latest, region, by=actor_of(request.user))
    messages.success(request, _("The copy belongs to your region. Change it as you like."))
    return redirect("dialogue:template", key=copy.key)


@require_http_methods(["GET", "HEAD", "POST"])
@for_template("dialogue.keep_template")
def steps(request: Request, template: Template) -> HttpResponse:
    """Other steps make the next version."""
    latest = latest_version(template)
    known = steps_from(latest.steps) if latest else []
    forms = steps_form_set(request.POST or None, known, more=1)
    if request.method == "POST" and forms.is_valid() and "add_row" not in request.POST:
        remark = request.POST.get("note", "")[:500]
        made = forms.steps(new_identifier)
        change_template(template, made, by=actor_of(request.user), remark=remark)
        messages.success(request, _("Kept."))
        return redirect("dialogue:template", key=template.key)
    context = {"forms": forms, "template": template, "minutes": minutes_of(known)}
    status = 422 if forms.is_bound else 200
    return render(request, "dialogue/steps.html", context, status=status)


@require_POST
@for_template("dialogue.keep_template")
def sharing(request: Request, template: Template) -> HttpResponse:
    """Other regions see it, or not any more."""
    share_template(template, by=actor_of(request.user), shared="shared" in request.POST)
    messages.success(request, _("Kept."))
    return redirect("dialogue:template", key=template.key)


@require_http_methods(["GET", "HEAD", "POST"])
@for_template("dialogue.keep_template")
def merging(request: Request, template: Template) -> HttpResponse:
    """What the origin made since, step by step beside what the region made; then both in one."""
    newer = newer_than_credit(template)
    latest = latest_version(template)
    if newer is None or latest is None:
        return redirect("dialogue:template", key=template.key)
    if request.method == "POST":
        _take(request, template, newer.merged, newer.version)
        return redirect("dialogue:template", key=template.key)
    base, theirs = steps_from(newer.base.steps), steps_from(newer.version.steps)
    context = {
        "template": template,
        "newer": newer,
        "changes": changes(base, theirs),
        "clashes": newer.merged.clashes,
        "steps": in_words(list(newer.merged.steps)),
    }
    return render(request, "dialogue/merging.html", context)


def _take(request: Request, template: Template, merged: Merged, version: TemplateVersion) -> None:
    """Both in one; where both changed a step, as the person decided."""
    theirs = {clash.key for clash in merged.clashes if request.POST.get(clash.key) == "theirs"}
    steps = _decided(merged, theirs)
    remark = _("Merged with version %(number)s") % {"number": version.number}
    change_template(template, steps, by=actor_of(request.user), remark=remark, credit=version)
    messages.success(request, _("Both are in one now."))


def _decided(merged: Merged, theirs: set[str]) -> list[Step]:
    hers: dict[str, Any] = {clash.key: clash.theirs for clash in merged.clashes}
    chosen = (hers[step.key] if step.key in theirs else step for step in merged.steps)
    return [step for step in chosen if step]
