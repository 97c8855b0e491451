"""The product as an operator starts it: its own data folder, web server and worker."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

LONGEST_START_S = 120


@dataclass(frozen=True)
class Product:
    """A running product. `said` is what its processes wrote: letters too, as there is no mail."""

    folder: Path
    site: str

    @property
    def said(self) -> str:
        return (self.folder / "said").read_text(encoding="utf-8")

    def command(self, *words: str) -> str:
        """What `inducult WORDS` answers in this folder."""
        done = subprocess.run(
            [sys.executable, "-m", "inducult.config.cli", *words],
            env=environment(self.folder),
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout


def environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("INDUCULT_")}
    kept.pop("DATABASE_URL", None)
    return {**kept, "INDUCULT_DATA": str(folder), "PYTHONUNBUFFERED": "1"}


@contextmanager
def running(folder: Path) -> Iterator[Product]:
    """The demonstration, set up and served; passkeys want the host name `localhost`."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    product = Product(folder, f"http://localhost:{port}")
    with (folder / "said").open("wb") as said:
        server = subprocess.Popen(
            [sys.executable, "-m", "inducult.config.cli", "demo", "--port", str(port)],
            env=environment(folder),
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait(product, server)
            yield product
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=20)


def _wait(product: Product, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + LONGEST_START_S
    while time.monotonic() < end:
        assert server.poll() is None, product.said
        try:
            urlopen(f"{product.site}/health", timeout=5).close()
        except (URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise AssertionError(product.said)


def link_in(text: str) -> str:
    """The path of the last link to an invitation."""
    return re.findall(r"https?://[^/\s]+(/\S+/invitations/\S+)", text)[-1]
