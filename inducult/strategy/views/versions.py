"""Versions of a strategy: frozen, compared, brought back, adopted."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from inducult.partnership.queries import actor_of, names_of_actors
from inducult.strategy.access import Request, for_strategy, for_version
from inducult.strategy.actions import adopt, freeze, restore
from inducult.strategy.desk import desk
from inducult.strategy.forms import AdoptForm, FreezeForm
from inducult.strategy.freezing import content_of
from inducult.strategy.models import Strategy, Version
from inducult.strategy.versions import changes_between


@require_http_methods(["GET", "HEAD", "POST"])
@for_strategy("strategy.see", "strategy.write")
def versions(request: Request, strategy: Strategy) -> HttpResponse:
    """All versions; sent, what stands now is frozen as one more."""
    form = FreezeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = freeze(strategy, form.cleaned_data["label"], by=actor_of(request.user))
        messages.success(request, _("Version %(n)s is kept.") % {"n": made.number})
        return redirect("planning:versions", slug=strategy.slug)
    rows = list(strategy.versions.select_related("adoption").order_by("-number"))
    names = names_of_actors(row.made_by for row in rows)
    context = {
        **desk(request.user, strategy),
        "form": form,
        "versions": [(row, names[row.made_by]) for row in rows],
    }
    return render(request, "planning/versions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_version("strategy.see", "strategy.write")
def version(request: Request, strategy: Strategy, version: Version) -> HttpResponse:
    """What has changed since, or since the version before; sent, it is brought back."""
    if request.method == "POST":
        freeze(strategy, _("before version %(n)s was brought back") % {"n": version.number},
               by=actor_of(request.user))  # fmt: skip
        restore(version, by=actor_of(request.user))
        messages.success(request, _("Version %(n)s is brought back.") % {"n": version.number})
        return redirect("planning:strategy", slug=strategy.slug)
    earlier = strategy.versions.filter(number__lt=version.number).order_by("-number").first()
    since = None if request.GET.get("against") == "before" else content_of(strategy)
    before = version if since or earlier is None else earlier
    after = version.content if since is None else since
    context = {
        **desk(request.user, strategy),
        "version": version,
        "earlier": earlier,
        "is_since": since is not None,
        "changes": changes_between(before.content, after),
    }
    return render(request, "planning/version.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_strategy("strategy.see", "strategy.lead")
def adoption(request: Request, strategy: Strategy) -> HttpResponse:
    """The strategy is adopted as it stands now."""
    form = AdoptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        made = adopt(strategy, told["on"], told["body"], by=actor_of(request.user))
        said = _("Adopted as version %(n)s. Everybody may read it now.")
        messages.success(request, said % {"n": made.version.number})
        return redirect("planning:strategy", slug=strategy.slug)
    context = {**desk(request.user, strategy), "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "planning/adoption.html", context, status=status)
