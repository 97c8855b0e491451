"""A translation service on this machine: real HTTP, both dialects, and every way to fail.

It answers as the public descriptions of LibreTranslate (POST /translate) and DeepL
(POST /v2/translate) say. Its translation is the text read backwards, which is no language.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

KEY = "a-key"


def translated(text: str, target: str) -> str:
    return f"[{target}] {text[::-1]}"


@dataclass
class Service:
    """`asked` is what was sent to it. What it does wrong is set by a test."""

    address: str = ""
    status: int = 200
    body: bytes | None = None  # instead of an answer
    wait_s: float = 0.0
    drip_s: float = 0.0  # between two bytes of an answer
    texts: list[str] | None = None  # instead of translations
    asked: list[dict[str, Any]] = field(default_factory=list)


@contextmanager
def translators() -> Iterator[Service]:
    """The service while it runs, on a free port."""
    service = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            service.asked.append(told)
            time.sleep(service.wait_s)
            status, body = _answer(service, self.path, told, self.headers)
            try:
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                _send(self.wfile, body, service.drip_s)
            except (BrokenPipeError, ConnectionResetError):
                pass  # who asked has given up

        def log_message(self, *args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        service.address = f"http://127.0.0.1:{server.server_port}"
        Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
        yield service
        server.shutdown()


def _send(wire: Any, body: bytes, drip_s: float) -> None:
    for byte in [body] if not drip_s else [body[i : i + 1] for i in range(len(body))]:
        wire.write(byte)
        wire.flush()
        time.sleep(drip_s)


def _answer(service: Service, path: str, told: dict[str, Any], headers: Any) -> tuple[int, bytes]:
    if service.body is not None or service.status != 200:
        return service.status, service.body or b'{"error": "no"}'
    if path == "/translate":
        return _libretranslate(service, told)
    if path == "/v2/translate":
        return _deepl(service, told, headers)
    return 404, b"{}"


def _libretranslate(service: Service, told: dict[str, Any]) -> tuple[int, bytes]:
    if told.get("api_key", KEY) != KEY:
        return 403, b'{"error": "Invalid API key"}'
    assert told["format"] == "text"
    texts = service.texts or [translated(text, told["target"]) for text in told["q"]]
    return 200, json.dumps({"translatedText": texts}).encode()


def _deepl(service: Service, told: dict[str, Any], headers: Any) -> tuple[int, bytes]:
    if headers["Authorization"] != f"DeepL-Auth-Key {KEY}":
        return 403, b'{"message": "Wrong endpoint or key"}'
    target = told["target_lang"].partition("-")[0].lower()
    texts = service.texts or [translated(text, target) for text in told["text"]]
    parts = [{"detected_source_language": told["source_lang"], "text": text} for text in texts]
    return 200, json.dumps({"translations": parts}).encode()
