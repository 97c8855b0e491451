"""What one question to the interfaces costs: `python -m benchmarks.interfaces FOLDER`.

FOLDER is one that `python -m benchmarks.peers_edition FOLDER PLACES` has made. Every question goes
through the whole stack of Django in this process. Told is the processor time in milliseconds, which
depends little on what else the machine does, and the greatest memory of the process. One JSON
object a line.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final

from benchmarks import peers
from benchmarks.taking import greatest_memory_mb, set_up

OGC: Final = "/ogc/collections/places"
SAMPLE: Final = 50_000  # features among which the places of the questions are drawn


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--questions", type=int, default=100)
    asked = parser.parse_args()
    os.environ.setdefault("INDUCULT_HOSTS", "testserver")
    set_up(asked.folder)
    with (asked.folder / "features.jsonl").open(encoding="utf-8") as lines:
        features = [json.loads(line) for line in islice(lines, SAMPLE)]
    for kind, addresses in _addresses(features, asked.questions).items():
        for turn in ("first", "again"):
            _said({"what": kind, "turn": turn, **_measured(_client(), addresses)})
    _said({"places": _places(), "greatest_memory_mb": greatest_memory_mb()})


def _addresses(features: Sequence[peers.Feature], count: int) -> dict[str, list[str]]:
    chance = random.Random(7)
    boxes = peers._boxes(features, chance)[:count]
    some = peers._one(features, chance)[:count]
    tiles = [f"{z}/{y}/{x}" for z, x, y in peers._tiles(features, chance)[:count]]
    web = f"{OGC}/tiles/WebMercatorQuad"
    return {
        "items, limit 1000, bbox": [f"{OGC}/items?limit=1000&bbox={box}" for box in boxes],
        "items, CQL2": [
            f"{OGC}/items?limit=100&filter=working_from<1900 AND country='{code}' OR name LIKE 'Z%'"
            for code in ("DE", "CZ", "PL", "AT", "IT")
        ],
        "single item": [f"{OGC}/items/{identifier}" for identifier in some],
        "tile with a filter": [f"{web}/{tile}?theme=MIN" for tile in tiles],
        "tile of everything, not from its file": [f"{web}/{tile}?country=DE" for tile in tiles],
        "JSON API, 100 places": [f"/api/v1/places?limit=100&country={c}" for c in ("DE", "CZ")],
        "records": ["/ogc/collections/catalogue/items?limit=10"],
    }


def _client() -> Callable[[str], Any]:
    from django.test import Client  # noqa: PLC0415 -- after the settings are named

    client = Client()
    return lambda address: client.get(address, HTTP_ACCEPT_ENCODING="gzip")


def _measured(ask: Callable[[str], Any], addresses: Sequence[str]) -> dict[str, Any]:
    times, statuses = [], set()
    for address in addresses:
        began = time.process_time()
        statuses.add(ask(address).status_code)
        times.append(1000 * (time.process_time() - began))
    times.sort()
    p50, p95 = (round(times[int(share * (len(times) - 1))], 1) for share in (0.5, 0.95))
    return {"p50_ms": p50, "p95_ms": p95, "statuses": sorted(statuses), "asked": len(times)}


def _places() -> int:
    from inducult.catalogue.queries import current  # noqa: PLC0415 -- after the settings are named

    edition = current()
    return len(edition) if edition else 0


def _said(told: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
