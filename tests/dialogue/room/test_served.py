"""The room behind the real server with two processes: lines hear what either process has written,
and what was acknowledged outlives a killed server."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.dialogue.room.served import Line, Served, serving

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db]  # for the tables


@pytest.fixture(scope="module")
def served(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Served]:
    with django_db_blocker.unblock(), serving(tmp_path_factory.mktemp("room"), seats=3) as made:
        yield made


def test_every_line_hears_a_card_whichever_process_wrote_it(served: Served) -> None:
    lines = [Line(served, seat) for seat in (0, 1, 2, 0, 1, 2)]  # both processes have some
    assert [line.hears(0) for line in lines] == [True] * 6
    before = served.ask(0, "board/?since=-1")[1]["count"]
    for number in range(4):
        assert served.write(number % 3, f"heard-{number}")
    assert [line.hears(before + 4) for line in lines] == [True] * 6
    news = served.ask(1, f"board/?since={before}&to={before + 4}")[1]
    for things in (news["things"], *(line.things for line in lines)):
        told = {t["text"] for name, t in things.items() if name.startswith("card:")}
        assert told >= {"heard-0", "heard-1", "heard-2", "heard-3"}


def test_no_acknowledged_card_is_lost_when_the_server_is_killed(served: Served) -> None:
    acknowledged, stop = list[str](), threading.Event()

    def write(seat: int) -> None:
        for number in range(1000):
            text = f"{seat}x{number}"
            while not served.write(seat, text):  # as a phone does: the same card again
                time.sleep(0.1)
            acknowledged.append(text)
            if stop.is_set():
                return

    phones = [threading.Thread(target=write, args=[seat], daemon=True) for seat in range(3)]
    for phone in phones:
        phone.start()
    time.sleep(1.5)
    served.kill()
    served.start()
    time.sleep(1.5)
    stop.set()
    for phone in phones:
        phone.join(20)
    there = served.cards()
    assert len(acknowledged) > 3
    assert set(acknowledged) <= set(there)
    assert len(there) == len(set(there))  # what was sent again is one card


def test_a_server_that_is_to_end_sends_its_listeners_away(served: Served) -> None:
    line = Line(served, 0)
    assert line.hears(0)
    served.process.send_signal(signal.SIGTERM)
    assert served.process.wait(20) is not None
    line.join(5)
    assert line.has_ended
