"""Three stateless nodes behind nginx over one register and one store: `python -m trials.nodes`.

Needs Debian's nginx and PostgreSQL, and s3rver of the tests. Every node is `inducult serve` with a
data folder of its own. Prints one JSON object for each part; ends with 1 if one did not hold.

    publication    a place is published on node 1; when do all three, and nginx, show it?
    caching        visitors' tiles, lists, pages: how many did nginx answer alone?
    killing        a node is killed while questions come through nginx: how many were lost?
    upgrade        a column is added to the register (as a newer program would) while all serve
    memory         PSS of each web process
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final

import psycopg

from tests.fakes.nginx import fetch, nginx
from tests.fakes.s3 import free_port, object_store
from tools.run_tests import postgresql

ROOT: Final = Path(__file__).resolve().parents[1]
DEMONSTRATION: Final = ROOT / "inducult" / "demonstration" / "places"
LATER: Final = "zwickau.jsonl"  # is published while the nodes serve
SEED: Final = 7


def main() -> int:
    """0 when everything held."""
    if not shutil.which("nginx"):
        sys.stderr.write("nginx is missing: apt-get install nginx-light\n")
        return 2
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="inducult-nodes-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        shared = {
            "DATABASE_URL": stack.enter_context(postgresql()),
            "INDUCULT_STORE": stack.enter_context(object_store()),
            "INDUCULT_SECRET_KEY": "a key for a trial, forty-eight letters or so long",
        }
        nodes = [Node(folder / f"node{number}", shared) for number in (1, 2, 3)]
        set_up(nodes[0])
        for node in nodes:
            stack.callback(node.stop)
            node.start()
        front = stack.enter_context(nginx(folder, [f"127.0.0.1:{each.port}" for each in nodes]))
        wait(lambda: all(node.edition() == 1 for node in nodes))
        parts = (publication, caching, killing, upgrade, memory)
        told = [said(part.__name__, part(nodes, front)) for part in parts]
    return 0 if all(each["held"] for each in told) else 1


def said(name: str, told: dict[str, Any]) -> dict[str, Any]:
    line = {"part": name, **told}
    sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    sys.stdout.flush()
    return line


class Node:
    """`inducult serve` with its own data folder."""

    def __init__(self, data: Path, shared: dict[str, str], code: Path = ROOT) -> None:
        self.code = code  # the folder of the program
        self.port = free_port()
        self.environment = {**os.environ, **shared, "INDUCULT_DATA": str(data)}
        self.environment["INDUCULT_HOSTS"] = "127.0.0.1,map.example.org"
        self.process: subprocess.Popen[bytes] | None = None
        data.mkdir()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def call(self, *words: str) -> None:
        command = [sys.executable, "-m", "inducult.config.cli", *words]
        environment = {**self.environment, "PYTHONPATH": str(self.code)}
        subprocess.run(
            command, env=environment, cwd=self.code, check=True, stdout=subprocess.DEVNULL
        )

    def start(self) -> None:
        command = [sys.executable, "-m", "inducult.config.cli", "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(
            [*command, "--workers", "1"],
            env={**self.environment, "PYTHONPATH": str(self.code)},
            cwd=self.code,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def kill(self) -> None:
        """As when the machine is gone: every process of the node at once."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.kill()

    def edition(self) -> int | None:
        return _edition(self.address)


def _edition(address: str) -> int | None:
    try:
        number: int | None = json.loads(fetch(f"{address}/health")[1])["edition"]
    except (OSError, ValueError):
        return None
    return number


def set_up(node: Node, names: str = "*") -> None:
    """A register with the curated places of the regions with these names, published."""
    node.call("migrate", "-v0")
    node.call("taxonomy")
    node.call("partnership")
    files = [
        str(path) for path in sorted(DEMONSTRATION.glob(f"{names}.jsonl")) if path.name != LATER
    ]
    node.call("import", *files, "--yes", "--publish")
    node.call("publish")


# --- the parts -----------------------------------------------------------------------------------
def publication(nodes: list[Node], front: str) -> dict[str, Any]:
    """The import is done on node 1; whichever worker is free builds the edition."""
    before = fetch(f"{front}/en/places/?q=Horch")[1]
    nodes[0].call("import", str(DEMONSTRATION / LATER), "--yes", "--publish")
    started = time.monotonic()
    nodes[0].call("publish")
    published = time.monotonic()
    wait(lambda: all(node.edition() == 2 for node in nodes))
    nodes_s = time.monotonic() - published
    wait(lambda: fetch(f"{front}/en/places/?q=Horch")[1] != before)
    return {
        "publish_s": round(published - started, 1),
        "all_nodes_after_s": round(nodes_s, 1),
        "through_the_cache_after_s": round(time.monotonic() - published, 1),
        "held": nodes_s < 10,
    }


def caching(nodes: list[Node], front: str) -> dict[str, Any]:
    """Forty visitors, each looks at a map, a list and a few places; popular ones more often."""
    chance = random.Random(SEED)
    slugs = _slugs(front)
    seen: dict[str, Counter[str]] = {"tile": Counter(), "list": Counter(), "place": Counter()}
    for _visitor in range(40):
        for kind, path in _journey(chance, slugs):
            seen[kind][fetch(front + path)[2].get("X-Cache", "none")] += 1
    rates = {
        kind: round((counts["HIT"] + counts["STALE"] + counts["UPDATING"]) / counts.total(), 2)
        for kind, counts in seen.items()
    }
    member = fetch(f"{front}/en/places/", Cookie="sessionid=abcdefgh12345678")
    private = member[2]["Cache-Control"] == "private, no-cache" and member[2]["X-Cache"] != "HIT"
    return {"hit_rates": rates, "asked": sum(c.total() for c in seen.values()), "held": private}


def _slugs(front: str) -> list[str]:
    page = fetch(f"{front}/en/places/")[1].decode()
    return sorted(set(re.findall(r'href="/en/places/([a-z0-9-]+)/"', page)))


def _journey(chance: random.Random, slugs: list[str]) -> Iterator[tuple[str, str]]:
    for column in range(16, 19):
        for row in range(10, 12):
            yield "tile", f"/tiles/2/5/{column}/{row}.mvt?language=en"
    yield "list", "/en/places/"
    yield "list", f"/en/places/?q={chance.choice(['mine', 'tower', 'museum'])}"
    for _ in range(3):
        yield "place", f"/en/places/{slugs[int(len(slugs) * chance.random() ** 3)]}/"


def killing(nodes: list[Node], front: str) -> dict[str, Any]:
    """Four visitors ask without a pause, nothing from the cache; one node dies, and comes back."""
    statuses: Counter[str] = Counter()
    stop = threading.Event()

    def ask(number: int) -> None:
        count = 0
        while not stop.is_set():
            count += 1
            try:
                statuses[str(fetch(f"{front}/en/places/?q=m{number}x{count}")[0])] += 1
            except OSError as error:
                statuses[type(error).__name__] += 1

    threads = [threading.Thread(target=ask, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    time.sleep(4)
    nodes[1].kill()
    time.sleep(6)
    nodes[1].start()
    wait(lambda: nodes[1].edition() == 2)
    time.sleep(4)
    stop.set()
    for thread in threads:
        thread.join()
    lost = statuses.total() - statuses["200"]
    return {"asked": statuses.total(), "lost": lost, "answers": dict(statuses), "held": lost == 0}


def upgrade(nodes: list[Node], front: str) -> dict[str, Any]:
    """A newer program has added a column and a table; old ones go on reading and writing, one by
    one they are stopped and started, and visitors see nothing of it."""
    url = nodes[0].environment["DATABASE_URL"]
    with psycopg.connect(url, autocommit=True) as register:
        register.execute("ALTER TABLE places_place ADD COLUMN newer integer NULL")
        register.execute("CREATE TABLE places_newer (id serial PRIMARY KEY)")
    statuses: Counter[int] = Counter()
    for node in nodes:
        nodes[0].call("import", str(DEMONSTRATION / LATER), "--yes", "--publish")
        node.stop()
        for _ in range(10):
            statuses[fetch(f"{front}/en/regions/?{random.random()}")[0]] += 1
        node.start()
        wait(lambda node=node: is_ready(node))
    return {"answers": dict(statuses), "held": set(statuses) == {200}}


def is_ready(node: Node) -> bool:
    try:
        return fetch(f"{node.address}/ready")[0] == 200
    except OSError:
        return False


def memory(nodes: list[Node], front: str) -> dict[str, Any]:
    """Proportional share of each process of node 1: web process, its arbiter, worker, puller."""
    assert nodes[0].process is not None
    for _ in range(20):
        fetch(f"{nodes[0].address}/en/map?{random.random()}")
    pids = subprocess.run(
        ["ps", "-o", "pid=,args=", "--sid", str(nodes[0].process.pid)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    sizes = {}
    for line in pids:
        pid, _blank, words = line.strip().partition(" ")
        kind = next((w for w in ("worker", "pull") if f" {w} " in f"{words} "), "serve")
        sizes[f"{kind} {pid}"] = _pss_mb(int(pid))
    return {"pss_mb": sizes, "held": True}


def _pss_mb(pid: int) -> int:
    text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    found = re.search(r"^Pss:\s+(\d+) kB", text, re.M)
    return int(found[1]) // 1024 if found else 0


def wait(holds: Any, seconds: float = 120) -> None:
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            raise AssertionError("it took too long")
        time.sleep(0.2)


if __name__ == "__main__":
    sys.exit(main())
