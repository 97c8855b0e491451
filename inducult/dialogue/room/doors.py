"""The doors of the room for who has joined; those for who leads stand in dialogue/access.py.

A code opens nothing but the seat of whoever joins with it. Guessing codes is slowed down; whoever
has a seat is known by a cookie for this session alone, whose secret stands in the seat's row.
"""

from __future__ import annotations

import hmac
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from inducult.dialogue.models import Participant, Session
from inducult.partnership.access import Guarded

COOKIE: Final = "seat-{key}"
COOKIE_S: Final = 30 * 24 * 3600  # a phone may come back after weeks with what it kept
KNOWN_S: Final = 20.0  # a seat that was looked up is not looked up again for so long, to read
MOST_KNOWN: Final = 5000
WRONG: Final = 60  # codes that lead nowhere, from one address in ten minutes: a whole room mistypes
WITHIN_S: Final = 600.0


def with_seat(view: Guarded) -> Guarded:
    """A view for whoever has joined; gets `session` and `participant`."""

    @wraps(view)
    def at_the_door(request: HttpRequest, code: str, **words: Any) -> HttpResponse:
        session = session_by(request, code)
        participant = seat_in(request, session)
        if participant is None:
            raise Http404(_("Join the session first."))
        return view(request, session=session, participant=participant, **words)

    return at_the_door


def session_by(request: HttpRequest, code: str) -> Session:
    """The open session with this code. Raises Http404, and slows down who tries many."""
    address = _address(request)
    if _guesses.is_tired_of(address):
        raise PermissionDenied(_("Too many wrong codes came from here. Wait ten minutes."))
    rows = Session.objects.select_related("group")
    found = rows.filter(code=code.lower()).exclude(code="").first()
    if found is None:
        _guesses.note(address)
        raise Http404(_("There is no open session with this code."))
    return found


def seat_in(request: HttpRequest, session: Session) -> Participant | None:
    """Who sits there by her cookie; None if nobody does any more."""
    key, _dot, secret = request.COOKIES.get(COOKIE.format(key=session.key), "").partition(".")
    found = Participant.objects.filter(key=key, session=session, erased_at=None).first()
    if found is None or not found.secret or not hmac.compare_digest(found.secret, secret):
        return None
    found.session = session  # the one at hand, not another query
    return found


def keep_seat(response: HttpResponse, participant: Participant) -> HttpResponse:
    """The phone remembers its seat."""
    response.set_cookie(
        COOKIE.format(key=participant.session.key),
        f"{participant.key}.{participant.secret}",
        max_age=COOKIE_S,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


class Guesses:
    """Wrong codes by address, in the memory of this process."""

    def __init__(self) -> None:
        self._at: OrderedDict[str, deque[float]] = OrderedDict()

    def note(self, address: str) -> None:
        times = self._at.setdefault(address, deque(maxlen=WRONG))
        times.append(time.monotonic())
        self._at.move_to_end(address)
        if len(self._at) > MOST_KNOWN:
            self._at.popitem(last=False)

    def is_tired_of(self, address: str) -> bool:
        times = self._at.get(address, deque())
        return len(times) >= WRONG and times[0] > time.monotonic() - WITHIN_S

    def forget(self) -> None:
        self._at.clear()


class KnownSeats:
    """Readers whose seat was looked up a moment ago: code and cookie -> key of the session."""

    def __init__(self) -> None:
        self._until: OrderedDict[tuple[str, str], tuple[float, str, str]] = OrderedDict()

    def find(self, request: HttpRequest, code: str) -> tuple[str, str] | None:
        """Keys of session and seat."""
        until, session, seat = self._until.get(self._name(request, code), (0.0, "", ""))
        return (session, seat) if until > time.monotonic() else None

    def keep(self, request: HttpRequest, code: str, participant: Participant) -> None:
        known = (time.monotonic() + KNOWN_S, participant.session.key, participant.key)
        self._until[self._name(request, code)] = known
        if len(self._until) > MOST_KNOWN:
            self._until.popitem(last=False)

    def forget(self) -> None:
        self._until.clear()

    def _name(self, request: HttpRequest, code: str) -> tuple[str, str]:
        seats = (v for name, v in sorted(request.COOKIES.items()) if name.startswith("seat-"))
        return code.lower(), " ".join(seats)


def reading(view: Callable[..., HttpResponse]) -> Guarded:
    """A view that only reads what the whole room sees; gets `session_key` and `seat_key`.

    The seat is asked of the database three times a minute, not three times a second.
    """

    @wraps(view)
    def at_the_door(request: HttpRequest, code: str) -> HttpResponse:
        known = _known.find(request, code)
        if known is None:
            session = session_by(request, code)
            participant = seat_in(request, session)
            if participant is None:
                raise Http404(_("Join the session first."))
            _known.keep(request, code, participant)
            known = (session.key, participant.key)
        return view(request, session_key=known[0], seat_key=known[1])

    return at_the_door


def forget_everything() -> None:
    """For tests: as after a start of the process."""
    _guesses.forget()
    _known.forget()


def _address(request: HttpRequest) -> str:
    """Where a question comes from; behind our proxy, what the proxy says."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    told = request.headers.get("X-Forwarded-For", "")
    return told.rpartition(",")[2].strip() if told and address in ("127.0.0.1", "::1") else address


_guesses: Final = Guesses()
_known: Final = KnownSeats()
