"""A session of several steps, and phones that join it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from inducult.dialogue.actions import go_to, keep_session
from inducult.dialogue.models import Participant, Session
from inducult.dialogue.phases import USUAL_PHASE, Kind
from inducult.dialogue.room import board, doors
from tests.dialogue.workshop import BY, Workshop

KINDS = ("welcome", "pairs", "wall", "dots", "propositions", "map", "commitments", "close")


class Phone:
    """Somebody's browser."""

    def __init__(self, session: Session) -> None:
        self.client = Client()
        self.session = session

    def address(self, name: str) -> str:
        with override("en"):
            return reverse(f"room:{name}", kwargs={"code": self.session.code})

    def join(self, **said: str) -> Participant:
        answer = self.client.post(self.address("room"), {"sector": "museum", **said})
        assert answer.status_code == 302
        return self.session.participants.latest("id")

    def page(self) -> str:
        return self.client.get(self.address("room")).content.decode()

    def send(self, name: str = "said", **fields: Any) -> Any:
        """As the script does."""
        headers = {"Accept": "application/json"}
        return self.client.post(self.address(name), fields, headers=headers)

    def news(self, since: int = -1, to: int = -1) -> dict[str, Any]:
        answer = self.client.get(self.address("board"), {"since": since, "to": to})
        told: dict[str, Any] = answer.json()
        return told


@pytest.fixture(autouse=True)
def fresh_process() -> Iterator[None]:
    """What a process remembers of other tests is forgotten."""
    doors.forget_everything()
    board.forget_everything()
    yield


@pytest.fixture
def session(workshop: Workshop) -> Session:
    """Open, at its first step."""
    session = workshop.session
    session.steps = [
        {
            "key": kind,
            "phase": str(USUAL_PHASE[Kind(kind)]),
            "kind": kind,
            "title": kind.capitalize(),
            "minutes": 10,
            "question": f"{kind}?",
        }
        for kind in KINDS
    ]
    return keep_session(session, by=BY)


@pytest.fixture
def at(session: Session) -> Callable[[str], Session]:
    """Brings the session to the step of a kind."""

    def go(kind: str) -> Session:
        return go_to(session, KINDS.index(kind), by=BY)

    return go


@pytest.fixture
def phone(session: Session) -> Phone:
    phone = Phone(session)
    phone.join()
    return phone


@pytest.fixture
def other(session: Session, phone: Phone) -> Phone:
    other = Phone(session)
    other.join(sector="company")
    return other
