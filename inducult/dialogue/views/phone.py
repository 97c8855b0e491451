"""The room on a phone: joining by code, following the step, saying something."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inducult.common.addresses import absolute
from inducult.common.live.counting import count_of
from inducult.common.live.lines import Line
from inducult.dialogue.actions import gather, say, sign_up
from inducult.dialogue.actions.growing import topic_of
from inducult.dialogue.actions.joining import actor_at, join
from inducult.dialogue.actions.voting import NoDotsLeft, vote
from inducult.dialogue.models import Dot, Participant, Session
from inducult.dialogue.phases import Deed, takes_card
from inducult.dialogue.room.board import board_of
from inducult.dialogue.room.doors import keep_seat, reading, seat_in, session_by, with_seat
from inducult.dialogue.room.seats import seen_from
from inducult.dialogue.room.slips import SLIPS, JoinSlip, Slip
from inducult.dialogue.room.steps import standing
from inducult.dialogue.wording import hints_in_words

NOTHING_TYPED: dict[str, Any] = {"hints": [], "typed": "", "chosen": ""}
TOO_LATE = 409  # the words are kept on the phone, and somebody can type them in


@require_safe
def entrance(request: HttpRequest) -> HttpResponse:
    """Where somebody types the code that she sees on the wall."""
    code = "".join(request.GET.get("code", "").split()).lower()
    if not code:
        return render(request, "room/entrance.html", {"code": ""})
    try:
        session_by(request, code)
    except Http404:
        context = {"code": code, "is_unknown": True}
        return render(request, "room/entrance.html", context, status=404)
    return redirect("room:room", code=code)


@never_cache
@ensure_csrf_cookie
@require_http_methods(["GET", "HEAD", "POST"])
def room(request: HttpRequest, code: str) -> HttpResponse:
    """The step that runs; for whoever has no seat yet, the door."""
    session = session_by(request, code)
    participant = seat_in(request, session)
    if participant is not None:
        return render(request, "room/room.html", _context(request, participant))
    form = JoinSlip(request.POST or None)
    if request.method == "POST" and form.is_valid():
        seat = join(session, **form.cleaned_data)
        return keep_seat(redirect("room:room", code=code), seat)
    return render(request, "room/joining.html", {"session": session, "form": form})


@never_cache
@require_safe
@reading
def live(request: HttpRequest, session_key: str, seat_key: str) -> HttpResponse:
    """The line on which a phone hears what is new."""
    topic = topic_of(session_key)
    heard = request.headers.get("Last-Event-ID") or request.GET.get("since", "")
    teller, since = board_of(session_key).news, _number(heard)
    return Line(topic, count_of(topic), reader=seat_key, teller=teller, since=since)


@never_cache
@require_safe
@reading
def board(request: HttpRequest, session_key: str, seat_key: str) -> HttpResponse:
    """What is new since a number."""
    return told(request, session_key)


def told(request: HttpRequest, key: str) -> HttpResponse:
    """The difference for a page that has heard of the number `to` and has seen `since`."""
    since, to = (_number(request.GET.get(name, "")) for name in ("since", "to"))
    return HttpResponse(board_of(key).difference(since, to), content_type="application/json")


@require_POST
@with_seat
def said(request: HttpRequest, session: Session, participant: Participant) -> HttpResponse:
    """Something that somebody says: judged by the step in which it was written."""
    slip_of = SLIPS.get(request.POST.get("what", ""))
    if slip_of is None:
        raise Http404(_("There is no such thing to say."))
    slip = slip_of(request.POST)
    if not slip.is_valid():
        return _answer(request, session, {"errors": slip.errors.get_json_data()}, status=422)
    if not _may(slip, session):
        return _answer(request, session, {"errors": {}}, status=TOO_LATE)
    themes = slip.themes(participant)
    row = say(slip.row(participant), by=actor_at(participant), themes=themes)
    return _answer(request, session, {"key": row.key})


@require_POST
@with_seat
def hints(request: HttpRequest, session: Session, participant: Participant) -> HttpResponse:
    """What to look at again in a proposition before it is sent; nothing is kept."""
    text, theme = request.POST.get("text", "")[:600], request.POST.get("theme", "")
    grounded = bool(theme) or not session.themes.exists()
    said = hints_in_words(text, session.language, grounded=grounded)
    context = {"hints": said, "typed": text, "chosen": theme}
    if "application/json" in request.headers.get("Accept", ""):
        return render(request, "dialogue/_hints.html", {"hints": said, "text": text})
    return render(request, "room/room.html", {**_context(request, participant), **context})


@require_POST
@with_seat
def gathering(request: HttpRequest, session: Session, participant: Participant) -> HttpResponse:
    """A card or a story comes under a theme, or back to the wall."""
    if not standing(session).allows(Deed.GATHER):
        return _answer(request, session, {"errors": {}}, status=TOO_LATE)
    moved = move_to_theme(session, request)
    return _answer(request, session, {"errors": {}}, status=200 if moved else 422)


def move_to_theme(session: Session, request: HttpRequest) -> bool:
    """Whether it was done; not for what is not in the session."""
    kind, _colon, key = request.POST.get("thing", "").partition(":")
    rows: Any = session.stories if kind == "story" else session.cards
    row = rows.filter(key=key, withdrawn_at=None).first()
    name = request.POST.get("theme", "")
    theme = session.themes.filter(key=name).first() if name else None
    if row is None or (name and theme is None):
        return False
    gather(row, theme)
    return True


@require_POST
@with_seat
def dots(request: HttpRequest, session: Session, participant: Participant) -> HttpResponse:
    """So many dots lie on one thing from now on."""
    kind, subject = request.POST.get("kind", ""), request.POST.get("subject", "")
    if not standing(session).allows(Deed.GIVE_DOTS):
        return _answer(request, session, {"errors": {}}, status=TOO_LATE)
    if not _is_there(session, kind, subject):
        raise Http404(_("There is nothing to put dots on."))
    try:
        left = vote(participant, kind, subject, max(0, _number(request.POST.get("number", ""))))
    except NoDotsLeft:
        words = _("All your dots are given. Take one back first.")
        return _answer(request, session, {"errors": {"number": [{"message": words}]}}, status=422)
    return _answer(request, session, {"left": left})


@require_POST
@with_seat
def signing(request: HttpRequest, session: Session, participant: Participant) -> HttpResponse:
    """Somebody has energy for an element, or not any more."""
    card = session.cards.filter(key=request.POST.get("card", ""), withdrawn_at=None).first()
    if card is None:
        raise Http404(_("There is no such card."))
    if not standing(session).allows(Deed.SIGN_UP):
        return _answer(request, session, {"errors": {}}, status=TOO_LATE)
    sign_up(card, participant, wants=request.POST.get("wants", "1") == "1")
    return _answer(request, session, {})


def _may(slip: Slip, session: Session) -> bool:
    at = standing(session, slip.cleaned_data["step"])
    if slip.deed is Deed.WRITE_CARD:
        kind = at.step.kind if at.step else None
        return at.allows(slip.deed) and takes_card(slip.cleaned_data["kind"], kind)
    return at.allows(slip.deed)


def _is_there(session: Session, kind: str, subject: str) -> bool:
    sets: dict[str, Any] = {
        Dot.Kind.THEME: session.themes,
        Dot.Kind.PROPOSITION: session.propositions,
        Dot.Kind.CARD: session.cards.filter(withdrawn_at=None),
    }
    rows = sets.get(kind)
    return rows is not None and bool(rows.filter(key=subject).exists())


def _context(request: HttpRequest, participant: Participant) -> dict[str, Any]:
    path = reverse("talk:receipt", kwargs={"receipt": participant.receipt})
    return {
        "forms": {what: slip() for what, slip in SLIPS.items()},
        "receipt_address": absolute(request, path),
        **NOTHING_TYPED,
        **seen_from(participant),
    }


def _answer(
    request: HttpRequest, session: Session, told: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """For scripts what happened; for a plain form the page again."""
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse(told, status=status)
    if status == 200:
        return redirect("room:room", code=session.code)
    return render(request, "room/refused.html", {"session": session, "told": told}, status=status)


def _number(told: str) -> int:
    """-1 for what is none."""
    return int(told) if told.isascii() and told.isdigit() and len(told) < 16 else -1
