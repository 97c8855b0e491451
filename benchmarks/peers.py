"""Our interfaces beside tipg and pygeoapi: the same places, the same machine, one run.

    python -m benchmarks.peers --places 100000 --seconds 10

Needs Debian's `wrk`, `postgresql` and `postgresql-15-postgis-3`. The peers are installed in an
environment of their own (`--peers`, made if it is not there) and read the same properties from
PostGIS, with the indexes that their guides advise. Every server has two worker processes. Where
there is an nginx, ours is asked through it as well (`deploy/nginx.conf`). One JSON object a line.

Tiles with a filter are asked in two ways: in addresses that name no edition, which we make anew
each time, and in those of our TileJSON, which name it and are remembered.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import psycopg

from tests.fakes.nginx import nginx
from tools.run_tests import postgresql

AT: Final = datetime(2026, 5, 1, 12, tzinfo=UTC)
PACKAGES: Final = ("tipg==1.6.1", "pygeoapi==0.21.0", "uvicorn", "gunicorn", "psycopg2-binary")
MORE: Final = ("sqlalchemy", "geoalchemy2", "setuptools<81")
WORKERS: Final = 2
QUESTIONS: Final = 200  # different addresses of one kind
SIDE: Final = 1.5  # degrees of a box
THEME: Final = "MIN"
LUA: Final = """
local addresses = {{{addresses}}}
local n = 0
request = function() n = n % #addresses + 1; return wrk.format("GET", addresses[n]) end
done = function(summary, latency, requests)
  io.write(string.format('{{"p50":%.2f,"p95":%.2f,"p99":%.2f,"errors":%d,"requests":%d,"us":%d}}',
    latency:percentile(50) / 1000, latency:percentile(95) / 1000, latency:percentile(99) / 1000,
    summary.errors.status + summary.errors.connect + summary.errors.timeout + summary.errors.read,
    summary.requests, summary.duration))
end
"""
PROPERTIES: Final = (
    *("slug", "name", "name_language", "theme", "type", "phase", "visit", "opening_hours"),
    *("municipality", "country", "nuts3", "operator", "website", "confidence"),
    *("position_precision", "position_licence", "summary", "summary_language"),
    *("name_en", "name_de", "name_cs", "name_pl", "name_it", "name_sl", "name_hr", "name_nl"),
)
NUMBERS: Final = ("working_from", "working_to")
LISTS: Final = (
    *("themes", "types", "times", "offers", "audiences", "visit_languages"),
    *("accessibility", "regions", "areas"),
)

KINDS: Final = (
    *("items", "item", "tile with a filter", "tile with a filter, of an edition", "tile"),
)

Feature = dict[str, Any]


@dataclass(frozen=True)
class Server:
    """A running server and how it is asked: kind of question -> addresses."""

    name: str
    base: str
    process: int
    addresses: dict[str, list[str]]


def main() -> None:
    asked = _arguments()
    with tempfile.TemporaryDirectory(prefix="inducult-peers-") as made, ExitStack() as stack:
        data = asked.data or Path(made) / "data"
        features = _features(data, asked.places)
        chance = random.Random(7)
        boxes, one, tiles = (
            _boxes(features, chance),
            _one(features, chance),
            _tiles(features, chance),
        )
        servers = [stack.enter_context(_ours(data, boxes, one, tiles))]
        if shutil.which("nginx"):
            servers.append(stack.enter_context(_behind_nginx(Path(made), servers[0])))
        python = _peers(asked.peers)
        url = stack.enter_context(postgresql())
        _load(url, features)
        servers.append(stack.enter_context(_tipg(python, url, boxes, one, tiles)))
        servers.append(stack.enter_context(_pygeoapi(python, url, Path(made), boxes, one)))
        _measure(servers, asked)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--places", type=int, default=100_000)
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--peers", type=Path, default=Path.home() / ".cache" / "inducult-peers")
    parser.add_argument("--data", type=Path, help="keep the edition here and use it again")
    return parser.parse_args()


def _measure(servers: Sequence[Server], asked: argparse.Namespace) -> None:
    for kind in KINDS:
        for server in servers:
            if addresses := server.addresses.get(kind):
                _checked(server, addresses)
                for connections in (4, 32):
                    found = _wrk(server, addresses, connections, asked.seconds)
                    told = {"places": asked.places, "server": server.name, "what": kind}
                    print(json.dumps({**told, "connections": connections, **found}), flush=True)
    for server in servers:
        if server.process:
            print(json.dumps({"server": server.name, **_memory(server.process)}), flush=True)


def _wrk(
    server: Server, addresses: Sequence[str], connections: int, seconds: int
) -> dict[str, Any]:
    quoted = ",".join(f'"{address}"' for address in addresses)
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(LUA.format(addresses=quoted))
        script.flush()
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s"]
        done = subprocess.run(
            [*command, "-s", script.name, server.base], capture_output=True, text=True, check=True
        )
    told: dict[str, Any] = json.loads(done.stdout[done.stdout.rindex('{"p50"') :])
    rate = told.pop("requests") / (told.pop("us") / 1e6)
    return {**told, "per_second": round(rate, 1)}


def _checked(server: Server, addresses: Sequence[str]) -> None:
    """One answer of the kind, that nobody measures errors; and all once, so everything is warm."""
    for address in addresses:
        try:
            with urllib.request.urlopen(server.base + address, timeout=60) as response:
                response.read()
        except urllib.error.HTTPError as error:
            sys.exit(f"{server.name} {address}: {error} {error.read()[:300]!r}")


# --- what is asked --------------------------------------------------------------------------------
def _boxes(features: Sequence[Feature], chance: random.Random) -> list[str]:
    def box(feature: Feature) -> str:
        x, y = feature["geometry"]["coordinates"]
        half = SIDE / 2
        return f"{x - half:.4f},{y - half:.4f},{x + half:.4f},{y + half:.4f}"

    return [box(each) for each in chance.choices(features, k=QUESTIONS)]


def _one(features: Sequence[Feature], chance: random.Random) -> list[str]:
    return [each["id"] for each in chance.choices(features, k=QUESTIONS)]


def _tiles(features: Sequence[Feature], chance: random.Random) -> list[tuple[int, int, int]]:
    """Tiles that have something in them, at the zooms in which maps are looked at."""
    import math  # noqa: PLC0415 -- for this alone

    found = []
    for each in chance.choices(features, k=QUESTIONS):
        zoom = chance.choice((5, 6, 7, 8, 9, 10))
        x, y = each["geometry"]["coordinates"]
        column = int((x + 180) / 360 * (1 << zoom))
        row = int((1 - math.asinh(math.tan(math.radians(y))) / math.pi) / 2 * (1 << zoom))
        found.append((zoom, column, row))
    return found


# --- our server -----------------------------------------------------------------------------------
def _features(data: Path, places: int) -> list[Feature]:
    """Makes the edition if it is not there; the features of its places as we send them."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.peers_edition", str(data), str(places)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(done.stderr)
    with (data / "features.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@contextmanager
def _ours(
    data: Path, boxes: list[str], one: list[str], tiles: list[tuple[int, int, int]]
) -> Iterator[Server]:
    here = "/ogc/collections/places"
    addresses = {
        "items": [f"{here}/items?limit=1000&bbox={box}" for box in boxes],
        "item": [f"{here}/items/{identifier}" for identifier in one],
        "tile with a filter": [
            f"{here}/tiles/WebMercatorQuad/{z}/{y}/{x}?theme={THEME}" for z, x, y in tiles
        ],
        "tile with a filter, of an edition": [
            f"{here}/tiles/WebMercatorQuad/{z}/{y}/{x}?edition=1&theme={THEME}" for z, x, y in tiles
        ],
        "tile": [f"{here}/tiles/WebMercatorQuad/{z}/{y}/{x}?edition=1" for z, x, y in tiles],
    }
    command = [sys.executable, "-m", "inducult.config.cli", "serve", "--port"]
    environment = {"INDUCULT_DATA": str(data)}
    with _running("inducult", command, environment, "/health") as (base, process):
        yield Server("inducult", base, process, addresses)


@contextmanager
def _behind_nginx(folder: Path, ours: Server) -> Iterator[Server]:
    """Our server through a cache, as operators run it."""
    folder.chmod(0o755)  # nginx gives up the rights of root
    with nginx(folder, [ours.base.removeprefix("http://")]) as base:
        yield Server("inducult behind nginx", base, 0, ours.addresses)


# --- the peers ------------------------------------------------------------------------------------
def _peers(folder: Path) -> Path:
    """The Python of an environment with the peers."""
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        install = [str(python), "-m", "pip", "install", "--quiet", *PACKAGES, *MORE]
        subprocess.run(install, check=True)
    return python


def _load(url: str, features: Sequence[Feature]) -> None:
    columns = [*PROPERTIES, *NUMBERS, *LISTS, "endangered"]
    kinds = [f"{name} text" for name in PROPERTIES] + [f"{name} integer" for name in NUMBERS]
    kinds += [f"{name} text[]" for name in LISTS] + ["endangered boolean"]
    with psycopg.connect(url, autocommit=True) as database:
        database.execute("CREATE EXTENSION postgis")
        rest = ", ".join([*kinds, "geom geometry(Point, 4326)"])
        database.execute(f"CREATE TABLE places (id text PRIMARY KEY, {rest})")
        names = ", ".join(["id", *columns, "geom"])
        with database.cursor().copy(f"COPY places ({names}) FROM STDIN") as copy:
            for feature in features:
                x, y = feature["geometry"]["coordinates"]
                values = [feature["properties"][name] for name in columns]
                copy.write_row([feature["id"], *values, f"SRID=4326;POINT({x} {y})"])
        database.execute("CREATE INDEX ON places USING gist (geom)")
        database.execute("CREATE INDEX ON places (theme)")
        database.execute("VACUUM ANALYZE places")


@contextmanager
def _tipg(
    python: Path, url: str, boxes: list[str], one: list[str], tiles: list[tuple[int, int, int]]
) -> Iterator[Server]:
    here = "/collections/public.places"
    addresses = {
        "items": [f"{here}/items?limit=1000&bbox={box}" for box in boxes],
        "item": [f"{here}/items/{identifier}" for identifier in one],
        "tile with a filter": [
            f"{here}/tiles/WebMercatorQuad/{z}/{x}/{y}?theme={THEME}" for z, x, y in tiles
        ],
        "tile": [f"{here}/tiles/WebMercatorQuad/{z}/{x}/{y}" for z, x, y in tiles],
    }
    environment = {
        "DATABASE_URL": url,
        "TIPG_MAX_FEATURES_PER_QUERY": "10000",
        "TIPG_DEFAULT_FEATURES_LIMIT": "100",
        "TIPG_MAX_FEATURES_PER_TILE": "1000000",
        "TIPG_TABLE_CONFIG__public_places__PK": "id",
    }
    command = [str(python), "-m", "uvicorn", "tipg.main:app", "--log-level", "warning"]
    command += ["--workers", str(WORKERS), "--port"]
    with _running("tipg", command, environment, "/collections") as (base, process):
        yield Server("tipg", base, process, addresses)


@contextmanager
def _pygeoapi(
    python: Path, url: str, folder: Path, boxes: list[str], one: list[str]
) -> Iterator[Server]:
    here = "/collections/places"
    addresses = {
        "items": [f"{here}/items?f=json&limit=1000&bbox={box}" for box in boxes],
        "item": [f"{here}/items/{identifier}?f=json" for identifier in one],
    }
    configuration, definition = folder / "pygeoapi.yml", folder / "openapi.yml"
    configuration.write_text(json.dumps(_pygeoapi_configuration(url)), encoding="utf-8")
    environment = {
        "PYGEOAPI_CONFIG": str(configuration),
        "PYGEOAPI_OPENAPI": str(definition),
    }
    make = [str(python.parent / "pygeoapi"), "openapi", "generate", str(configuration)]
    subprocess.run(
        [*make, "--output-file", str(definition)],
        env={**os.environ, **environment, "PYTHONPATH": ""},
        check=True,
        capture_output=True,
    )
    command = [str(python), "-m", "gunicorn", "pygeoapi.flask_app:APP", "-w", str(WORKERS)]
    command += ["--threads", "4", "--log-level", "error", "-b"]
    with _running("pygeoapi", command, environment, "/", bind=True) as (base, process):
        yield Server("pygeoapi", base, process, addresses)


def _pygeoapi_configuration(url: str) -> dict[str, Any]:
    parts = psycopg.conninfo.conninfo_to_dict(url)
    about = {"title": {"en": "places"}, "description": {"en": "places"}, "keywords": {"en": ["x"]}}
    provider = {
        "type": "feature",
        "name": "PostgreSQL",
        "data": {
            "host": parts["host"],
            "port": int(str(parts["port"])),
            "dbname": parts["dbname"],
            "user": parts["user"],
            "password": parts.get("password", "") or "none",
            "search_path": ["public"],
        },
        "id_field": "id",
        "table": "places",
        "geom_field": "geom",
    }
    return {
        "server": {
            "bind": {"host": "127.0.0.1", "port": 5000},
            "url": "http://127.0.0.1:5000",
            "mimetype": "application/json; charset=UTF-8",
            "encoding": "utf-8",
            "languages": ["en-US"],
            "limits": {"default_items": 100, "max_items": 10000},
            "map": {"url": "https://example.org/{z}/{x}/{y}.png", "attribution": "none"},
        },
        "logging": {"level": "ERROR"},
        "metadata": {
            "identification": {**about, "terms_of_service": "none", "url": "https://example.org"},
            "license": {"name": "CC BY 4.0", "url": "https://example.org"},
            "provider": {"name": "none", "url": "https://example.org"},
            "contact": {"name": "none", "email": "none@example.org"},
        },
        "resources": {
            "places": {
                "type": "collection",
                **about,
                "links": [],
                "extents": {"spatial": {"bbox": [-180, -90, 180, 90]}},
                "providers": [provider],
            }
        },
    }


# --- processes ------------------------------------------------------------------------------------
@contextmanager
def _running(
    name: str, command: list[str], environment: dict[str, str], ready: str, *, bind: bool = False
) -> Iterator[tuple[str, int]]:
    """A server on a free port, waited for; it ends with its children."""
    port = _free_port()
    address = f"127.0.0.1:{port}" if bind else str(port)
    inherited = dict(os.environ) if name == "inducult" else {**os.environ, "PYTHONPATH": ""}
    log = Path(tempfile.gettempdir()) / f"peer-{name}.log"
    with log.open("w") as written:
        process = subprocess.Popen(
            [*command, address],
            env={**inherited, **environment},
            stdout=written,
            stderr=written,
            start_new_session=True,
        )
    base = f"http://127.0.0.1:{port}"
    try:
        _wait(name, base + ready, process, log)
        yield base, process.pid
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=30)


def _wait(name: str, address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(240):
        if process.poll() is not None:
            break
        try:
            urllib.request.urlopen(address, timeout=10).read()
        except OSError:
            time.sleep(0.5)
        else:
            return
    sys.exit(f"{name} does not answer: {log.read_text()[-2000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _memory(process: int) -> dict[str, Any]:
    """Proportional memory of the children of a server, in MB, and of all together."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(folder.name)) != process:
                continue
            told = (folder / "smaps_rollup").read_text()
        except OSError:
            continue
        found.append(int(told.split("Pss:")[1].split()[0]) // 1024)
    return {"processes_mb": sorted(found, reverse=True), "together_mb": sum(found)}


if __name__ == "__main__":
    main()
