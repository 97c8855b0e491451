"""The product as it is served, with a session in it, made by processes of the program itself."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from django.db import connection

from tools.run_tests import programs

PROGRAM: Final = (sys.executable, "-m", "inducult.config.cli")
PASSWORD: Final = "a long enough pass phrase"
TOKEN: Final = "a" * 32
MAKE: Final = """
import django, json, os, sys
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inducult.config.settings")
django.setup()
from allauth.account.models import EmailAddress
from inducult.common.history import Actor
from inducult.dialogue.actions import keep_session, open_session
from inducult.dialogue.actions.joining import join
from inducult.dialogue.models import FocusGroup, Session
from inducult.dialogue.phases import USUAL_PHASE, Kind
from inducult.partnership.models import Assignment, Person, Region, Role
kinds, seats = sys.argv[1].split(), int(sys.argv[2])
region = Region.objects.create(code="test", country="DE")
person = Person.objects.create_user("facilitator@example.org", "a long enough pass phrase")
EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
told = {"role": Role.FACILITATOR, "region": region, "given_by": "command:test"}
Assignment.objects.create(person=person, **told)
group = FocusGroup.objects.create(region=region, title="Test", language="en")
by = Actor.command("test")
steps = [
    {"key": k, "phase": str(USUAL_PHASE[Kind(k)]), "kind": k, "title": k, "minutes": 60,
     "question": k + "?"} for k in kinds
]
session = keep_session(Session(group=group, title="Looms", language="en", steps=steps), by=by)
if seats:
    session = open_session(session, by=by)
made = [join(session, sector="museum") for _ in range(seats)]
cookies = [f"seat-{session.key}={seat.key}.{seat.secret}" for seat in made]
print(json.dumps([session.key, session.code, cookies]))
"""


class Served:
    """A running server with a session, and seats in it; open if there are any."""

    def __init__(self, around: dict[str, str], kinds: str, seats: int) -> None:
        self.around = around
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        made = subprocess.run(
            [sys.executable, "-c", MAKE, kinds, str(seats)],
            env=around,
            check=True,
            capture_output=True,
            text=True,
        )
        self.key, code, self.seats = json.loads(made.stdout)
        self.path = f"/en/room/{code.upper()}/"
        self.site = f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [*PROGRAM, "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(command, env=self.around, start_new_session=True)
        for _ in range(600):
            with suppress(OSError):
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            time.sleep(0.1)
        raise AssertionError("the server does not answer")

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)

    def ask(self, seat: int, path: str, **fields: str) -> tuple[int, Any]:
        """A question of a phone; with fields it sends them. Raises OSError, HTTPException."""
        headers = {
            "Cookie": f"{self.seats[seat]}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
            "Accept": "application/json",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        method, body = ("POST", urlencode(fields)) if fields else ("GET", None)
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)) as asking:
            asking.request(method, self.path + path, body, headers)
            with asking.getresponse() as answer:
                content = answer.read()
        return answer.status, json.loads(content) if answer.status == 200 else None

    def write(self, seat: int, text: str) -> bool:
        """A card; whether it was acknowledged."""
        card = {"what": "card", "kind": "strength", "text": text, "client_key": f"{text:-<20}"}
        try:
            return self.ask(seat, "said/", **card)[0] == 200
        except (OSError, http.client.HTTPException):
            return False

    def cards(self) -> list[str]:
        things = self.ask(0, "board/?since=-1")[1]["things"]
        return sorted(t["text"] for name, t in things.items() if name.startswith("card:"))


class Line(threading.Thread):
    """An open line: the numbers that were told on it, and what was new."""

    def __init__(self, served: Served, seat: int) -> None:
        super().__init__(daemon=True)
        self.numbers: list[int] = []
        self.things: dict[str, Any] = {}
        self.has_ended = False
        self.connection = socket.create_connection(("127.0.0.1", served.port), 20)
        self.connection.sendall(
            f"GET {served.path}live/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            f"Cookie: {served.seats[seat]}\r\n\r\n".encode()
        )
        self.start()

    def run(self) -> None:
        with self.connection, suppress(OSError), self.connection.makefile("rb") as told:
            for row in told:
                if row.startswith(b"data: {"):
                    news = json.loads(row[6:])
                    self.things |= news["things"]
                    self.numbers.append(news["count"])
        self.has_ended = True

    def hears(self, number: int, seconds: float = 10) -> bool:
        ends_at = time.monotonic() + seconds
        while time.monotonic() < ends_at:
            if self.numbers and self.numbers[-1] >= number:
                return True
            time.sleep(0.02)
        return False


def fresh_database(folder: Path) -> AbstractContextManager[dict[str, str]]:
    """A database with the tables of the tests' own, and what else the server is told of it.

    Copied, because to migrate anew is half a minute of work. Needs the tests' database.
    """
    return _postgresql() if connection.vendor == "postgresql" else _sqlite(folder)


@contextmanager
def _sqlite(folder: Path) -> Iterator[dict[str, str]]:
    connection.ensure_connection()
    with closing(sqlite3.connect(folder / "register.sqlite3")) as copy:
        connection.connection.backup(copy)
    yield {}


@contextmanager
def _postgresql() -> Iterator[dict[str, str]]:
    told = connection.settings_dict
    name = f"served_{os.getpid()}"
    where = f"postgresql://{told['USER']}@{told['HOST']}:{told['PORT']}"
    dump = [str(programs() / "pg_dump"), "--no-owner", "--dbname", f"{where}/{told['NAME']}"]
    tables = subprocess.run(dump, check=True, capture_output=True).stdout
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {name}")
    fill = [str(programs() / "psql"), "--quiet", "--dbname", f"{where}/{name}"]
    subprocess.run(fill, input=tables, check=True, stdout=subprocess.DEVNULL)
    yield {"DATABASE_URL": f"{where}/{name}"}
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@contextmanager
def serving(folder: Path, kinds: str = "wall", seats: int = 0) -> Iterator[Served]:
    """On the kind of database that the tests run on, but with one of its own.

    Needs the tests' database, unblocked.
    """
    around = {**os.environ, "INDUCULT_DATA": str(folder)}
    around.pop("DATABASE_URL", None)
    with fresh_database(folder) as database:
        served = Served(around | database, kinds, seats)
        served.start()
        try:
            yield served
        finally:
            served.kill()
