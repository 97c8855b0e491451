"""The board: differences bring every page to the same state, whichever process answers."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inducult.dialogue.actions import gather, withdraw
from inducult.dialogue.room.board import Board
from inducult.dialogue.room.columns import columns
from tests.dialogue.workshop import BY, Workshop

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


class Page:
    """What the script in a page keeps."""

    def __init__(self) -> None:
        self.count = -1
        self.things: dict[str, Any] = {}

    def ask(self, board: Board) -> None:
        told = json.loads(board.difference(self.count, -1))
        if told["whole"]:
            self.things = {}
        for name, thing in told["things"].items():
            self.things[name] = thing
            if thing is None:
                del self.things[name]
        self.count = told["count"]


def test_what_was_taken_back_leaves_every_page(workshop: Workshop) -> None:
    board, page = Board(workshop.session.key), Page()
    card = workshop.card("quillwort")
    page.ask(board)
    assert page.things[f"card:{card.key}"]["text"] == "quillwort"
    withdraw(card, by=BY)
    page.ask(board)
    assert "quillwort" not in json.dumps(page.things)
    assert b"quillwort" not in board.difference(-1, -1)


def test_three_hundred_pages_cost_one_reading(workshop: Workshop) -> None:
    board = Board(workshop.session.key)
    workshop.card("one")
    first = json.loads(board.difference(-1, -1))["count"]
    workshop.card("two")
    board.difference(first, first + 1)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answers = {board.difference(first, first + 1) for _ in range(300)}
    assert (len(asked), len(answers)) == (0, 1)


DEEDS = st.lists(
    st.sampled_from(["card", "theme", "gather", "withdraw", "ask", "other"]), max_size=25
)


@given(deeds=DEEDS, seed=st.integers(0, 5))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_page_that_asks_two_processes_in_turn_sees_what_is_there(
    workshop: Workshop, deeds: list[str], seed: int
) -> None:
    boards, page = [Board(workshop.session.key), Board(workshop.session.key)], Page()
    for number, deed in enumerate(deeds):
        _do(deed, workshop, number)
        if deed in ("ask", "other"):
            page.ask(boards[(number + seed) % 2])
    page.ask(boards[seed % 2])
    assert page.things == Board(workshop.session.key).at_present()


def _do(deed: str, workshop: Workshop, number: int) -> None:
    session = workshop.session
    card = session.cards.filter(withdrawn_at=None).order_by("id").last()
    if deed == "card":
        workshop.card(f"card {number}")
    elif deed == "theme":
        workshop.theme(f"theme {number}")
    elif deed == "gather" and card is not None:
        gather(card, session.themes.order_by("id").last())
    elif deed == "withdraw" and card is not None:
        withdraw(card, by=BY)


def test_columns_hold_what_belongs_to_the_step() -> None:
    card = {"kind": "strength", "theme": "", "order": 0, "step": 1}
    things = {
        "theme:b": {"title": "B", "order": 1, "core": False},
        "theme:a": {"title": "A", "order": 0, "core": True},
        "card:1": {**card, "theme": "b"},
        "card:2": {**card, "order": 2},
        "card:3": {**card, "order": 1, "theme": "gone"},
        "card:4": {**card, "kind": "wish"},
        "card:5": {**card, "kind": "word", "step": 0},
        "dots:theme:a": 3,
    }
    found = columns(things, ("strength", "word"), 1)
    told = [(c["key"], c.get("dots", 0), [card["key"] for card in c["cards"]]) for c in found]
    assert told == [("", 0, ["3", "2"]), ("a", 3, []), ("b", 0, ["1"])]
