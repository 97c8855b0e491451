"""QGIS without a screen against a running InduCult: `python -m trials.qgis`.

Needs Debian's qgis and python3-qgis, whose own Python runs `trials/qgis_asks.py`.
The curated places are served by `inducult demo`; QGIS connects to /ogc/, reads places, offers and
events, filters them, opens the GeoPackage with its style, and reads a vector tile. Prints one JSON
object a line; ends with 1 if something did not hold.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tests.fakes.s3 import free_port

HERE: Final = Path(__file__).resolve().parent
PYTHON: Final = "/usr/bin/python3"  # that for which Debian builds PyQGIS
PATIENCE_S: Final = 600


def main() -> int:
    """0 when everything held."""
    if not shutil.which("qgis_process.bin"):
        sys.stderr.write("QGIS is missing: apt-get install qgis python3-qgis\n")
        return 2
    with tempfile.TemporaryDirectory(prefix="inducult-qgis-") as made, served(Path(made)) as site:
        file = Path(made) / "places.gpkg"
        number = json.loads(_read(f"{site}/health"))["edition"]
        file.write_bytes(_read(f"{site}/downloads/{number}/places.gpkg"))
        asked = json.loads(_read(f"{site}/ogc/collections/places/items?country=AT&limit=1"))
        wanted = [str(_count(site, name)) for name in ("places", "offers")]
        command = [PYTHON, "-P", str(HERE / "qgis_asks.py"), site, str(file), str(number), *wanted]
        command.append(str(asked["numberMatched"]))
        return subprocess.run(command, env=_environment(made), check=False).returncode


def _environment(home: str) -> dict[str, str]:
    """Debian's Python without our packages, and Qt without a screen."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return {**kept, "HOME": home, "QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": home}


def _count(site: str, name: str) -> int:
    told = json.loads(_read(f"{site}/ogc/collections/{name}/items?limit=1"))
    return int(told["numberMatched"])


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of `inducult demo` with a data folder of its own."""
    port = free_port()
    command = [sys.executable, "-m", "inducult.config.cli", "demo", "--port", str(port)]
    server = subprocess.Popen(
        command,
        env={**os.environ, "INDUCULT_DATA": str(folder / "data")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        site = f"http://127.0.0.1:{port}"
        _wait(f"{site}/ready")
        yield site
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(30)


def _wait(address: str) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        try:
            _read(address)
        except OSError:
            time.sleep(1)
        else:
            return
    raise AssertionError("the demonstration does not answer")


def _read(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=120) as answer:
        content: bytes = answer.read()
    return content


if __name__ == "__main__":
    sys.exit(main())
