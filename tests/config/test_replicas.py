"""Reads go to a real streaming replica, what follows a write to the primary; and it dies."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tools.replica import Replica, primary_with_replica

ROOT = Path(settings.PACKAGE).parent
# Asks the product, in a process of its own with these two databases; prints what happened.
QUESTIONS = ROOT / "tests" / "config" / "asking_replicas.py"


@pytest.fixture(scope="module")
def pair() -> Iterator[tuple[str, Replica]]:
    with primary_with_replica() as made:
        yield made


@pytest.mark.long
def test_reads_writes_and_the_death_of_a_replica(pair: tuple[str, Replica], tmp_path: Path) -> None:
    primary, replica = pair
    environment = {
        **os.environ,
        "DATABASE_URL": primary,
        "INDUCULT_DB_REPLICA": replica.url,
        "INDUCULT_DATA": str(tmp_path),
    }
    program = [sys.executable, "-m", "inducult.config.cli", "migrate", "-v0"]
    subprocess.run(program, env=environment, check=True)
    with subprocess.Popen(
        [sys.executable, str(QUESTIONS)],
        env={**environment, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as asking:
        assert told_by(asking, 4) == [
            "a question: replica",
            "in a request that wrote: default",
            "a question after it: default",
            "a question of somebody else: replica",
        ]
        replica.kill()
        time.sleep(1.5)  # longer than the product trusts its last look
        assert asking.stdin is not None
        asking.stdin.write("\n")
        asking.stdin.flush()
        assert told_by(asking, 2) == [
            "when the replica is dead: default",
            "and what it reads is there: 1",
        ]
    assert asking.returncode == 0


def told_by(asking: subprocess.Popen[str], count: int) -> list[str]:
    assert asking.stdout is not None
    return [asking.stdout.readline().strip() for _ in range(count)]
