"""A real nginx with the configuration of `deploy/`, on a free port of this machine."""

from __future__ import annotations

import re
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tests.fakes.s3 import free_port

MODULE: Final = Path("/usr/lib/nginx/modules/ngx_http_brotli_filter_module.so")
CONFIGURATION: Final = Path(__file__).resolve().parents[2] / "deploy" / "nginx.conf"

Answer = tuple[int, bytes, dict[str, str]]


@contextmanager
def nginx(folder: Path, nodes: Sequence[str], *, brotli: bool = False) -> Iterator[str]:
    """The address of an nginx before some nodes (`host:port`); its cache lies in the folder.

    With `brotli` the lines of the configuration that are for its module are in force.
    """
    port = free_port()
    server = subprocess.Popen(
        ["nginx", "-c", str(_written(folder, nodes, port, brotli)), "-p", folder]
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address)
        yield address
    finally:
        server.terminate()
        server.wait(10)


def _written(folder: Path, nodes: Sequence[str], port: int, brotli: bool) -> Path:
    """The configuration with its addresses and paths exchanged, and nothing else."""
    text = CONFIGURATION.read_text(encoding="utf-8")
    servers = "".join(f"    server {node} max_fails=1 fail_timeout=3s;\n" for node in nodes)
    text = re.sub(r"^ +server 127.*?\n(?: +# server.*?\n)*", servers, text, flags=re.M)
    text = text.replace("listen 80;", f"listen 127.0.0.1:{port};")
    text = text.replace("/var/cache/nginx/inducult", str(folder / "cache"))
    module = f"load_module {MODULE};\n" if brotli else ""
    text = text.replace("#br ", "") if brotli else text
    file = folder / "nginx.conf"
    file.write_text(
        f"{module}daemon off;\nmaster_process off;\npid {folder}/nginx.pid;\n"
        f"error_log {folder}/error.log;\n"
        f"events {{ worker_connections 512; }}\nhttp {{ access_log off;\n"
        f"client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;\n{text}}}\n",
        encoding="utf-8",
    )
    return file


def fetch(address: str, **headers: str) -> Answer:
    """Status, content, headers; an answer of 4xx or 5xx is one too."""
    request = urllib.request.Request(address, headers={"Accept-Encoding": "identity", **headers})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.read(), dict(answer.headers)
    except urllib.error.HTTPError as error:
        return error.code, error.read(), dict(error.headers)


def _wait(address: str) -> None:
    for _ in range(300):
        try:
            fetch(f"{address}/health")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("nginx does not answer")
