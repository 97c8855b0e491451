"""How fast an edition is built and answers: `python -m benchmarks.catalogue --places 100000`.

Prints one JSON object a line. One request at a time, warm, in process. The words of the searches
are more than the edition keeps answers for, so that none is answered from memory.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

import django
import numpy as np

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inducult.config.settings")
django.setup()

from benchmarks.generator import records  # noqa: E402 -- the generator needs the settings
from inducult.catalogue import building, grid  # noqa: E402
from inducult.catalogue.edition import Edition  # noqa: E402
from inducult.catalogue.filters import Filter  # noqa: E402
from inducult.catalogue.lexicon import Field, Lexicon  # noqa: E402
from inducult.catalogue.manifest import write_manifest  # noqa: E402

AS_OF: Final = date(2026, 6, 1)
MOMENT: Final = datetime(2026, 6, 7, 11, tzinfo=UTC)
ZOOMS: Final = (3, 5, 7, 9, 11, 13)
FILTERS: Final = {
    "none": Filter(),
    "facets": Filter(theme=("ENG", "MET", "MIN"), offer=("guided_tour",)),
    "year and open": Filter(year=1900, open="su", time=("past",)),
}
ASKED: Final = 100  # requests of a kind


def main() -> None:
    asked = _arguments()
    folder = Path(asked.folder or tempfile.mkdtemp(prefix="inducult-benchmark-"))
    folder.mkdir(parents=True, exist_ok=True)
    say(
        machine=platform.processor() or platform.machine(),
        cores=os.cpu_count(),
        python=sys.version.split()[0],
    )
    edition = folder / f"edition-{asked.places}"
    if "build" in asked.only or not edition.is_dir():
        measure_building(folder, edition, asked.places)
    started = time.perf_counter()
    opened = Edition(edition)
    say(measure="open", places=len(opened), seconds=_since(started))
    if "tiles" in asked.only:
        measure_tiles(opened)
    if "search" in asked.only:
        measure_searches(opened, Lexicon.read(edition / "index"))


def measure_building(folder: Path, edition: Path, places: int) -> None:
    """Builds in a child process, so that the memory is that of building alone."""
    source = folder / f"records-{places}.jsonl"
    if not source.is_file():
        with source.open("w", encoding="utf-8") as file:
            file.writelines(f"{record}\n" for record in records(places))
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        if status:
            raise SystemExit("building failed")
        return
    _build(source, edition, places)
    os._exit(0)


def _build(source: Path, edition: Path, places: int) -> None:
    index = edition / "index"
    index.mkdir(parents=True)
    started = time.perf_counter()
    with source.open(encoding="utf-8") as lines:
        material = building.read(
            lines, index, as_of=AS_OF, workers=2 if places >= building.MANY else 0
        )
    read = _since(started)
    started = time.perf_counter()
    building.write(material, edition)
    write_manifest(edition, MOMENT)
    peak = {
        who: round(resource.getrusage(kind).ru_maxrss / 1024)
        for who, kind in (("self", resource.RUSAGE_SELF), ("worker", resource.RUSAGE_CHILDREN))
    }
    say(
        measure="build",
        places=material.count,
        reading_s=read,
        building_s=_since(started),
        peak_mb=peak,
        parquet_mb=round((edition / "places.parquet").stat().st_size / 1e6),
        index_mb=round(sum(f.stat().st_size for f in index.rglob("*") if f.is_file()) / 1e6),
    )


def measure_tiles(edition: Edition) -> None:
    """Tiles around places, so that most are not empty, at six zooms with three filters."""
    chance = random.Random(7)
    cards = edition.search(Filter(), language="en", moment=MOMENT, page_size=2000).cards
    points = [(card.lon, card.lat) for card in cards if card.lon is not None]
    for name, wanted in FILTERS.items():
        for zoom in ZOOMS:
            tiles = [_tile(chance.choice(points), zoom) for _ in range(ASKED)]

            def ask(tile: tuple[int, int], zoom: int = zoom, wanted: Filter = wanted) -> Any:
                return edition.tile(wanted, zoom, *tile, language="de", moment=MOMENT)

            say(measure="tile", zoom=zoom, filter=name, **_times(ask, tiles))


def measure_searches(edition: Edition, lexicon: Lexicon) -> None:
    """A page of results with all facets, for words of four kinds and with facets chosen."""
    for name, queries in _queries(lexicon).items():
        for narrowed in (Filter(), FILTERS["facets"]):
            wanted = [Filter(q=q, theme=narrowed.theme, offer=narrowed.offer) for q in queries]

            def ask(each: Filter) -> Any:
                return edition.search(each, language="de", moment=MOMENT)

            totals = [ask(each).total for each in wanted]
            say(
                measure="search",
                words=name,
                facets_chosen=bool(narrowed.theme),
                median_total=int(np.median(totals)),
                **_times(ask, wanted),
            )


def _queries(lexicon: Lexicon) -> dict[str, list[str]]:
    words = lexicon.words
    sizes = np.zeros(len(words), dtype=np.int64)
    for field in Field:
        sizes += [len(lexicon.rows(field, range(n, n + 1))) for n in range(len(words))]
    order = np.argsort(-sizes)
    long = [words[int(n)] for n in order if len(words[int(n)]) >= 5]
    chance = random.Random(3)
    common, rare = long[:ASKED], chance.sample(long[len(long) // 2 :], ASKED)
    return {
        "rare": rare,
        "common": common,
        "two common": [" ".join(chance.sample(common, 2)) for _ in range(ASKED)],
        "mistyped": [_mistyped(word, chance) for word in common[:50] + rare[:50]],
        "none": [""] * ASKED,
        "concepts": [*CONCEPTS, *map(str.upper, CONCEPTS)],
        "unknown": [f"{word[::-1]}qx" for word in rare],
    }


CONCEPTS: Final = (
    *("coal mine", "museum", "brewery", "ironworks", "textile", "railway station", "Zeche"),
    *("fabryka", "huta", "pivovar", "mlin", "miniera", "mijn", "šola", "workers' housing"),
)


def _mistyped(word: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(word) - 1)
    return word[:place] + chance.choice("qxz") + word[place + 1 :]


def _tile(point: tuple[float | None, float | None], zoom: int) -> tuple[int, int]:
    x, y = grid.units(np.array([point[0]], dtype=float), np.array([point[1]], dtype=float))
    return int(x[0]) >> (grid.BITS - zoom), int(y[0]) >> (grid.BITS - zoom)


def _times(ask: Callable[[Any], Any], given: list[Any]) -> dict[str, float]:
    """Milliseconds of single requests; the first few are not counted."""
    for each in given[:5]:
        ask(each)
    taken = []
    for each in given:
        started = time.perf_counter()
        ask(each)
        taken.append((time.perf_counter() - started) * 1000)
    p50, p95 = np.percentile(taken, (50, 95))
    return {"n": len(taken), "p50_ms": round(float(p50), 1), "p95_ms": round(float(p95), 1)}


def _since(started: float) -> float:
    return round(time.perf_counter() - started, 2)


def say(**values: Any) -> None:
    """One line of the result."""
    print(json.dumps(values), flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--places", type=int, default=10_000)
    parser.add_argument("--only", default="build,tiles,search", help="build, tiles, search")
    parser.add_argument("--folder", help="keep records and edition here and use them again")
    return parser.parse_args()


if __name__ == "__main__":
    main()
