"""Run all tests: everything on SQLite, and what touches the database on PostgreSQL as well.

A PostgreSQL of its own is started in a temporary folder by Debian's programs and is gone
afterwards. Arguments go on to pytest.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# One more than there are processors: one waits for a browser or a server while others count. They
# take few tests at a time, so that none has a queue of long ones when the others are done.
AT_ONCE = ["-n", str((os.cpu_count() or 1) + 1), "--maxschedchunk", "2"]


def main(arguments: list[str]) -> int:
    """0 when every run passed."""
    os.chdir(ROOT)
    started = time.monotonic()
    failed = _pytest([*AT_ONCE, *arguments], {})
    with postgresql() as url:
        failed |= _pytest([*AT_ONCE, "-m", "postgresql", *arguments], {"DATABASE_URL": url})
    sys.stdout.write(f"All tests took {(time.monotonic() - started) / 60:.1f} minutes.\n")
    return failed


def _pytest(arguments: list[str], environment: dict[str, str]) -> int:
    where = "PostgreSQL" if environment else "SQLite"
    sys.stdout.write(f"\n== Tests on {where}\n")
    sys.stdout.flush()
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(command, env={**os.environ, **environment}, check=False).returncode


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of a fresh PostgreSQL on this machine; it forgets everything at the end."""
    folder = Path(tempfile.mkdtemp(prefix="inducult-pg-"))
    if as_postgres():
        shutil.chown(folder, "postgres")
    data = folder / "data"
    quick = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c jit=off"
    port = free_port()
    serve = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 {quick}"

    def call(program: str, *options: str) -> None:
        subprocess.run(
            [*as_postgres(), str(programs() / program), *options],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=folder,
        )

    call("initdb", "-D", str(data), "-U", "inducult", "--auth=trust", "--encoding=UTF8")
    call("pg_ctl", "-D", str(data), "-w", "-l", str(folder / "log"), "-o", serve, "start")
    try:
        yield f"postgresql://inducult@127.0.0.1:{port}/postgres"
    finally:
        call("pg_ctl", "-D", str(data), "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def programs() -> Path:
    """The folder of the newest PostgreSQL that Debian has installed."""
    return sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]


def as_postgres() -> list[str]:
    """What stands before a command of PostgreSQL, which refuses to run as root."""
    return ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
