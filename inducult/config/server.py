"""The web server around the product."""

from __future__ import annotations

import atexit
import os
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from gunicorn.app.base import BaseApplication
from gunicorn.workers.gasgi import ASGIWorker

CONNECTIONS: Final = 65_536  # open files of a process, at most
NEEDED = (
    "vendor/maplibre-gl/maplibre-gl.mjs",
    "vendor/htmx/htmx.min.js",
    "basemap/basemap.pmtiles",
)


def vendor_is_missing() -> str | None:
    """A sentence that says what to do when browser files are not there; None when they are."""
    static = Path(settings.PACKAGE) / "static"
    missing = [name for name in NEEDED if not (static / name).is_file()]
    if not missing:
        return None
    return (
        f"Browser files are missing ({', '.join(missing)}). In a clone `make run` copies them; "
        "for an installation build a package that holds them with `make wheel`."
    )


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn with our settings instead of a configuration file."""

    def __init__(self, options: dict[str, Any], *, threads: int) -> None:
        self.options, self.threads = options, threads
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        from inducult.config.asgi import Application  # noqa: PLC0415 -- in the worker, after fork

        return Application(self.threads)


class OneByOne(socket.socket):
    """A listening socket that gives one connection, then says that none waits.

    An event loop takes all that wait in one go: the first process to wake had the four connections
    of a browser, and the other had nothing to do. Asked again in its next round, it takes what is
    still there.
    """

    _has_given = False

    def accept(self) -> tuple[socket.socket, Any]:
        if self._has_given:
            self._has_given = False
            raise BlockingIOError
        given = super().accept()
        self._has_given = True
        return given


class Worker(ASGIWorker):  # type: ignore[misc]  # gunicorn has no types
    """A web process. It takes one connection at a time, so that the others get some too; when it is
    to end, it first sends away who listens on a live line: they would be waited for."""

    def run(self) -> None:
        for listener in self.sockets:
            listener.sock = OneByOne(fileno=listener.sock.detach())
        super().run()

    def handle_exit_signal(self) -> None:
        from inducult.common.live.lines import LINES  # noqa: PLC0415 -- when Django stands

        LINES.end()
        super().handle_exit_signal()


def serve(host: str, port: int, *, workers: int, threads: int) -> None:
    """Serve until a signal comes; Ctrl-C ends all processes."""
    sys.argv = sys.argv[:1]  # gunicorn would read our own arguments
    sys.stdout.write(f"InduCult {settings.VERSION} on http://{host}:{port}  (Ctrl-C stops it)\n")
    sys.stdout.flush()
    count_together()
    allow_many_connections()
    Server(
        {
            "bind": _addresses(host, port),
            "workers": workers,
            "worker_class": Worker,
            "asgi_lifespan": "off",
            "proc_name": "inducult",
            "logconfig_dict": _logging(),
            "graceful_timeout": 5,
            "when_ready": lambda arbiter: start_worker(),
            "worker_int": lambda worker: leave_at_once(),
            "child_exit": lambda arbiter, worker: forget(worker.pid),
            "worker_exit": lambda arbiter, worker: leave_at_once(),
        },
        threads=threads,
    ).run()


def allow_many_connections() -> None:
    """Every open line is an open file, and many systems begin with a thousand."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = CONNECTIONS if hard == resource.RLIM_INFINITY else min(hard, CONNECTIONS)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def count_together() -> None:
    """A folder in which the processes of this server count, if anybody may ask for the figures."""
    if settings.METRICS:
        folder = tempfile.mkdtemp(prefix="inducult-metrics-")
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
        atexit.register(_remove, folder, os.getpid())


def _remove(folder: str, owner: int) -> None:
    if os.getpid() == owner:  # its children inherit what is to be done at the end
        shutil.rmtree(folder, ignore_errors=True)


def forget(process: int) -> None:
    """A process that has ended is no longer counted among the living."""
    if settings.METRICS:
        from prometheus_client.multiprocess import (  # noqa: PLC0415 -- after `count_together`
            mark_process_dead,
        )

        mark_process_dead(process)  # type: ignore[no-untyped-call]


def _logging() -> dict[str, Any]:
    """Gunicorn's own lines look like ours."""
    own = {"level": "WARNING", "handlers": [], "propagate": True}
    return {**settings.LOGGING, "loggers": {"gunicorn.error": own, "gunicorn.access": own}}


def start_worker() -> None:
    """Processes for the work behind the pages, and for what other nodes publish; others when they
    have died."""
    _keep_one("worker")
    if settings.STORE:
        _keep_one("pull", "--every", "1")


def _keep_one(*words: str) -> None:
    threading.Thread(target=_keep_a_process, args=[os.getpid(), *words], daemon=True).start()


def _keep_a_process(server: int, *words: str) -> None:
    program = [sys.executable, "-m", "inducult.config.cli"]
    command = [*program, *words, "--beside", str(server)]
    while os.getpid() == server:
        subprocess.run(command, check=False)  # noqa: S603 -- our own; returns when the worker dies
        time.sleep(1)


def leave_at_once() -> None:
    """End a process that has served its last request.

    The read engine's threads hold up the interpreter's own clearing away (measured: five seconds
    and a kill), and there is nothing to clear away: editions are only read.
    """
    os._exit(0)


def _addresses(host: str, port: int) -> list[str]:
    """`localhost` may mean the IPv6 address to a browser, so both are bound where both exist."""
    if host == "127.0.0.1" and _has_ipv6():
        return [f"127.0.0.1:{port}", f"[::1]:{port}"]
    return [f"[{host}]:{port}" if ":" in host else f"{host}:{port}"]


def _has_ipv6() -> bool:
    import socket  # noqa: PLC0415 -- asked once, when serving

    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_STREAM) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True
