"""Parts of a plan are written: one form for each kind, one page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from inducult.partnership.queries import actor_of
from inducult.strategy.access import Request, for_strategy
from inducult.strategy.actions import planning
from inducult.strategy.models import Strategy
from inducult.strategy.plan_access import for_part, part_of
from inducult.strategy.plan_forms import BARE, FORMS
from inducult.strategy.plan_records import KINDS, kind_of
from inducult.strategy.plan_words import PART_WORDS

ABOVE = {"objective": "field", "measure": "objective", "action": "measure"}


@require_http_methods(["GET", "HEAD", "POST"])
@for_strategy("strategy.write")
def new(request: Request, strategy: Strategy, kind: str) -> HttpResponse:
    """A part that is not there yet; `under` names the part above it."""
    if kind not in KINDS:
        raise Http404(_("There is no such part of a strategy."))
    part = KINDS[kind](**({"strategy": strategy} if hasattr(KINDS[kind], "strategy") else {}))
    form = _form(kind, strategy, part, request, _begun(strategy, kind, request))
    if request.method == "POST" and form.is_valid():
        written = form.save(commit=False)
        planning.add(
            written, by=actor_of(request.user), places=form.cleaned_data.get("places") or ()
        )
        messages.success(request, _("“%(title)s” stands in the plan.") % {"title": written})
        return _on(strategy, kind, written)
    return _page(request, strategy, form, PART_WORDS[kind])


@require_http_methods(["GET", "HEAD", "POST"])
@for_part("strategy.write")
def part(request: Request, strategy: Strategy, part: Any) -> HttpResponse:
    """A part that is changed, or taken out with all under it."""
    kind, title = kind_of(part), str(part)
    if request.POST.get("do") == "remove":
        planning.remove(part, by=actor_of(request.user))
        messages.success(request, _("“%(title)s” is taken out of the plan.") % {"title": title})
        return redirect("planning:outline", slug=strategy.slug)
    form = _form(kind, strategy, part, request)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        planning.change(
            form.save(commit=False), by=actor_of(request.user), places=told.get("places")
        )
        messages.success(request, _("Kept."))
        return _on(strategy, kind, part)
    return _page(request, strategy, form, title, part=part)


@require_POST
@for_part("strategy.write")
def place(request: Request, strategy: Strategy, part: Any) -> HttpResponse:
    """Where it stands among its like: one up, one down, or before another."""
    kind, by, sent = kind_of(part), actor_of(request.user), request.POST
    if "up" in sent or "down" in sent:
        planning.shift(part, -1 if "up" in sent else 1, by=by)
    elif "before" in sent:
        before = part_of(strategy, kind, sent["before"]) if sent["before"] else None
        planning.move(part, before=before, by=by)
    response = redirect("planning:outline", slug=strategy.slug)
    response["Location"] += f"#{kind}-{part.key}"
    return response


def _form(kind: str, strategy: Strategy, part: Any, request: Request, initial: Any = None) -> Any:
    sent = request.POST if request.method == "POST" else None
    more: dict[str, Any] = {} if kind in BARE else {"strategy": strategy}
    return FORMS[kind](sent, instance=part, initial=initial, **more)


def _begun(strategy: Strategy, kind: str, request: Request) -> dict[str, Any]:
    """What is known of a new part from the one above it."""
    under = request.GET.get("under", "")
    if not under or kind not in ABOVE:
        return {}
    above = part_of(strategy, ABOVE[kind], under)
    area = {"area": above.objective.field.area} if kind == "action" else {}
    return {ABOVE[kind]: above, **area}


def _on(strategy: Strategy, kind: str, part: Any) -> HttpResponse:
    """To the page of an action or indicator; of the others, to the outline."""
    if kind in ("action", "indicator"):
        return redirect(f"planning:{kind}", slug=strategy.slug, key=part.key)
    response = redirect("planning:outline", slug=strategy.slug)
    response["Location"] += f"#{kind}-{part.key}"
    return response


def _page(
    request: Request, strategy: Strategy, form: Any, title: Any, *, part: Any = None
) -> HttpResponse:
    kind = kind_of(part) if part else ""
    context = {"strategy": strategy, "form": form, "title": title, "part": part, "kind": kind}
    context["may_cite"] = kind in ("objective", "measure")
    wrong = request.method == "POST"
    return render(request, "planning/part.html", context, status=422 if wrong else 200)
