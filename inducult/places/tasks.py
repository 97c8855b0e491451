"""Work of the register behind the pages."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from django.utils import timezone
from django_tasks import task

from inducult.common.background import every_day
from inducult.places.actions.picturing import clear_away, make_sizes
from inducult.places.actions.reminding import remind
from inducult.places.events import picture_added


@every_day
@task()
def send_reminders() -> int:
    """Letters to keepers whose places are no longer fresh; returns how many went out."""
    return remind(timezone.localdate())


@task()
def size_picture(key: str) -> int:
    """All sizes of a picture; returns how many were made now."""
    return make_sizes(key)


@every_day
@task()
def clear_pictures() -> int:
    """Pictures that nothing names any more, and files without a row; returns how many went."""
    return clear_away(timezone.now())


@receiver(picture_added, dispatch_uid="sizes of a new picture")
def _size(key: str, **_rest: Any) -> None:
    """In the transaction of the row: a picture is never without its task."""
    size_picture.enqueue(key)
