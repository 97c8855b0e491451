"""Harvests behind the pages."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from inducult.common.background import every_day
from inducult.common.history import Actor
from inducult.harvest.actions import Failed, NotChecked, accept_checked, harvest
from inducult.harvest.models import SampleCheck
from inducult.harvest.queries import decidable_by
from inducult.harvest.receiving import found_in
from inducult.harvest.saved import recipe_called
from inducult.harvest.uploads import clear_old
from inducult.partnership.models import Person
from inducult.partnership.queries import actor_of


def folder() -> Path:
    """Where the operator puts the files of sources."""
    return Path(settings.DATA) / "sources"


@every_day
@task()
def clear_uploads() -> int:
    """Files that somebody sent and nobody has touched for a month; returns how many went."""
    return clear_old(timezone.now())


@task()
def harvest_source(name: str, by: str) -> str:
    """Harvest a source from its usual place; an interrupted run goes on. Returns its key."""
    recipe = recipe_called(name)
    try:
        return harvest(recipe, found_in(recipe, folder()), by=Actor(by)).key
    except Failed as failed:  # the page of runs has the reason
        return str(failed)


@task()
def accept_behind(key: str, person: int) -> int:
    """Accept what a checked sample stands for; repeated, it goes on. Returns how many."""
    check = SampleCheck.objects.select_related("run").get(key=key)
    who = Person.objects.get(pk=person)
    try:
        return accept_checked(check, decidable_by(who), by=actor_of(who)).accepted
    except NotChecked:
        return 0
