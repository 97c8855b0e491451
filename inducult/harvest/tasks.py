"""Harvests behind the pages."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django_tasks import task

from inducult.common.history import Actor
from inducult.harvest.actions import Failed, harvest
from inducult.harvest.receiving import found_in
from inducult.harvest.sources import ready_source


def folder() -> Path:
    """Where the operator puts the files of sources."""
    return Path(settings.DATA) / "sources"


@task()
def harvest_source(name: str, by: str) -> str:
    """Harvest a ready source from its usual place; an interrupted run goes on. Returns the run."""
    recipe = ready_source(name)
    try:
        return harvest(recipe, found_in(recipe, folder()), by=Actor(by)).key
    except Failed as failed:  # the page of runs has the reason
        return str(failed)
