"""How fast the list of missing and stale texts answers: `python -m benchmarks.languages`.

Writes resampled places with translations of every standing into a register of its own (SQLite in
`--folder`, or the PostgreSQL that DATABASE_URL names) and asks the page as a steward does. Prints
one JSON object a line.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import Any, Final

from benchmarks.register import say

BATCH: Final = 500
TIMES: Final = 5
STANDINGS: Final = ("missing", "stale", "machine", "checked")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--places", type=int, default=10_000)
    parser.add_argument("--folder", default="")
    asked = parser.parse_args()
    folder = Path(asked.folder or tempfile.mkdtemp(prefix="inducult-benchmark-"))
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["INDUCULT_DATA"] = str(folder)
    os.environ["INDUCULT_HOSTS"] = "testserver"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inducult.config.settings")
    set_up(asked.places)
    _ask(asked.places)


def set_up(places: int) -> None:
    """A register with the places and their parts, if it has not got them already."""
    import django  # noqa: PLC0415 -- after the data folder is known

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from benchmarks.generator import records  # noqa: PLC0415 -- needs the settings
    from inducult.places.models import Place  # noqa: PLC0415
    from inducult.places.writing import write_records  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    call_command("taxonomy", verbosity=0)
    call_command("partnership", verbosity=0)
    if Place.objects.count() == places:
        return
    Place.objects.all().delete()
    source, chance = records(places), random.Random(1)
    while batch := list(islice(source, BATCH)):
        write_records([_translated(json.loads(text), chance) for text in batch])
    Place.objects.update(state="published")


def _translated(record: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """The record without relations, its summary in every language in some standing."""
    from inducult.common.translations import digest_of  # noqa: PLC0415

    english: dict[str, Any] = next((t for t in record["texts"] if t["language"] == "en"), {})
    more: list[dict[str, Any]] = []
    for language in ("cs", "pl", "it", "sl", "hr") if english else ():
        standing = chance.choice(STANDINGS)
        digest = digest_of(english["text"] if standing != "stale" else "")
        made = {"of": "en", "digest": digest, "engine": "", "checked_by": "keeper"}
        made |= {"engine": "E", "checked_by": ""} if standing == "machine" else {}
        origin = "machine" if standing == "machine" else "person"
        text = {**english, "language": language, "origin": origin, "translation": made}
        more += [] if standing == "missing" else [text]
    known = {text["language"] for text in record["texts"]}
    more = [text for text in more if text["language"] not in known]
    return {**record, "relations": [], "texts": [*record["texts"], *more]}


def _ask(places: int) -> None:
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from inducult.partnership.models import Assignment, Person, Role  # noqa: PLC0415

    person, _made = Person.objects.get_or_create(email="steward@example.org")
    Assignment.objects.get_or_create(person=person, role=Role.STEWARD, given_by="command:benchmark")
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    for query in ("", "?language=pl&state=stale", "?language=pl&region=zwickau&state=missing"):
        seconds = []
        for _ in range(TIMES):
            started = time.perf_counter()
            answer = client.get(f"/en/register/languages/{query}")
            seconds.append(time.perf_counter() - started)
            assert answer.status_code == 200, answer.status_code  # noqa: S101
        say(
            measure=f"list of texts by language {query}",
            database=connection.vendor,
            places=places,
            median_s=round(statistics.median(seconds), 2),
            longest_s=round(max(seconds), 2),
        )


if __name__ == "__main__":
    main()
