"""The edition that `benchmarks.peers` measures: python -m benchmarks.peers_edition FOLDER PLACES"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

AT = datetime(2026, 5, 1, 12, tzinfo=UTC)


def main(data: Path, places: int) -> None:
    """Publishes made places, prepares them for the interfaces and lists their features."""
    os.environ["INDUCULT_DATA"] = str(data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inducult.config.settings")
    import django  # noqa: PLC0415 -- the data folder is named first

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from benchmarks.generator import records  # noqa: PLC0415
    from inducult.catalogue.publication import publish  # noqa: PLC0415
    from inducult.catalogue.queries import current  # noqa: PLC0415
    from inducult.opendata.features import preparing  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    if current() is None:
        publish(data, records(places), at=AT, total=places)
    edition = current()
    assert edition is not None  # noqa: S101 -- it was just published
    preparing.prepare(edition)
    table = preparing.opened(edition)["places"]
    with (data / "features.jsonl").open("wb") as file:
        for start in range(0, len(table), 10_000):
            rows = table.located[start : start + 10_000].nonzero()[0] + start
            file.writelines(text + b"\n" for text in table.read(rows))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
