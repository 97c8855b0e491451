"""From a publication to the edition that shows it: through a real worker."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from inducult.catalogue.queries import current
from inducult.catalogue.tasks import build_edition
from inducult.common.background import (
    ATTEMPTS,
    look_for_what_was_forgotten,
    take_up_again,
    try_again,
    worker_name,
)
from inducult.common.history import Actor
from inducult.places.actions import archive, publish, republish
from inducult.places.models import Place
from inducult.places.records import Record

HERE = Actor.command("test")


@pytest.fixture
def data(register: list[Record], settings: Any, tmp_path: Path) -> Path:
    """A data folder of one's own, so that editions do not get in each other's way."""
    settings.DATA = tmp_path
    DBTaskResult.objects.all().delete()
    return tmp_path


def work() -> None:
    call_command("worker", batch=True)


@pytest.mark.django_db(transaction=True)
def test_many_publications_are_one_edition(data: Path, register: list[Record]) -> None:
    for record in register:
        publish([{**record, "operator": "somebody new"}], by=HERE)
    assert DBTaskResult.objects.count() == 1
    work()
    edition = current()
    assert edition is not None
    assert [edition.place(r["id"])["operator"] for r in register] == ["somebody new"] * len(
        register
    )


@pytest.mark.django_db(transaction=True)
def test_a_place_that_is_taken_back_is_gone_from_the_next_edition(data: Path) -> None:
    build_edition.enqueue()
    work()
    place = Place.objects.get(slug="abenteuer-erzberg")
    archive(place, by=HERE, reason="example")
    work()
    edition = current()
    assert edition is not None
    assert edition.place(place.identifier) is None
    for other in Place.objects.exclude(pk=place.pk).order_by("pk"):
        archive(other, by=HERE, reason="example")
    work()
    edition = current()
    assert edition is not None
    assert len(edition) == 0
    republish(place, by=HERE)
    work()
    assert (edition := current()) is not None
    assert len(edition) == 1


@pytest.mark.django_db(transaction=True)
def test_a_task_whose_worker_was_killed_is_taken_up_again(data: Path) -> None:
    build_edition.enqueue()
    dead = subprocess.Popen(["sleep", "60"])
    dead.send_signal(signal.SIGKILL)
    dead.wait()
    gone = worker_name().replace(str(os.getpid()), str(dead.pid))
    DBTaskResult.objects.update(status="RUNNING", worker_ids=[gone])
    assert take_up_again() == 1
    work()
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


@pytest.mark.django_db(transaction=True)
def test_a_publication_whose_task_was_never_queued_is_found(
    data: Path, register: list[Record]
) -> None:
    build_edition.enqueue()
    work()
    look_for_what_was_forgotten()
    assert DBTaskResult.objects.count() == 1
    publish([{**register[0], "operator": "somebody new"}], by=HERE)
    DBTaskResult.objects.filter(status="READY").delete()  # killed after the commit
    for _ in range(2):
        look_for_what_was_forgotten()
    assert DBTaskResult.objects.filter(status="READY").count() == 1
    work()
    assert (edition := current()) is not None
    assert edition.place(register[0]["id"])["operator"] == "somebody new"
    look_for_what_was_forgotten()
    assert DBTaskResult.objects.filter(status="READY").count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_task_that_runs_is_left_alone(data: Path) -> None:
    build_edition.enqueue()
    DBTaskResult.objects.update(status="RUNNING", worker_ids=[worker_name()])
    assert take_up_again() == 0


@pytest.mark.django_db(transaction=True)
def test_a_task_that_fails_is_tried_three_times(data: Path) -> None:
    Place.objects.all().delete()  # nothing to publish: the build fails
    build_edition.enqueue()
    for _ in range(ATTEMPTS + 1):
        work()
        try_again()
        DBTaskResult.objects.update(run_after="2026-01-01T00:00Z")
    task = DBTaskResult.objects.get()
    assert (task.status, len(task.worker_ids)) == ("FAILED", ATTEMPTS)
