"""What it costs to take everything away: `python -m benchmarks.taking --places 1000000`.

Builds an edition of made places, then measures, each in a process of its own: every download with
its time, size and greatest memory; noting what an edition changed; leaving out what was withdrawn;
the triples for SPARQL. Prints one JSON object a line.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

AT: Final = datetime(2026, 5, 1, 12, tzinfo=UTC)
LATER: Final = datetime(2026, 5, 2, 12, tzinfo=UTC)
SITE: Final = "https://atlas.example"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--places", type=int, default=10_000)
    parser.add_argument("--folder", default="")
    parser.add_argument("--only", default="")
    asked = parser.parse_args()
    if asked.only:
        measure(asked.only, Path(asked.folder))
        return
    folder = Path(asked.folder or tempfile.mkdtemp(prefix="inducult-taking-"))
    build(folder, asked.places)
    for name in ("changes", *DOWNLOADS, "mask", "clean", "graph"):
        command = [sys.executable, "-m", "benchmarks.taking", "--only", name]
        subprocess.run([*command, "--folder", str(folder)], check=True)


DOWNLOADS: Final = (
    *("geojson", "csv.zip", "xlsx", "kml", "gpx", "parquet", "fgb", "gpkg", "pmtiles"),
)


def build(folder: Path, count: int) -> None:
    set_up(folder)
    from benchmarks.generator import records  # noqa: PLC0415 -- after the settings are named
    from inducult.catalogue.editions import numbers  # noqa: PLC0415
    from inducult.catalogue.publication import publish  # noqa: PLC0415

    if not numbers(folder):
        publish(folder, records(count), at=AT, total=count)


def set_up(folder: Path) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inducult.config.settings")
    os.environ["INDUCULT_DATA"] = str(folder)
    import django  # noqa: PLC0415 -- after the settings are named

    django.setup()


def measure(name: str, folder: Path) -> None:
    """One measurement in this process, so that its greatest memory is its own."""
    set_up(folder)
    before = greatest_memory_mb()
    began = time.perf_counter()
    told = {"changes": changes, "mask": mask, "clean": clean, "graph": graph}.get(name, download)(
        name, folder
    )
    told = {"seconds": round(time.perf_counter() - began, 1), **told}
    figures = {"what": name, **told, "mb_before": before, "mb": greatest_memory_mb()}
    sys.stdout.write(json.dumps(figures) + "\n")


def greatest_memory_mb() -> int:
    """The greatest memory so far; `getrusage` would tell that of the parent where it was more."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) // 1024


def _edition(folder: Path, **options: Any) -> Any:
    from inducult.catalogue.edition import Edition  # noqa: PLC0415 -- after the settings are named

    return Edition(folder / "editions" / "1", number=1, **options)


def download(name: str, folder: Path) -> dict[str, Any]:
    from inducult.catalogue.filters import Filter  # noqa: PLC0415 -- after the settings are named
    from inducult.opendata.downloads.dialects import DIALECTS  # noqa: PLC0415
    from inducult.opendata.downloads.taking import Taking  # noqa: PLC0415

    file = folder / f"taken.{name}"
    began = time.perf_counter()
    DIALECTS[name].write(Taking(_edition(folder), Filter(), AT, SITE), file)
    seconds, size = time.perf_counter() - began, file.stat().st_size
    file.unlink()
    return {"seconds": round(seconds, 1), "size_mb": round(size / 1e6, 1)}


def changes(_name: str, folder: Path) -> dict[str, Any]:
    from inducult.catalogue import changes as noted  # noqa: PLC0415 -- after the settings are named

    return {"places": len(noted.follow(folder).ids)}


def mask(_name: str, folder: Path) -> dict[str, Any]:
    """A page with all facets, without and with a hundred withdrawals; medians in milliseconds."""
    from inducult.catalogue.filters import Filter  # noqa: PLC0415 -- after the settings are named
    from inducult.catalogue.withdrawals import Withdrawn  # noqa: PLC0415

    plain = _edition(folder)
    gone = [Withdrawn(place, LATER, "privacy") for place in plain.all_ids()[:100_000:1_000]]
    masked = _edition(folder, withdrawn=gone)
    asked = Filter(theme=("MIN", "MET"), time=("past",))

    def page(edition: Any) -> Callable[[], Any]:
        return lambda: edition.search(asked, language="en", moment=AT)

    return {"plain_ms": _median_ms(page(plain)), "masked_ms": _median_ms(page(masked))}


def _median_ms(deed: Callable[[], Any]) -> float:
    times = []
    for _ in range(15):
        began = time.perf_counter()
        deed()
        times.append(1000 * (time.perf_counter() - began))
    return round(statistics.median(times), 1)


def clean(_name: str, folder: Path) -> dict[str, Any]:
    """Writing the Parquet of an edition again without one place."""
    from inducult.catalogue.geoparquet import rewrite  # noqa: PLC0415 -- after the settings

    edition = _edition(folder)
    target = folder / "rewritten.parquet"
    rewrite(edition.parquet, target, without=edition.all_ids()[:1])
    target.unlink()
    return {}


def graph(_name: str, folder: Path) -> dict[str, Any]:
    from inducult.opendata.linked import sparql  # noqa: PLC0415 -- after the settings are named

    edition = _edition(folder)
    sparql.prepare(edition, SITE)
    store = sparql.store_of(edition, SITE)
    size = sum(file.stat().st_size for file in store.glob("*")) if store.is_dir() else 0
    return {"size_mb": round(size / 1e6, 1)}


if __name__ == "__main__":
    main()
