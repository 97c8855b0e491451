"""How long until the public sees a change: `python -m benchmarks.fresh_changes --places 10000`.

Makes a register of its own (benchmarks/register.py), starts the product on it as an operator would
(web server and worker), publishes one changed place after the other, and asks pages and tiles until
they show it. Waiting for the worker, building the edition and opening it are all part of the time.
Prints one JSON object a line.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from benchmarks.register import say, set_up

LOOK_S: Final = 0.05
LONGEST_S: Final = 600.0
ZOOM: Final = 14
POINT: Final = (16.3738, 48.2082)  # degrees; moved a little each time


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--places", type=int, default=10_000)
    parser.add_argument("--changes", type=int, default=5)
    parser.add_argument("--folder", default="")
    asked = parser.parse_args()
    folder = Path(asked.folder or tempfile.mkdtemp(prefix="inducult-benchmark-"))
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["INDUCULT_DATA"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inducult.config.settings")
    set_up(asked.places)
    with _served() as site:
        times = [_change(site, number) for number in range(asked.changes)]
    _tell(asked.places, times)


def _change(site: str, number: int) -> dict[str, float]:
    """Publishes one changed place; seconds until list and tile show it, counted from the commit."""
    from inducult.common.history import Actor  # noqa: PLC0415 -- after the data folder is known
    from inducult.places.actions import publish  # noqa: PLC0415
    from inducult.places.models import Publication  # noqa: PLC0415

    row = Publication.objects.order_by("place_id")[number]
    record, word = json.loads(row.record), f"Fresh{number}change"
    name = {"language": "en", "kind": "official", "text": word, "origin": "person"}
    lon = POINT[0] + number / 10
    position = {**(record["position"] or {}), "lon": lon, "lat": POINT[1], "precision": "exact"}
    position = {"source": "", "licence": "CC0-1.0", **position}
    publish([{**record, "names": [name], "position": position}], by=Actor.command("benchmark"))
    started = time.perf_counter()
    _until(lambda: record["slug"].encode() in _read(f"{site}/en/places/?q={word}"))
    listed = time.perf_counter() - started
    _until(lambda: record["slug"].encode() in _tile(site, lon))
    return {"list": listed, "tile": time.perf_counter() - started}


def _tile(site: str, lon: float) -> bytes:
    edition = json.loads(_read(f"{site}/health") or b'{"edition": 0}')["edition"]
    column = int((lon + 180) / 360 * (1 << ZOOM))
    sine = math.asinh(math.tan(math.radians(POINT[1])))
    row = int((1 - sine / math.pi) / 2 * (1 << ZOOM))
    return _read(f"{site}/tiles/{edition}/{ZOOM}/{column}/{row}.mvt?language=en")


def _until(shown: Callable[[], bool]) -> None:
    """Asks again and again. Raises TimeoutError."""
    end = time.perf_counter() + LONGEST_S
    while not shown():
        if time.perf_counter() > end:
            raise TimeoutError("The change was never shown.")
        time.sleep(LOOK_S)


def _read(address: str) -> bytes:
    """What stands there; nothing while the server is not ready or between two editions."""
    try:
        with urlopen(address, timeout=60) as answer:
            content: bytes = answer.read()
            return content
    except (HTTPError, URLError):
        return b""


@contextmanager
def _served() -> Any:
    """The product with its worker on a free port, with an edition of the register as it stands."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = Path(sys.executable).with_name("inducult")
    subprocess.run([command, "publish"], check=True, stdout=subprocess.DEVNULL)
    server = subprocess.Popen([command, "serve", "--port", str(port)], stdout=subprocess.DEVNULL)
    site = f"http://127.0.0.1:{port}"
    try:
        _until(lambda: bool(_read(f"{site}/health")))
        time.sleep(5)  # until the worker has started: it takes longer than the server
        yield site
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


def _tell(places: int, times: list[dict[str, float]]) -> None:
    from django.db import connection  # noqa: PLC0415

    for shown in ("list", "tile"):
        seconds = [each[shown] for each in times]
        say(
            measure=f"from the commit of a publication to the {shown}",
            database=connection.vendor,
            places=places,
            changes=len(seconds),
            median_s=round(statistics.median(seconds), 2),
            longest_s=round(max(seconds), 2),
        )


if __name__ == "__main__":
    main()
