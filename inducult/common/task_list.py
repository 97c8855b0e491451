"""The tasks in the database, for those who look after them: what waits, runs, is done, failed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from inducult.common.background import ATTEMPTS

LISTED: Final = 100  # of each state
REASON_LENGTH: Final = 300
# In the order of the page: what needs somebody first.
STATES: Final = (
    TaskResultStatus.FAILED,
    TaskResultStatus.RUNNING,
    TaskResultStatus.READY,
    TaskResultStatus.SUCCESSFUL,
)
LOGIN_IN_ADDRESS: Final = re.compile(r"//[^/\s@]*@")
SECRET: Final = re.compile(r"(?i)(password|passwd|secret|token|key)(\s*[=:]\s*)\S+")


@dataclass(frozen=True)
class Listed:
    """A task: `path` names its function, `attempts` says how often it was begun."""

    id: str
    path: str
    about: str
    at: datetime
    attempts: int
    reason: str
    comes_again: bool


def counts() -> dict[str, int]:
    """How many tasks there are in each state."""
    return {state: DBTaskResult.objects.filter(status=state).count() for state in STATES}


def listed(state: str) -> list[Listed]:
    """The tasks in a state, the newest first."""
    rows = DBTaskResult.objects.filter(status=state).order_by("-enqueued_at", "id")
    return [_listed(row) for row in rows[:LISTED]]


def begin_again(number: str) -> bool:
    """Put a failed task back into the queue with all its attempts; whether there was one."""
    failed = DBTaskResult.objects.filter(pk=number, status=TaskResultStatus.FAILED)
    again = {"status": TaskResultStatus.READY, "run_after": timezone.now(), "worker_ids": []}
    return bool(failed.update(**again))


def _listed(row: Any) -> Listed:
    failed = row.status == TaskResultStatus.FAILED
    return Listed(
        id=str(row.pk),
        path=row.task_path,
        about=", ".join(str(word) for word in row.args_kwargs["args"])[:80],
        at=row.finished_at or row.started_at or row.enqueued_at,
        attempts=len(row.worker_ids),
        reason=without_secrets(_last_line(row.traceback)) if failed else "",
        comes_again=failed and len(row.worker_ids) < ATTEMPTS,
    )


def _last_line(traceback: str) -> str:
    """Kind of error and its message; where in the code it happened is for the log."""
    lines = [line for line in traceback.splitlines() if line.strip() and line[0] not in " \t"]
    return lines[-1] if lines else ""


def without_secrets(words: str) -> str:
    """What a person may read: no keys, no passwords, no logins of addresses."""
    for secret in _secrets():
        words = words.replace(secret, "…")
    words = LOGIN_IN_ADDRESS.sub("//…@", words)
    return SECRET.sub(r"\1\2…", words)[:REASON_LENGTH]


def _secrets() -> Iterator[str]:
    named = [settings.SECRET_KEY, settings.EMAIL_HOST_PASSWORD, settings.MAIL_SERVER]
    named += [settings.STORE, urlsplit(settings.STORE).password or ""]
    named += [str(each.get("PASSWORD") or "") for each in settings.DATABASES.values()]
    for secret in named:
        yield from {secret, unquote(secret)} - {""}
