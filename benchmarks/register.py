"""How fast an edition comes out of the register: `python -m benchmarks.register --places 10000`.

Works in a database of its own: SQLite in `--folder`, or the PostgreSQL that DATABASE_URL names.
Prints one JSON object a line.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final

BATCH: Final = 5_000
AT: Final = datetime(2026, 6, 1, tzinfo=UTC)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--places", type=int, default=10_000)
    parser.add_argument("--folder", default="")
    asked = parser.parse_args()
    folder = Path(asked.folder or tempfile.mkdtemp(prefix="inducult-benchmark-"))
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["INDUCULT_DATA"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inducult.config.settings")
    set_up(asked.places)
    _build(folder)


def set_up(places: int) -> None:
    """A register with as many publications as asked for, if it has not got them already."""
    import django  # noqa: PLC0415 -- after the data folder is known

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from benchmarks.generator import records  # noqa: PLC0415 -- needs the settings
    from inducult.places.models import Place, Publication  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    if Publication.objects.count() == places:
        return
    Place.objects.all().delete()
    source = enumerate(records(places))
    while batch := list(islice(source, BATCH)):
        found = [(json.loads(text), text) for _, text in batch]
        made = Place.objects.bulk_create(
            [Place(identifier=r["id"], slug=r["slug"], state="published") for r, _ in found]
        )
        Publication.objects.bulk_create(
            Publication(place=place, record=text, published_at=AT, published_by="command:benchmark")
            for place, (_, text) in zip(made, found, strict=True)
        )


def _build(folder: Path) -> None:
    from django.db import connection  # noqa: PLC0415

    from inducult.catalogue.publication import publish  # noqa: PLC0415
    from inducult.places.queries import published_count, published_records  # noqa: PLC0415

    total, steps = published_count(), _Steps()
    started = time.perf_counter()
    edition = publish(
        folder, steps.watched(published_records()), at=AT, total=total, progress=steps.step
    )
    done = time.perf_counter()
    say(
        measure="edition from the register",
        database=connection.vendor,
        places=edition.places,
        seconds=round(done - started, 2),
        reading_s=round(steps.read_at - started, 2),
        building_s=round(done - steps.read_at, 2),
        peak_mb=round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        worker_peak_mb=round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024),
    )


class _Steps:
    """Notices when the last record has been read."""

    read_at = 0.0

    def watched(self, records: Iterator[str]) -> Iterator[str]:
        yield from records
        self.read_at = time.perf_counter()

    def step(self, name: str, done: int) -> None:
        """The progress of the builder, of which nothing is kept here."""


def say(**measured: Any) -> None:
    sys.stdout.write(json.dumps(measured) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
