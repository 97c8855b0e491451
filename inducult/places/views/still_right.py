"""The answer to a letter: a page with one button, behind a signed link and no sign-in.

Mail scanners open links; so the page that the link opens only asks, and the button answers.
"""

from __future__ import annotations

from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from inducult.places.actions.reminding import Answered, Changed, confirm, fingerprint, may_answer
from inducult.places.completeness import is_getting_old
from inducult.places.links import Expired, opened
from inducult.places.models import Reminder
from inducult.places.records import record_of

STATUS: Final = {"not_yours": 403, "unknown": 404, "changed": 409, "expired": 410}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def still_right(request: HttpRequest, token: str) -> HttpResponse:
    """What we say about the visit, and the button that says yes."""
    try:
        reminder = opened(token)
    except Expired:
        return _page(request, "expired")
    if reminder is None:
        return _page(request, "unknown")
    if request.method == "POST":
        return _answer(request, reminder)
    if request.GET.get("done") and reminder.answer:
        return _page(request, "thanks", reminder)
    return _page(request, _standing(reminder), reminder)


def _answer(request: HttpRequest, reminder: Reminder) -> HttpResponse:
    today = timezone.localdate()
    try:
        confirm(reminder, seen=request.POST.get("seen", ""), today=today)
    except Answered:
        return _page(request, "answered", reminder)
    except PermissionDenied:
        return _page(request, "not_yours")
    except Changed:
        return _page(request, "changed", reminder)
    return redirect(f"{request.path}?done=1")


def _standing(reminder: Reminder) -> str:
    if reminder.answer:
        return "answered"
    if not may_answer(reminder.person, reminder.place):
        return "not_yours"
    record = record_of(reminder.place)
    return "ask" if is_getting_old(record, timezone.localdate()) else "settled"


def _page(request: HttpRequest, outcome: str, reminder: Reminder | None = None) -> HttpResponse:
    context: dict[str, Any] = {"outcome": outcome}
    if reminder is not None and outcome not in ("not_yours", "unknown"):
        record = record_of(reminder.place)
        context |= {
            "reminder": reminder,
            "place": reminder.place,
            "record": record,
            "seen": fingerprint(record),
        }
    status = STATUS.get(outcome, 200)
    return render(request, "register/still_right.html", context, status=status)
