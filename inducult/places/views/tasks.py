"""The work behind the pages, as stewards see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods
from django_tasks import TaskResultStatus

from inducult.common.task_list import LISTED, Listed, begin_again, counts, listed
from inducult.places.access import Request, needs

LABELS: Final = {
    TaskResultStatus.FAILED: pgettext_lazy("tasks", "Failed"),
    TaskResultStatus.RUNNING: pgettext_lazy("tasks", "Running"),
    TaskResultStatus.READY: pgettext_lazy("tasks", "Waiting"),
    TaskResultStatus.SUCCESSFUL: pgettext_lazy("tasks", "Done"),
}
# A task without a word is called by the name of its function.
WORDS: Final = {
    "inducult.catalogue.tasks.build_edition": gettext_lazy("Build the edition that pages read"),
    "inducult.places.tasks.send_reminders": gettext_lazy("Send reminders to keepers"),
    "inducult.places.tasks.size_picture": gettext_lazy("Make the sizes of a picture"),
    "inducult.places.tasks.clear_pictures": gettext_lazy("Clear away pictures without a use"),
}


@dataclass(frozen=True)
class Group:
    """The tasks in one state; `more` says how many are not listed."""

    state: str
    label: Any
    count: int
    rows: list[tuple[Any, Listed]]

    @property
    def more(self) -> int:
        return self.count - len(self.rows)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("partnership.see_tasks")
def tasks(request: Request) -> HttpResponse:
    """What waits, runs, is done and has failed; a failed one can be begun again."""
    if request.method == "POST":
        return _again(request)
    groups = [_group(state, count) for state, count in counts().items()]
    return render(request, "register/tasks.html", {"groups": groups, "listed": LISTED})


def _group(state: str, count: int) -> Group:
    rows = [(WORDS.get(row.path, row.path.rsplit(".", 1)[-1]), row) for row in listed(state)]
    return Group(state.lower(), LABELS[TaskResultStatus(state)], count, rows)


def _again(request: Request) -> HttpResponse:
    number = request.POST.get("task", "")
    if _is_number(number) and begin_again(number):
        messages.success(request, _("The task is in the queue again."))
    else:
        messages.warning(request, _("This task has not failed, or it is in the queue again."))
    return redirect("register:tasks")


def _is_number(word: str) -> bool:
    try:
        UUID(word)
    except ValueError:
        return False
    return True
