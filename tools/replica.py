"""A PostgreSQL and a streaming replica of it, on this machine, made by Debian's programs."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools.run_tests import as_postgres, free_port, postgresql, programs


@dataclass(frozen=True)
class Replica:
    """A running replica: its address, and its end."""

    url: str
    data: Path

    def kill(self) -> None:
        """As when the machine is gone."""
        _call("pg_ctl", "-D", str(self.data), "-m", "immediate", "stop")


@contextmanager
def primary_with_replica() -> Iterator[tuple[str, Replica]]:
    """The address of a primary, and a replica that follows it; both are gone at the end."""
    with postgresql() as primary:
        folder = Path(tempfile.mkdtemp(prefix="inducult-replica-"))
        if as_postgres():
            shutil.chown(folder, "postgres")
        replica = _made(primary, folder)
        try:
            yield primary, replica
        finally:
            if (replica.data / "postmaster.pid").exists():
                replica.kill()
            shutil.rmtree(folder, ignore_errors=True)


def _made(primary: str, folder: Path) -> Replica:
    """`-R` writes how to follow, `-C -S` keeps at the primary what the replica still needs."""
    data, port = folder / "data", free_port()
    slot = ("-R", "-C", "-S", "inducult", "-X", "stream", "--checkpoint=fast")
    _call("pg_basebackup", "-D", str(data), "-d", primary, *slot)
    serve = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1"
    _call("pg_ctl", "-D", str(data), "-w", "-l", str(folder / "log"), "-o", serve, "start")
    return Replica(primary.rpartition(":")[0] + f":{port}/postgres", data)


def _call(program: str, *options: str) -> None:
    command = [*as_postgres(), str(programs() / program), *options]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")
