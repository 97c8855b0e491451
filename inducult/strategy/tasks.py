"""Letters that ask for half-yearly reports."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from inducult.common.background import every_day
from inducult.strategy.letters import ask_for_report
from inducult.strategy.models import Asked


@every_day
@task()
def send_questions() -> int:
    """Send what was asked and not sent yet; repeated, nobody gets it twice. Returns how many."""
    count = 0
    rows = Asked.objects.filter(sent_at=None, half_year__closed_at=None, person__is_active=True)
    for asked in rows.select_related("person", "half_year__strategy").order_by("id"):
        ask_for_report(asked)
        Asked.objects.filter(pk=asked.pk).update(sent_at=timezone.now())
        count += 1
    return count
