"""One suggestion: what the source says beside what we have, and why both may be the same."""

from __future__ import annotations

import rules
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from inducult.harvest.access import Request, for_suggestion
from inducult.harvest.actions import Faulty, NotOpen, accept, refuse
from inducult.harvest.licences import Layer, layer_of
from inducult.harvest.models import Suggestion
from inducult.harvest.wording import LAYERS, reasons, shown_pieces
from inducult.partnership.queries import actor_of, name_of_actor
from inducult.places.difference import difference
from inducult.places.records import empty_record


@require_http_methods(["GET", "HEAD", "POST"])
@for_suggestion("harvest.see_suggestion", "harvest.decide")
def suggestion(request: Request, suggestion: Suggestion) -> HttpResponse:
    """Looked at, or decided: what is ticked is accepted, or all of it refused."""
    if request.method == "POST":
        return _decide(request, suggestion)
    layer = layer_of(suggestion.source.licence)
    context = {
        "suggestion": suggestion,
        "pieces": shown_pieces(suggestion),
        "whole": _whole(suggestion),
        "reasons": reasons(suggestion),
        "layer": LAYERS[layer],
        "is_open": layer is Layer.OPEN,
        "decided_by": name_of_actor(suggestion.decided_by) if suggestion.decided_by else "",
        "may_decide": suggestion.state == Suggestion.State.OPEN
        and rules.has_perm("harvest.decide", request.user, suggestion),
        "content": sorted(_content(suggestion).items()),
    }
    return render(request, "harvest/suggestion.html", context)


def _decide(request: Request, suggestion: Suggestion) -> HttpResponse:
    actor = actor_of(request.user)
    try:
        if request.POST.get("do") == "refuse":
            refuse(suggestion, by=actor, answer=request.POST.get("answer", ""))
            messages.success(
                request, _("Refused; you are not asked again until the source changes it.")
            )
        elif request.POST.get("do") == "accept":
            only = request.POST.getlist("piece") if suggestion.changes else None
            accept(suggestion, by=actor, only=only)
            messages.success(request, _("Accepted."))
    except NotOpen:
        messages.warning(request, _("This suggestion has been decided, or its place is gone."))
    except Faulty as faulty:
        told = {"reason": "; ".join(f"{each.field}: {each.reason}" for each in faulty.faults[:3])}
        messages.error(
            request, _("The place would break a rule of the register: %(reason)s") % told
        )
        return redirect("harvest:suggestion", key=suggestion.key)
    return redirect("harvest:run", key=suggestion.run.key)


def _whole(suggestion: Suggestion) -> list[object]:
    """Of a new place everything that the source says."""
    if suggestion.changes or suggestion.kind == Suggestion.Kind.GONE:
        return []
    return list(difference(empty_record(), {**empty_record(), **suggestion.record}))


def _content(suggestion: Suggestion) -> dict[str, object]:
    """The record as received; of several rows the first."""
    content = suggestion.received.content
    if isinstance(content, dict) and isinstance(content.get("rows"), list) and content["rows"]:
        content = content["rows"][0]
    return content if isinstance(content, dict) else {"": content}
