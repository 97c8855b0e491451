"""An old and a new program side by side over one register: `python -m trials.versions`.

The old one is a commit of this repository (`--old`; by default the one before the last commit that
added a migration, so that the tables differ), unpacked into a folder of its own; the libraries are
those of this environment. Two nodes of it serve behind nginx while visitors ask without a pause.
Then, one after the other, each node is stopped and started with the new program; `migrate` runs
while the old program still serves, and afterwards each of the two imports places once. Prints one
JSON object; ends with 1 if a question was lost or a program failed on the tables.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final

from tests.fakes.nginx import fetch, nginx
from tests.fakes.s3 import object_store
from tools.run_tests import postgresql
from trials.nodes import DEMONSTRATION, LATER, ROOT, Node, is_ready, said, set_up, wait

MADE: Final = ("inducult/static/vendor", "inducult/static/basemap")
VISITORS: Final = 3
PAGES: Final = (
    "/en/places/?q={n}",
    "/en/regions/?{n}",
    "/en/map?{n}",
    "/ogc/collections/places/items?limit=5&offset={n}",
)


def main() -> int:
    """0 when everything held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--old", default="")
    old = parser.parse_args().old or before_the_last_migration()
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="inducult-versions-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        code = unpacked(old, folder / "old")
        shared = {
            "DATABASE_URL": stack.enter_context(postgresql()),
            "INDUCULT_STORE": stack.enter_context(object_store()),
            "INDUCULT_SECRET_KEY": "a key for a trial, forty-eight letters or so long",
        }
        nodes = [Node(folder / f"node{number}", shared, code) for number in (1, 2)]
        set_up(nodes[0], "leoben")
        for node in nodes:
            stack.callback(node.stop)
            node.start()
        wait(lambda: all(is_ready(node) for node in nodes), 300)
        fronts = [f"127.0.0.1:{node.port}" for node in nodes]
        front = stack.enter_context(nginx(folder, fronts))
        with visitors(front) as statuses:
            upgraded(nodes, statuses)
        lost = sum(count for status, count in statuses.items() if status != "200")
        held = lost == 0 and statuses.total() > 0
        said("versions", {"old": old, "answers": dict(statuses), "held": held})
        return 0 if held else 1


def upgraded(nodes: list[Node], statuses: Counter[str]) -> None:
    """One node after the other; each step is told with what visitors were answered until then."""
    first, second = nodes
    later = str(DEMONSTRATION / LATER)

    def step(name: str, deed: Callable[[], Any]) -> None:
        began = time.monotonic()
        deed()
        took = round(time.monotonic() - began, 1)
        said(name, {"seconds": took, "answers": dict(statuses)})

    first.stop()
    first.code = ROOT
    step("migrate while the old program serves", lambda: first.call("migrate", "-v0"))
    first.call("taxonomy")
    step("the new program serves beside the old", lambda: started(first))
    step("the old program imports", lambda: second.call("import", later, "--yes", "--publish"))
    step("the new program imports", lambda: first.call("import", later, "--yes", "--publish"))
    second.stop()
    second.code = ROOT
    step("the new program serves alone", lambda: started(second))
    before = first.edition() or 0
    first.call("publish")
    wait(lambda: all((node.edition() or 0) > before for node in nodes), 300)


def started(node: Node) -> None:
    node.start()
    wait(lambda: is_ready(node), 300)


def before_the_last_migration() -> str:
    last = _git("log", "-1", "--format=%h", "--diff-filter=A", "--", "inducult/*/migrations/*.py")
    return _git("rev-parse", "--short", f"{last}~1")


def unpacked(commit: str, folder: Path) -> Path:
    """The program of a commit with the files that are made, which are those of here."""
    folder.mkdir()
    archive = subprocess.Popen(["git", "archive", commit], cwd=ROOT, stdout=subprocess.PIPE)
    subprocess.run(["tar", "-x", "-C", str(folder)], stdin=archive.stdout, check=True)
    for name in MADE:
        shutil.copytree(ROOT / name, folder / name)
    compile_ = [sys.executable, "tools/messages.py", "compile"]
    subprocess.run(compile_, cwd=folder, env={"PATH": "/usr/bin:/bin"}, check=True)
    return folder


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout.strip()


@contextmanager
def visitors(front: str) -> Iterator[Counter[str]]:
    """People who ask without a pause, nothing twice; how they were answered."""
    statuses: Counter[str] = Counter()
    stop = threading.Event()

    def ask(seed: int) -> None:
        chance = random.Random(seed)
        while not stop.is_set():
            page = chance.choice(PAGES).format(n=chance.randrange(1, 300))
            try:
                statuses[str(fetch(front + page)[0])] += 1
            except OSError as error:
                statuses[type(error).__name__] += 1

    threads = [threading.Thread(target=ask, args=[number]) for number in range(VISITORS)]
    for thread in threads:
        thread.start()
    try:
        yield statuses
    finally:
        stop.set()
        for thread in threads:
            thread.join()


if __name__ == "__main__":
    sys.exit(main())
