"""The page of the work behind the pages: what failed and why, without secrets, and again."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from inducult.common.background import ATTEMPTS, try_again
from inducult.common.task_list import begin_again, without_secrets
from inducult.places import tasks
from inducult.places.tasks import clear_pictures
from tests.cast import Cast
from tests.places.test_editing import signed_in

PAGE = "/en/register/tasks/"


@pytest.fixture
def failed(cast: Cast, settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A task that failed because of a mail server, whose address has a password in it."""
    settings.DATA = tmp_path
    settings.MAIL_SERVER = "smtp://post:open-sesame@mail.example:587"

    def fail(*_args: Any) -> int:
        raise OSError("no answer from smtp://post:open-sesame@mail.example:587")

    DBTaskResult.objects.all().delete()
    monkeypatch.setattr(tasks, "clear_away", fail)
    clear_pictures.enqueue()
    call_command("worker", batch=True)
    monkeypatch.undo()
    return DBTaskResult.objects.get()


def page(cast: Cast) -> str:
    return signed_in(cast, "steward").get(PAGE).content.decode()


@pytest.mark.django_db(transaction=True)  # the worker takes a connection of its own
def test_a_failed_task_tells_why_and_no_secret(cast: Cast, failed: Any) -> None:
    text = page(cast)
    assert failed.status == TaskResultStatus.FAILED
    assert "Failed (1)" in text
    assert "OSError: no answer from" in text
    assert "open-sesame" not in text
    assert "Clear away pictures" in text


@pytest.mark.django_db(transaction=True)  # the worker takes a connection of its own
def test_a_failed_task_is_begun_again_by_its_button(
    cast: Cast, failed: Any, settings: Any, tmp_path: Any
) -> None:
    settings.DATA = tmp_path
    client = signed_in(cast, "steward")
    assert client.post(PAGE, {"task": str(failed.pk)})["Location"] == PAGE
    call_command("worker", batch=True)
    failed.refresh_from_db()
    assert failed.status == TaskResultStatus.SUCCESSFUL


@pytest.mark.django_db(transaction=True)  # the worker takes a connection of its own
def test_one_that_was_given_up_has_all_its_attempts_again(cast: Cast, failed: Any) -> None:
    DBTaskResult.objects.update(worker_ids=["a"] * ATTEMPTS)
    assert try_again() == 0
    assert (begin_again(str(failed.pk)), begin_again(str(failed.pk))) == (True, False)
    assert DBTaskResult.objects.get().worker_ids == []


@pytest.mark.parametrize("number", ["", "x", "1", "00000000-0000-0000-0000-000000000000"])
def test_a_number_that_is_none_is_no_fault(number: str, cast: Cast) -> None:
    assert signed_in(cast, "steward").post(PAGE, {"task": number}).status_code == 302


def test_what_waits_is_named(cast: Cast) -> None:
    DBTaskResult.objects.all().delete()
    tasks.size_picture.enqueue("0123456789")
    text = page(cast)
    assert "Waiting (1)" in text
    assert "Make the sizes of a picture" in text
    assert "0123456789" in text


def test_the_page_is_for_stewards(cast: Cast) -> None:
    parts = ("member", "keeper", "coordinator", "scientist")
    assert {signed_in(cast, part).get(PAGE).status_code for part in parts} == {403}
    assert Client().get(PAGE).status_code == 302


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("postgresql://inducult:pw@db/x", "postgresql://…@db/x"),
        ("password=hunter2 refused", "password=… refused"),
        ("API key: abc", "API key: …"),
        ("nothing hidden", "nothing hidden"),
    ],
)
def test_what_looks_like_a_secret_is_left_out(words: str, left: str) -> None:
    assert without_secrets(words) == left
