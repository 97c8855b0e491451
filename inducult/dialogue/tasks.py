"""Work of the dialogue behind the pages."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from inducult.common.background import every_day
from inducult.common.history import Actor
from inducult.dialogue.actions import expire


@every_day
@task()
def empty_what_is_over() -> int:
    """Words for the group only whose time is over; returns how many things lost them."""
    return expire(timezone.now(), by=Actor.command("retention"))
