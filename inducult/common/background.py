"""Work behind the pages: tasks in the database, taken up again when they were interrupted.

A task may run twice (a machine stops between its last step and the note that it is done), so every
task must give the same when it is repeated.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

ATTEMPTS: Final = 3
PAUSE: Final = timedelta(seconds=20)  # before a failed task is tried again; doubles
KEPT: Final = timedelta(days=30)
BEGIN_AT: Final = 5  # o'clock UTC: daily work is done before people begin theirs

_daily: list[Any] = []
_checks: list[Callable[[], None]] = []


def every_day(task: Any) -> Any:
    """A task that the worker begins once a day; it may begin twice, as every task may."""
    _daily.append(task)
    return task


def every_minute(check: Callable[[], None]) -> Callable[[], None]:
    """A look at whether something was forgotten; it must be quick, and may run twice at once."""
    _checks.append(check)
    return check


def look_for_what_was_forgotten() -> None:
    """What a process that was killed between its deed and the task for it has left undone."""
    for check in _checks:
        check()


def begun_since(task: Any, at: datetime) -> bool:
    """Whether the task was put into the queue since then, or waits or runs from before."""
    own = DBTaskResult.objects.filter(task_path=task.module_path)
    busy = own.filter(status__in=(TaskResultStatus.READY, TaskResultStatus.RUNNING))
    return own.filter(enqueued_at__gte=at).exists() or busy.exists()


def begin_day() -> int:
    """Enqueue the daily tasks of today that nobody has enqueued yet; returns how many."""
    now = timezone.now()
    if now.hour < BEGIN_AT:
        return 0
    today = DBTaskResult.objects.filter(enqueued_at__date=now.date())
    begun = set(today.values_list("task_path", flat=True).order_by())
    due = [task for task in _daily if task.module_path not in begun]
    for task in due:
        task.enqueue()
    return len(due)


def worker_name() -> str:
    """The name under which this process takes tasks: machine and process."""
    return f"{socket.gethostname()}:{os.getpid()}"


def waiting(task: Any) -> bool:
    """Whether the task stands in the queue already and nobody has begun with it."""
    return _tasks(TaskResultStatus.READY).filter(task_path=task.module_path).exists()


def waiting_with(task: Any) -> list[list[Any]]:
    """The arguments of each such task that stands in the queue or runs."""
    under_way = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
    found = DBTaskResult.objects.filter(task_path=task.module_path, status__in=under_way)
    return [row.args_kwargs["args"] for row in found.order_by("enqueued_at")]


def take_up_again() -> int:
    """Put tasks back whose worker on this machine is gone; returns how many."""
    lost = [row.pk for row in _tasks(TaskResultStatus.RUNNING) if _is_gone(row.worker_ids)]
    return DBTaskResult.objects.filter(pk__in=lost).update(status=TaskResultStatus.READY)


def try_again() -> int:
    """Put failed tasks back that have not been tried often enough; returns how many."""
    count = 0
    for row in _tasks(TaskResultStatus.FAILED):
        if len(row.worker_ids) < ATTEMPTS:
            pause = PAUSE * 2 ** max(len(row.worker_ids) - 1, 0)
            again = {"status": TaskResultStatus.READY, "run_after": timezone.now() + pause}
            count += DBTaskResult.objects.filter(pk=row.pk).update(**again)
    return count


def forget_old() -> None:
    """Done tasks are kept for a month."""
    DBTaskResult.objects.filter(finished_at__lt=timezone.now() - KEPT).delete()


def _tasks(status: Any) -> QuerySet[Any]:
    found: QuerySet[Any] = DBTaskResult.objects.filter(status=status).order_by("enqueued_at")
    return found


def _is_gone(workers: list[str]) -> bool:
    """Whether the last worker was a process of this machine that runs no more."""
    machine, _colon, number = (workers or [""])[-1].rpartition(":")
    if machine != socket.gethostname():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
