"""Suggestions one after the other: taken over, in part, or refused; the last one taken back."""

from __future__ import annotations

from typing import Any, Final

import rules
from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inducult.harvest.access import Request, for_suggestion, needs, suggestion_for
from inducult.harvest.actions import Faulty, NotOpen, NotUndoable, accept, refuse, reopen
from inducult.harvest.models import Suggestion
from inducult.harvest.queries import last_decision_of
from inducult.harvest.queue import Queue
from inducult.harvest.showing import shown
from inducult.partnership.models import Region
from inducult.partnership.queries import actor_of, name_of_actor

SHOWN: Final = 50
# Why a suggestion is refused, by the word of the form.
REASONS: Final[dict[str, Any]] = {
    "other": gettext_lazy("not the same place"),
    "wrong": gettext_lazy("the source is wrong"),
    "old": gettext_lazy("the source is out of date"),
    "known": gettext_lazy("we have it already"),
    "not_ours": gettext_lazy("no industrial culture"),
}


@require_safe
@needs("harvest.see_runs")
def queue(request: Request) -> HttpResponse:
    """What waits for me, by source and kind, and the first of it."""
    asked = Queue.of(request.user, request.GET)
    waiting = asked.waiting()
    groups = waiting.order_by().values("source", "source__title", "kind").annotate(n=Count("pk"))
    kinds = dict(Suggestion.Kind.choices)
    context = {
        "queue": asked,
        "count": waiting.count(),
        "first": waiting.first(),
        "groups": [
            {**group, "label": kinds[group["kind"]]}
            for group in groups.order_by("source__title", "kind")
        ],
        "rows": waiting.select_related("source", "region")[:SHOWN],
        "regions": _regions(request.user),
    }
    return render(request, "harvest/queue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_suggestion("harvest.see_suggestion", "harvest.decide")
def suggestion(request: Request, suggestion: Suggestion) -> HttpResponse:
    """One suggestion beside the place; decided, the next one comes."""
    if request.method != "POST":
        return _page(request, suggestion)
    following = Queue.of(request.user, request.GET).after(suggestion)
    try:
        _decide(request, suggestion)
    except NotOpen:
        messages.warning(request, _("Somebody has decided about it meanwhile."))
    except Faulty as hindrance:
        return _page(request, suggestion, status=422, faults=hindrance.faults)
    except Wanting as lack:
        messages.error(request, str(lack))
        return _page(request, suggestion, status=422)
    return _on(request, following)


@require_POST
@needs("harvest.decide_any")
def undo_last(request: Request) -> HttpResponse:
    """My last decision taken back; the suggestion is shown again."""
    last = last_decision_of(actor_of(request.user).name)
    if last is None:
        messages.info(request, _("You have decided nothing that could be taken back."))
        return _back(request)
    last = suggestion_for(request, last.key, "harvest.decide")
    try:
        reopen(last, by=actor_of(request.user))
    except (NotUndoable, NotOpen):
        words = _(
            "“%(title)s” stays as decided: it was accepted with others, or work goes on there."
        )
        messages.warning(request, words % {"title": last.title})
        return _back(request)
    messages.success(request, _("Taken back: “%(title)s” waits again.") % {"title": last.title})
    return redirect(_address(request, last))


class Wanting(ValueError):
    """Something is missing in what was sent, in words."""


def _decide(request: Request, suggestion: Suggestion) -> None:
    what, by = request.POST.get("do"), actor_of(request.user)
    named = {"title": suggestion.title}
    if what == "accept":
        accept(suggestion, by=by)
        messages.success(request, _("Taken over: %(title)s") % named)
    elif what == "pieces":
        chosen = request.POST.getlist("piece")
        if not chosen:
            raise Wanting(_("Tick at least one piece, or refuse the suggestion."))
        accept(suggestion, by=by, only=chosen)
        messages.success(request, _("Taken over in part: %(title)s") % named)
    elif what == "refuse":
        refuse(suggestion, by=by, answer=_answer(request))
        messages.success(request, _("Refused: %(title)s") % named)
    else:
        raise Wanting(_("The page did not say what to do. Use one of its buttons."))


def _answer(request: Request) -> str:
    """The reason chosen and the words beside it; one of them is needed."""
    reason = REASONS.get(request.POST.get("reason", ""), "")
    said = [str(reason), request.POST.get("answer", "").strip()]
    answer = ": ".join(filter(None, said))
    if not answer:
        raise Wanting(_("Say why: the reason is kept, and nobody is asked again."))
    return answer


def _page(
    request: Request, suggestion: Suggestion, *, status: int = 200, faults: Any = ()
) -> HttpResponse:
    queue = Queue.of(request.user, request.GET)
    waiting = queue.waiting()
    is_open = suggestion.state == Suggestion.State.OPEN
    context = {
        "suggestion": suggestion,
        "shown": shown(suggestion),
        "queue": queue,
        "left": waiting.count(),
        "following": queue.after(suggestion),
        "previous": queue.before(suggestion),
        "may_decide": is_open and rules.has_perm("harvest.decide", request.user, suggestion),
        "may_undo": rules.has_perm("harvest.decide_any", request.user),
        "reasons": list(REASONS.items()),
        "faults": faults,
        "content": sorted(_content(suggestion).items()),
        "decided_by": name_of_actor(suggestion.decided_by) if suggestion.decided_by else "",
    }
    return render(request, "harvest/suggestion.html", context, status=status)


def _on(request: Request, following: Suggestion | None) -> HttpResponse:
    return redirect(_address(request, following)) if following else _back(request)


def _back(request: Request) -> HttpResponse:
    return redirect(reverse("harvest:review") + Queue.of(request.user, request.GET).query)


def _address(request: Request, suggestion: Suggestion) -> str:
    query = Queue.of(request.user, request.GET).query
    return reverse("harvest:suggestion", kwargs={"key": suggestion.key}) + query


def _regions(person: Any) -> list[tuple[str, str]]:
    """The regions of which something waits for the person."""
    language = get_language() or "en"
    codes = Queue.of(person, {}).waiting().order_by().values("region").distinct()
    found = Region.objects.filter(code__in=codes).prefetch_related("texts").order_by("code")
    return sorted(((r.code, r.name_in(language).text) for r in found), key=lambda pair: pair[1])


def _content(suggestion: Suggestion) -> dict[str, Any]:
    """The record as received; of several rows the first."""
    content = suggestion.received.content
    if isinstance(content, dict) and isinstance(content.get("rows"), list) and content["rows"]:
        content = content["rows"][0]
    return content if isinstance(content, dict) else {"": content}
