"""A house full of sessions: phones with a live line each, cards, a burst, and a server that is
killed in between. Real HTTP clients on the same machine.

    python -m benchmarks.room                     1,000 phones in 40 sessions, five minutes
    python -m benchmarks.room --short             the same in two and a half
    python -m benchmarks.room --postgresql        on a temporary PostgreSQL

Every phone holds a line, hears what is new on it (as js/room/board.js does) and writes a card every
two minutes. One wall in each session does the same and never writes: what is measured is the time
from the moment at which a phone begins to send a card until the wall of its session has it. Then
300 cards in ten seconds in one session, and 300 in ten seconds over all; the server is ended with
SIGTERM and with SIGKILL while cards come, and every card that was acknowledged must be there, and
there once. One JSON object a line.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from tools.run_tests import free_port, postgresql

PROGRAM: Final = (sys.executable, "-m", "inducult.config.cli")
EVERY_S: Final = 120.0  # a phone writes a card
BURST: Final = 300
BURST_S: Final = 10.0


@dataclass
class House:
    """What is measured: when each card was sent, acknowledged and seen."""

    port: int
    sent: dict[str, float] = field(default_factory=dict)
    acknowledged: dict[str, float] = field(default_factory=dict)
    seen: dict[str, float] = field(default_factory=dict)
    heard: int = 0
    again: int = 0


class Page:
    """A phone, or a wall: a line, and what it has of the board."""

    def __init__(self, house: House, code: str, cookie: str, *, is_wall: bool) -> None:
        self.house, self.code, self.cookie, self.is_wall = house, code, cookie, is_wall
        self.count = -1
        self.number = 0

    async def listen(self) -> None:
        """The line, drawn again whenever it ends."""
        while True:
            with suppress(OSError, asyncio.IncompleteReadError, ValueError):
                await self._listen()
            await asyncio.sleep(random.uniform(0.8, 2.5))

    async def _listen(self) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.house.port, limit=2**20)
        try:
            writer.write(self._request("GET", f"live/?since={self.count}"))
            while line := await reader.readline():
                if line.startswith(b"data: {"):
                    self._take(json.loads(line[6:]))
        finally:
            writer.close()

    def _take(self, told: dict[str, Any]) -> None:
        self.count = told["count"]
        self.house.heard += 1
        if self.is_wall:
            now = time.perf_counter()
            for name, thing in told["things"].items():
                if name.startswith("card:") and thing:
                    self.house.seen.setdefault(thing["text"], now)

    async def write_now_and_then(self, rng: random.Random) -> None:
        await asyncio.sleep(rng.uniform(0, EVERY_S))
        while True:
            await self.write()
            await asyncio.sleep(EVERY_S)

    async def write(self) -> None:
        """A card, sent until it is acknowledged."""
        self.number += 1
        text = f"{self.cookie[:20]} {self.number}"
        key = f"{abs(hash(text)):020d}"[:20]
        fields = {"what": "card", "kind": "strength", "text": text, "client_key": key}
        body = urllib.parse.urlencode(fields).encode()
        self.house.sent[text] = time.perf_counter()
        while text not in self.house.acknowledged:
            try:
                status, _ = await ask(self.house.port, self._request("POST", "said/", body))
            except (OSError, asyncio.IncompleteReadError, ValueError, IndexError):
                status = 0
            if status == 200:
                self.house.acknowledged[text] = time.perf_counter()
            else:
                self.house.again += 1
                await asyncio.sleep(1)

    def _request(self, method: str, path: str, body: bytes = b"") -> bytes:
        token = "a" * 32
        return (
            f"{method} /en/room/{self.code}/{path} HTTP/1.1\r\n"
            f"Host: 127.0.0.1:{self.house.port}\r\n"
            f"Accept: application/json\r\nCookie: {self.cookie}; csrftoken={token}\r\n"
            f"X-CSRFToken: {token}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        ).encode() + body


async def ask(port: int, request: bytes) -> tuple[int, bytes]:
    """Status and body of one request with a connection of its own."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(request)
        answer = await asyncio.wait_for(reader.read(-1), 30)
    finally:
        writer.close()
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split(b" ", 2)[1]), body


def main() -> None:
    asked = _arguments()
    folder = Path(tempfile.mkdtemp(prefix="inducult-room-"))
    with ExitStack() as stack:
        around = {**os.environ, "INDUCULT_DATA": str(folder)}
        around.pop("DATABASE_URL", None)
        if asked.postgresql:
            around["DATABASE_URL"] = stack.enter_context(postgresql())
        subprocess.run([*PROGRAM, "migrate", "-v0"], env=around, check=True)
        seats = _people(around, asked.sessions, asked.phones)
        asyncio.run(_run(asked, around, seats))


def _people(around: dict[str, str], sessions: int, phones: int) -> list[tuple[str, str, bool]]:
    """Code, cookie and whether it is a wall: made by the program itself in a process of its own."""
    made = subprocess.run(
        [sys.executable, "-c", MAKE, str(sessions), str(phones)],
        env=around,
        check=True,
        capture_output=True,
        text=True,
    )
    return [tuple(row) for row in json.loads(made.stdout)]


MAKE: Final = """
import django, json, os, secrets, sys
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inducult.config.settings")
django.setup()
from inducult.common.history import Actor
from inducult.dialogue.actions import keep_session, open_session
from inducult.dialogue.models import FocusGroup, Participant, Session
from inducult.partnership.models import Region
sessions, phones = int(sys.argv[1]), int(sys.argv[2])
region, _ = Region.objects.get_or_create(code="bench", defaults={"country": "DE"})
group, by = FocusGroup.objects.create(region=region, title="Bench"), Actor.command("bench")
step = {"key": "w", "phase": "discover", "kind": "wall", "title": "Wall", "minutes": 60}
told = []
for number in range(sessions):
    session = Session(group=group, title=str(number), language="en", steps=[step])
    session = open_session(keep_session(session, by=by), by=by)
    for seat in range(phones // sessions + 1):
        person = Participant(session=session, sector="museum", secret=secrets.token_urlsafe(24))
        person.save()
        cookie = f"seat-{session.key}={person.key}.{person.secret}"
        told.append((session.code.upper(), cookie, seat == 0))
print(json.dumps(told))
"""


async def _run(
    asked: argparse.Namespace, around: dict[str, str], seats: list[tuple[str, str, bool]]
) -> None:
    house, rng = House(free_port()), random.Random(7)
    server = Server(around, house.port)
    await server.start()
    try:
        pages = [Page(house, code, cookie, is_wall=wall) for code, cookie, wall in seats]
        tasks = [asyncio.create_task(page.listen()) for page in pages]
        await asyncio.sleep(asked.settle)
        phones = [page for page in pages if not page.is_wall]
        tasks += [asyncio.create_task(page.write_now_and_then(rng)) for page in phones]
        await _measure(house, "steady", asyncio.sleep(asked.steady))
        first = [page for page in phones if page.code == phones[0].code]
        await _measure(house, "burst in one session", _burst(first))
        await asyncio.sleep(5)
        await _measure(house, "burst over all sessions", _burst(phones))
        await asyncio.sleep(5)
        for number in (signal.SIGTERM, signal.SIGKILL):
            burst = asyncio.create_task(_burst(phones))
            await asyncio.sleep(3)
            took = await server.again(number)
            await burst
            await asyncio.sleep(8)
            _say(house, f"restart by {number.name}", seconds_without_server=round(took, 1))
        for task in tasks:
            task.cancel()
        await _count(house, server, around)
    finally:
        server.stop()


async def _burst(pages: list[Page]) -> None:
    """300 cards in ten seconds, each by a phone; done when the last is acknowledged."""
    started = [
        asyncio.create_task(_after(n * BURST_S / BURST, pages[n % len(pages)]))
        for n in range(BURST)
    ]
    await asyncio.gather(*started)


async def _after(seconds: float, page: Page) -> None:
    await asyncio.sleep(seconds)
    await page.write()


async def _measure(house: House, name: str, happening: Any) -> None:
    """Cards that are sent meanwhile: from the sending until the wall has them."""
    begun, heard = time.perf_counter(), house.heard
    await happening
    lasted = time.perf_counter() - begun
    texts = [text for text, at in house.sent.items() if at >= begun]
    for _ in range(100):
        if all(text in house.seen for text in texts):
            break
        await asyncio.sleep(0.1)
    _say(
        house,
        name,
        cards=len(texts),
        news_a_second=round((house.heard - heard) / lasted),
        **_times("wall", [house.seen[t] - house.sent[t] for t in texts if t in house.seen]),
        **_times(
            "sent",
            [house.acknowledged[t] - house.sent[t] for t in texts if t in house.acknowledged],
        ),
        not_seen=sum(text not in house.seen for text in texts),
    )


def _times(name: str, seconds: list[float]) -> dict[str, int]:
    """Percentiles in milliseconds."""
    ordered = sorted(seconds) or [0.0]
    return {
        f"{name}_p{p}_ms": round(1000 * ordered[min(len(ordered) - 1, len(ordered) * p // 100)])
        for p in (50, 95, 99)
    }


def _say(house: House, name: str, **told: Any) -> None:
    load = round(os.getloadavg()[0], 1)
    sys.stdout.write(json.dumps({"what": name, **told, "load": load}) + "\n")
    sys.stdout.flush()


async def _count(house: House, server: Server, around: dict[str, str]) -> None:
    """Each card that was acknowledged is there, and once."""
    await asyncio.sleep(1)
    counting = (
        "import django, json, os; os.environ.setdefault('DJANGO_SETTINGS_MODULE',"
        " 'inducult.config.settings'); django.setup();"
        " from inducult.dialogue.models import Card;"
        " print(json.dumps(list(Card.objects.order_by('id').values_list('text', flat=True))))"
    )
    told = subprocess.run(
        [sys.executable, "-c", counting], env=around, check=True, capture_output=True, text=True
    )
    there = json.loads(told.stdout)
    _say(
        house,
        "all cards",
        sent=len(house.sent),
        acknowledged=len(house.acknowledged),
        lost=len(set(house.acknowledged) - set(there)),
        twice=len(there) - len(set(there)),
        sent_again=house.again,
    )


class Server:
    """`inducult serve` with two processes."""

    def __init__(self, around: dict[str, str], port: int) -> None:
        self.around, self.port = around, port

    async def start(self) -> None:
        command = [*PROGRAM, "serve", "--port", str(self.port)]
        self.process = await asyncio.create_subprocess_exec(
            *command, env=self.around, start_new_session=True, stdout=subprocess.DEVNULL
        )
        health = b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
        for _ in range(600):
            with suppress(OSError, ValueError, IndexError, TimeoutError):
                await ask(self.port, health)  # without an edition it is "not ready", and answers
                return
            await asyncio.sleep(0.1)
        raise RuntimeError("the server does not answer")

    async def again(self, number: signal.Signals) -> float:
        """Ended by a signal and started anew; returns the seconds in between."""
        begun = time.perf_counter()
        if number is signal.SIGKILL:
            os.killpg(self.process.pid, number)
        else:
            self.process.send_signal(number)
        await self.process.wait()
        await self.start()
        return time.perf_counter() - begun

    def stop(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--phones", type=int, default=1000)
    parser.add_argument("--sessions", type=int, default=40)
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--short", action="store_true")
    asked = parser.parse_args()
    asked.settle, asked.steady = (20, 60) if asked.short else (20, 180)
    return asked


if __name__ == "__main__":
    main()
