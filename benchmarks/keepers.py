"""Many keepers at once: `python -m benchmarks.keepers --keepers 50` (on DATABASE_URL, else SQLite).

Sets up a register of the curated places of one region, starts the product as an operator would
(web server and worker), and lets keepers with sessions of their own edit a few places over HTTP, as
browsers do: open a page of the editor, add a word of their own to the same field, send it, look it
over, take it into the register, now and then publish it. Where two wrote at once the page shows
both; a keeper then begins again, or lets hers stand.

Then it asks whether anything was lost: every word whose keeper was told that the register has it
must stand in the record, unless a keeper saw it and let hers stand; the acts of each place must be
one unbroken chain. Prints one JSON object a line; ends with 1 after a lost word or a 500.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import re
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

REGION: Final = "zwickau"
WORD: Final = re.compile(r"\bk\d+r\d+\b")
FIELD: Final = "doubts"
TRIES: Final = 60
TAKEN: Final = ("The register has your change", "Published.")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keepers", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=5, help="words of each keeper")
    parser.add_argument("--places", type=int, default=10, help="that they all edit")
    parser.add_argument("--workers", type=int, default=2, help="processes of the web server")
    parser.add_argument("--threads", type=int, default=4, help="in each process")
    parser.add_argument("--folder", default="")
    asked = parser.parse_args()
    folder = Path(asked.folder or tempfile.mkdtemp(prefix="inducult-benchmark-"))
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["INDUCULT_DATA"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inducult.config.settings")
    places, sessions = _set_up(asked.places, asked.keepers)
    with served("--workers", str(asked.workers), "--threads", str(asked.threads)) as site:
        keepers = [
            Keeper(number, site, session, places, asked.rounds)
            for number, session in enumerate(sessions)
        ]
        started = time.perf_counter()
        with ThreadPoolExecutor(len(keepers)) as pool:
            list(pool.map(Keeper.work, keepers))
        seconds = time.perf_counter() - started
    return _tell(keepers, places, seconds)


# --- a register with keepers ----------------------------------------------------------------------
def _set_up(places: int, keepers: int) -> tuple[list[str], list[str]]:
    """Identifiers of the places and a session of each keeper."""
    import django  # noqa: PLC0415 -- after the data folder is known

    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from inducult.partnership.models import Assignment, Person, Role  # noqa: PLC0415
    from inducult.places.models import Place  # noqa: PLC0415

    quiet = io.StringIO()
    call_command("migrate", verbosity=0)
    for command in ("taxonomy", "partnership"):
        call_command(command, stdout=quiet)
    file = Path(settings.PACKAGE) / "demonstration" / "places" / f"{REGION}.jsonl"
    call_command("import", str(file), yes=True, publish=True, stdout=quiet)
    sessions = []
    for number in range(keepers):
        person = Person.objects.create_user(f"keeper{number}@example.org", None)
        Assignment.objects.create(
            person=person, role=Role.KEEPER, region_id=REGION, given_by="command:benchmark"
        )
        client = Client()
        client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
        sessions.append(client.cookies[settings.SESSION_COOKIE_NAME].value)
    chosen = Place.objects.filter(belongings__region=REGION).order_by("slug")[:places]
    return [place.identifier for place in chosen], sessions


@contextmanager
def served(*options: str) -> Iterator[str]:
    """The product with its worker on a free port, with an edition of the register as it stands."""
    import signal  # noqa: PLC0415 -- only here
    import socket  # noqa: PLC0415
    import subprocess  # noqa: PLC0415
    from urllib.error import URLError  # noqa: PLC0415
    from urllib.request import urlopen  # noqa: PLC0415

    from django.db import connection  # noqa: PLC0415

    connection.close()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "inducult.config.cli"]
    subprocess.run([*command, "publish"], check=True, stdout=subprocess.DEVNULL)
    server = subprocess.Popen(
        [*command, "serve", "--port", str(port), *options], stdout=subprocess.DEVNULL
    )
    site = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                urlopen(f"{site}/health", timeout=5).close()
                break
            except URLError:
                time.sleep(0.1)
        yield site
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


# --- a keeper -------------------------------------------------------------------------------------
class Form(HTMLParser):
    """What a browser would send of the first form with a token: (name, value) pairs."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.pairs: list[tuple[str, str]] = []
        self._area = self._select = ""
        self._chosen: str | None = None
        self._inside = self._done = False
        for part in re.findall(r"<form[^>]*method=\"post\".*?</form>", page, re.DOTALL):
            if FIELD in part or 'name="do"' in part:
                self.feed(part)
                break

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        name, value = told.get("name", ""), told.get("value", "")
        if tag == "textarea":
            self._area = name
            self.pairs.append((name, ""))
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in told:
            self.pairs.append((self._select, value))
        elif tag == "input" and name:
            if told.get("type") in ("checkbox", "radio") and "checked" not in told:
                return
            self.pairs.append((name, value))

    def handle_data(self, data: str) -> None:
        if self._area:
            name, before = self.pairs[-1]
            self.pairs[-1] = (name, before + data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""
        elif tag == "select":
            self._select = ""

    def with_(self, **told: str) -> dict[str, Any]:
        """The form with other values; several values of a name stay several."""
        values: dict[str, Any] = defaultdict(list)
        for name, value in self.pairs:
            values[name].append(value)
        return {**values, **told}


@dataclass
class Keeper:
    """One person in a browser: her words, what she was told, and how long it took."""

    number: int
    site: str
    session: str
    places: list[str]
    rounds: int
    taken: list[tuple[str, str]] = field(default_factory=list)  # place, word
    dropped: set[str] = field(default_factory=set)  # words that she saw and let hers stand
    statuses: Counter[int] = field(default_factory=Counter)
    clashes: int = 0
    given_up: int = 0
    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    _by: threading.local = field(default_factory=threading.local)

    def work(self) -> None:
        import httpx  # noqa: PLC0415 -- only where keepers work

        chance = random.Random(self.number)
        cookies = {"sessionid": self.session}
        with httpx.Client(base_url=self.site, cookies=cookies, timeout=120) as self.browser:
            for turn in range(self.rounds):
                place, word = chance.choice(self.places), f"k{self.number}r{turn}"
                self._ask("list", "GET", "/en/register/places/?mine=on")
                if not any(self._wrote(place, word, chance) for _ in range(TRIES)):
                    self.given_up += 1

    def _wrote(self, place: str, word: str, chance: random.Random) -> bool:
        """One try to get the word into the register; says whether it is in."""
        at = f"/en/register/places/{place}"
        form = Form(self._ask("open", "GET", f"{at}/edit/about/").text)
        told = form.with_(look="")
        told[FIELD] = f"{''.join(told.get(FIELD, ''))} {word}".strip()
        self._ask("send", "POST", f"{at}/edit/about/", told)
        page = self._ask("look", "GET", f"{at}/changes/")
        do = "publish" if chance.random() < 0.3 else "accept"
        answer = self._ask(
            "take", "POST", f"{at}/changes/", Form(page.text).with_(do=do, reason="")
        )
        while answer.status_code == 409:
            self.clashes += 1
            if chance.random() < 0.5:
                self._ask(
                    "discard", "POST", f"{at}/changes/", Form(answer.text).with_(do="withdraw")
                )
                return False
            seen = set(WORD.findall(_theirs(answer.text)))
            mine = Form(answer.text).with_(do=do, reason="", **{f"clash-{FIELD}": "mine"})
            answer = self._ask("take", "POST", f"{at}/changes/", mine)
            if answer.status_code == 302 and self._told(answer):
                self.dropped |= seen - set(WORD.findall(told[FIELD]))
                self.taken.append((place, word))
                return True
        if answer.status_code == 302 and self._told(answer):
            self.taken.append((place, word))
            return True
        return False

    def _told(self, answer: Any) -> bool:
        page = self._ask("place", "GET", answer.headers["location"]).text
        return any(words in page for words in TAKEN)

    def _ask(self, what: str, method: str, address: str, data: Any = None) -> Any:
        headers = {"referer": f"{self.site}{address}"}
        started = time.perf_counter()
        answer = self.browser.request(method, address, data=data, headers=headers)
        self.times[what].append(time.perf_counter() - started)
        self.statuses[answer.status_code] += 1
        return answer


def _theirs(page: str) -> str:
    """What the page says that the register holds."""
    found = re.findall(r'value="theirs">(.*?)</label>', page, re.DOTALL)
    return unescape(" ".join(found))


# --- was anything lost? ---------------------------------------------------------------------------
def _tell(keepers: list[Keeper], places: list[str], seconds: float) -> int:
    from django.db import connection  # noqa: PLC0415

    lost, broken = _lost(keepers, places), _broken(places)
    statuses: Counter[int] = sum((keeper.statuses for keeper in keepers), Counter())
    errors = sum(count for status, count in statuses.items() if status >= 500)
    say = {
        "measure": "keepers editing at once",
        "database": connection.vendor,
        "keepers": len(keepers),
        "places": len(places),
        "words_taken": sum(len(keeper.taken) for keeper in keepers),
        "words_lost": len(lost),
        "broken_chains": len(broken),
        "answers_of_500": errors,
        "clashes_shown": sum(keeper.clashes for keeper in keepers),
        "given_up": sum(keeper.given_up for keeper in keepers),
        "requests": sum(statuses.values()),
        "seconds": round(seconds, 1),
        "statuses": {str(status): count for status, count in sorted(statuses.items())},
    }
    print(json.dumps(say))
    for what in keepers[0].times:
        times = sorted(t for keeper in keepers for t in keeper.times.get(what, ()))
        told = {"measure": f"request: {what}", "database": connection.vendor, "count": len(times)}
        told |= {
            "p50_ms": _ms(statistics.median(times)),
            "p95_ms": _ms(times[int(len(times) * 0.95)]),
        }
        print(json.dumps({**told, "longest_ms": _ms(times[-1])}))
    for word in [*lost, *broken][:10]:
        sys.stderr.write(f"lost or broken: {word}\n")
    return 1 if lost or broken or errors else 0


def _ms(seconds: float) -> int:
    return round(seconds * 1000)


def _lost(keepers: list[Keeper], places: list[str]) -> list[str]:
    """Words that the register took and has no more, though nobody saw them go."""
    from inducult.places.models import Place  # noqa: PLC0415

    rows = Place.objects.filter(identifier__in=places).values_list("identifier", FIELD)
    holds = {identifier: set(WORD.findall(text)) for identifier, text in rows.order_by("pk")}
    dropped = set().union(*(keeper.dropped for keeper in keepers))
    taken = [pair for keeper in keepers for pair in keeper.taken]
    return [word for place, word in taken if word not in holds[place] | dropped]


def _broken(places: list[str]) -> list[str]:
    """Places of which an act does not begin where the one before it ended."""
    from inducult.common.models import Act  # noqa: PLC0415
    from inducult.places.models import Place  # noqa: PLC0415

    ends = dict(
        Place.objects.filter(identifier__in=places).values_list("identifier", FIELD).order_by("pk")
    )
    states: dict[str, str] = {}
    wrong = set()
    acts = Act.objects.filter(subject_kind="place", subject__in=places).order_by("id")
    for act in acts:
        if FIELD not in (act.after or {}) or act.deed == "publish":
            continue
        if act.before is not None and act.before[FIELD] != states.get(
            act.subject, act.before[FIELD]
        ):
            wrong.add(act.subject)
        states[act.subject] = (act.after or {})[FIELD]
    wrong |= {place for place, text in ends.items() if states.get(place, text) != text}
    return sorted(wrong)


if __name__ == "__main__":
    sys.exit(main())
