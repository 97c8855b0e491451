"""A real S3-compatible server (s3rver, from npm) on this machine; it refuses unknown keys."""

from __future__ import annotations

import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
PROGRAM: Final = ROOT / "node_modules" / ".bin" / "s3rver"
KEY: Final = "S3RVER"
BUCKET: Final = "inducult"


@contextmanager
def object_store(port: int = 0) -> Iterator[str]:
    """The value of INDUCULT_STORE; the server forgets everything at the end."""
    port = port or free_port()
    with tempfile.TemporaryDirectory(prefix="inducult-s3-") as folder:
        command = ["node", str(PROGRAM), "-d", folder, "-a", "127.0.0.1", "-p", str(port), "-s"]
        server = subprocess.Popen([*command, "--configure-bucket", BUCKET])
        try:
            _wait(port)
            yield f"s3+http://{KEY}:{KEY}@127.0.0.1:{port}/{BUCKET}"
        finally:
            server.terminate()
            server.wait(10)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("s3rver does not answer")
