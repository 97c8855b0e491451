"""Work of the register behind the pages."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from inducult.common.background import every_day
from inducult.places.actions.reminding import remind


@every_day
@task()
def send_reminders() -> int:
    """Letters to keepers whose places are no longer fresh; returns how many went out."""
    return remind(timezone.localdate())
