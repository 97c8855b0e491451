"""The installed package needs neither node nor the clone."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.wheel
ROOT = Path(settings.PACKAGE).parent


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A fresh environment in which only the wheel is installed; its libraries are those of here."""
    folder = tmp_path / "wheel"
    folder.mkdir()
    subprocess.run(["make", "wheel"], cwd=ROOT, check=True, capture_output=True)
    (wheel,) = (ROOT / "dist").glob("inducult-*.whl")
    environment = folder / "environment"
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    site = next(environment.glob("lib/python3.*/site-packages"))
    # The dependencies are borrowed, to be quick; the clone itself must not be.
    libraries = next(path for path in sys.path if path.endswith("site-packages"))
    (site / "borrowed.pth").write_text(libraries + "\n", encoding="utf-8")
    pip = [str(environment / "bin" / "python"), "-m", "pip", "install", "--no-deps", "-q"]
    subprocess.run([*pip, str(wheel)], check=True, cwd=folder)
    return environment / "bin" / "inducult"


@contextmanager
def running(program: Path, folder: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        "PATH": "/usr/bin:/bin",  # no node here
        "HOME": str(folder),
        "INDUCULT_DATA": str(folder / "data"),
    }
    server = subprocess.Popen(
        [str(program), "demo", "--port", str(port)],
        cwd=folder,
        env=environment,
        start_new_session=True,
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/health", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(server.pid, signal.SIGINT)  # Ctrl-C
        assert server.wait(timeout=15) in (0, 1, 130, -signal.SIGINT)


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        assert server.poll() is None, "The server ended by itself."
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError(f"{address} did not answer.")


def imported_from(program: Path, folder: Path) -> str:
    code = "import inducult; print(inducult.__file__)"
    python = program.with_name("python")
    said = subprocess.run([python, "-c", code], cwd=folder, capture_output=True, check=True)
    return said.stdout.decode()


def read(address: str) -> tuple[int, bytes]:
    with urllib.request.urlopen(address, timeout=30) as answer:
        return answer.status, answer.read()


def test_the_installed_demonstration_serves_map_places_and_basemap_without_the_clone(
    installed: Path, tmp_path: Path
) -> None:
    assert str(ROOT) not in imported_from(installed, tmp_path)
    with running(installed, tmp_path) as address:
        _, health = read(f"{address}/health")
        assert json.loads(health)["places"] == 382
        status, page = read(f"{address}/de/places/august-horch-museum/")
        assert status == 200
        assert "August Horch Museum Zwickau" in page.decode()
        _, start = read(f"{address}/en/map/")
        static = start.decode().split("/static/")[1].split("/")[0]
        for name in ("vendor/maplibre-gl/maplibre-gl.mjs", "basemap/basemap.pmtiles"):
            assert read(f"{address}/static/{static}/{name}")[0] == 200
