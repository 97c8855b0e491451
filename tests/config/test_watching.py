"""Who watches the product: readiness, figures, log lines that belong together."""

from __future__ import annotations

import json
import logging
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client

from inducult.common.environment import BadSetting, env_choice, env_networks
from inducult.config.watching import views
from inducult.config.watching.logs import JsonLines, Plain
from inducult.config.watching.naming import request_name


# --- names of requests ---------------------------------------------------------------------------
def test_a_request_keeps_the_name_that_a_proxy_gave_it(client: Client, atlas: Path) -> None:
    assert client.get("/health", headers={"X-Request-ID": "abc-12345"})["X-Request-ID"] == (
        "abc-12345"
    )


@pytest.mark.parametrize("given", ["", "short", "a b c d e f g h", "x" * 65, "12345678\n"])
def test_a_name_that_could_forge_a_log_line_is_replaced(
    client: Client, atlas: Path, given: str
) -> None:
    named = client.get("/health", headers={"X-Request-ID": given})["X-Request-ID"]
    assert re.fullmatch("[0-9a-f]{32}", named)


def test_answers_are_logged_without_what_was_asked_for(
    client: Client, atlas: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "inducult.requests"):
        client.get("/en/places/?q=private+words")
    (told,) = [record.told for record in caplog.records if record.name == "inducult.requests"]  # type: ignore[attr-defined]
    assert told.pop("ms") > 0
    assert told == {
        "method": "GET",
        "path": "/en/places/",
        "view": "explore:places",
        "status": 200,
    }


def test_a_line_for_machines_is_one_object_whatever_is_in_it() -> None:
    try:
        raise ValueError("two\nlines")
    except ValueError:
        record = logging.LogRecord("x", 40, "f", 1, "Łódź %s", ("\n",), sys.exc_info())
    record.told = {"status": 500}
    token = request_name.set("abc-12345")
    line = JsonLines().format(record)
    request_name.reset(token)
    assert "\n" not in line
    read = json.loads(line)
    assert "ValueError: two" in read.pop("error")
    assert read.pop("at").endswith("+00:00")
    assert read == {
        "level": "ERROR",
        "logger": "x",
        "message": "Łódź \n",
        "request": "abc-12345",
        "status": 500,
    }


def test_a_line_for_people_names_the_request_last() -> None:
    record = logging.LogRecord("x", 20, "f", 1, "answered", (), None)
    record.told = {"status": 200}
    token = request_name.set("abc-12345")
    assert Plain("{name}: {message}", style="{").format(record) == (
        "x: answered status=200 [abc-12345]"
    )
    request_name.reset(token)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [("A_FORMAT", "xml", "none of plain, json"), ("A_NETWORK", "10.0.0.0/99", "no network")],
)
def test_a_setting_that_cannot_be_meant_is_named(
    name: str, value: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(BadSetting, match=f"{name}.*{says}"):
        env_choice(name, ("plain", "json")) if name == "A_FORMAT" else env_networks(name)


# --- readiness -----------------------------------------------------------------------------------
def test_a_node_with_database_and_edition_is_ready(client: Client, atlas: Path) -> None:
    answer = client.get("/ready")
    assert (answer.status_code, answer.json()) == (
        200,
        {"edition": 1, "database": True, "tables": True},
    )


def test_a_node_without_an_edition_is_not(client: Client, db: None, settings: Any) -> None:
    settings.DATA = Path("/nowhere")
    answer = client.get("/ready")
    assert (answer.status_code, answer.json()["edition"]) == (503, None)


def test_a_node_whose_database_is_gone_says_so(
    client: Client, atlas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_words: Any) -> Any:
        raise OperationalError

    monkeypatch.setattr(views, "_seen", [])
    with monkeypatch.context() as patched:
        patched.setattr(connection, "cursor", gone)
        answer = client.get("/ready")
    assert (answer.status_code, answer.json()) == (
        503,
        {"edition": 1, "database": False, "tables": False},
    )


# --- figures -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("allowed", "asking", "status"),
    [
        ([], {}, 404),
        (["10.0.0.0/8"], {}, 404),
        (["127.0.0.1"], {}, 200),
        (["127.0.0.1"], {"HTTP_X_FORWARDED_FOR": "127.0.0.1"}, 404),
        (["127.0.0.1"], {"HTTP_FORWARDED": "for=127.0.0.1"}, 404),
        (["127.0.0.1"], {"REMOTE_ADDR": ""}, 404),
        (["fd00::/8"], {"REMOTE_ADDR": "fd00::7"}, 200),
    ],
)
def test_figures_are_for_the_networks_that_are_named(
    atlas: Path, settings: Any, allowed: list[str], asking: dict[str, str], status: int
) -> None:
    settings.METRICS = allowed
    assert Client(**asking).get("/metrics").status_code == status  # type: ignore[arg-type]


@pytest.mark.long
def test_figures_of_all_processes_are_added_up(atlas_data: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "editions").symlink_to(atlas_data / "editions")
    with serving(data, INDUCULT_METRICS="127.0.0.1", INDUCULT_LOG_FORMAT="json") as address:
        for _ in range(12):
            fetch(f"{address}/en/places/?q=tower")
        told = fetch(f"{address}/metrics").decode()
    assert 'requests_total{method="GET",status="200",view="explore:places"} 12.0' in told
    assert 'request_seconds_count{view="explore:places"} 12.0' in told
    assert "inducult_edition_places 382.0" in told


@contextmanager
def serving(data: Path, **environment: str) -> Iterator[str]:
    """The real server with two processes."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    around = {**os.environ, "INDUCULT_DATA": str(data), **environment}
    around.pop("DATABASE_URL", None)
    program = [sys.executable, "-m", "inducult.config.cli"]
    subprocess.run([*program, "migrate", "-v0"], env=around, check=True)
    server = subprocess.Popen(
        [*program, "serve", "--port", str(port)], env=around, start_new_session=True
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/health")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)


def wait_for(address: str) -> None:
    for _ in range(600):
        try:
            fetch(address)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"{address} does not answer")


def fetch(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=20) as answer:
        content: bytes = answer.read()
        return content
