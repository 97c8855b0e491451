"""The facilitator's screen and the wall: the step, the time that is left, who is here."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST, require_safe

from inducult.common.addresses import absolute
from inducult.common.live.counting import count_of
from inducult.common.live.lines import Line
from inducult.common.squares import square
from inducult.dialogue.access import for_leader
from inducult.dialogue.actions import (
    NotNow,
    choose_core,
    close_session,
    draw_pairs,
    go_to,
    open_session,
    say,
)
from inducult.dialogue.actions.growing import topic_of
from inducult.dialogue.models import Card, Sector, Session, Theme
from inducult.dialogue.models.spoken import next_number
from inducult.dialogue.phases import starts, steps_from
from inducult.dialogue.room.board import board_of
from inducult.dialogue.room.columns import columns
from inducult.dialogue.room.showing import of_kind
from inducult.dialogue.room.steps import map_of, seconds_left, standing
from inducult.dialogue.views.phone import move_to_theme, told
from inducult.partnership.access import Request
from inducult.partnership.queries import actor_of


@never_cache
@ensure_csrf_cookie
@require_safe
@for_leader
def lead(request: Request, session: Session) -> HttpResponse:
    """Step, time, question, code, who is here; next, back, pairs, open, close."""
    return render(request, "room/lead.html", _context(request, session))


@never_cache
@ensure_csrf_cookie
@require_safe
@for_leader
def wall(request: Request, session: Session) -> HttpResponse:
    """The same for the projector: question, time, cards."""
    return render(request, "room/wall.html", _context(request, session))


@require_POST
@for_leader
def leading(request: Request, session: Session) -> HttpResponse:
    """The facilitator does something."""
    try:
        _do(request, session)
    except NotNow:
        messages.warning(request, _("That is not possible in the present state of the session."))
    except ValueError:
        messages.warning(request, _("The page did not say what to do. Use one of its buttons."))
    back = "room:wall" if request.POST.get("from") == "wall" else "room:lead"
    return redirect(back, key=session.key)


@never_cache
@require_safe
@for_leader
def live(request: Request, session: Session) -> HttpResponse:
    """The line of the facilitator's screen and of the wall."""
    topic = topic_of(session.key)
    return Line(topic, count_of(topic), reader=f"leader:{request.user.pk}")


@never_cache
@require_safe
@for_leader
def board(request: Request, session: Session) -> HttpResponse:
    """What is new since a number."""
    return told(request, session.key)


@require_POST
@for_leader
def gathering(request: Request, session: Session) -> HttpResponse:
    """The facilitator gathers cards too, at any time; a new theme by its title."""
    if title := request.POST.get("title", "").strip()[:160]:
        order = next_number(session.themes)
        say(Theme(session=session, title=title, order=order), by=actor_of(request.user))
    elif not move_to_theme(session, request):
        return HttpResponse(status=422)
    return HttpResponse(status=204)


@require_POST
@for_leader
def core(request: Request, session: Session) -> HttpResponse:
    """A theme comes into the positive core, or leaves it."""
    theme = session.themes.filter(key=request.POST.get("theme", "")).first()
    if theme is None:
        return HttpResponse(status=422)
    chosen = request.POST.get("core") == "1"
    choose_core(theme, by=actor_of(request.user), chosen=chosen)
    if "application/json" in request.headers.get("Accept", ""):
        return HttpResponse(status=204)
    return redirect("room:lead", key=session.key)


@never_cache
@require_safe
@for_leader
def code(request: Request, session: Session) -> HttpResponse:
    """The join address as a QR code."""
    if not session.code:
        raise Http404(_("The session is not open."))
    return HttpResponse(square(address_of(request, session)), content_type="image/svg+xml")


def address_of(request: Request, session: Session) -> str:
    """Where phones join."""
    with override(session.language):
        return absolute(request, reverse("room:room", kwargs={"code": session.code}))


def _do(request: Request, session: Session) -> None:
    """Raises NotNow, ValueError."""
    what, by = request.POST.get("do", ""), actor_of(request.user)
    if what == "open":
        open_session(session, by=by)
    elif what == "close":
        close_session(session, by=by)
    elif what == "pairs":
        draw_pairs(session, by=by)
    else:
        go_to(session, int(request.POST.get("go", "")), by=by)


def _context(request: Request, session: Session) -> dict[str, Any]:
    steps = steps_from(session.steps)
    things = board_of(session.key).at_present()
    position = session.position
    labels = dict(Sector.choices)
    at = standing(session)
    return {
        "session": session,
        "at": at,
        "step": at.step,
        "columns": columns(things, at.kinds, position),
        "propositions": [
            {**each, "dots": things.get(f"dots:proposition:{each['key']}", 0)}
            for each in of_kind(things, "proposition")
        ],
        "map": map_of(things, at),
        "ring_names": Card.Ring.choices,
        "commitments": of_kind(things, "commitment"),
        "stories": of_kind(things, "story"),
        "core": [theme["title"] for theme in of_kind(things, "theme") if theme["core"]],
        "steps": [
            {"number": n, "step": step, "begins": begin, "is_now": n == position}
            for n, (step, begin) in enumerate(zip(steps, starts(steps), strict=True))
        ],
        "before": position - 1 if position > 0 else None,
        "after": position + 1 if position + 1 < len(steps) else None,
        "address": address_of(request, session) if session.code else "",
        "here": [(labels[key], n) for key, n in things["here"].items()],
        "people": sum(things["here"].values()),
        "left": seconds_left(session),
        "count": board_of(session.key).count,
        "pairs": [
            {"number": name[5:], "names": [_name(seat, labels) for seat in thing["seats"]]}
            for name, thing in things.items()
            if name.startswith("pair:")
        ],
        "concerns": session.concerns.filter(withdrawn_at=None, settled_at=None).order_by("id"),
    }


def _name(seat: dict[str, str], labels: dict[Any, Any]) -> str:
    return seat["name"] or str(labels[seat["sector"]])
