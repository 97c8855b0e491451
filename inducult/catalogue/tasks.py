"""Work of the catalogue behind the pages."""

from __future__ import annotations

from django_tasks import task

from inducult.catalogue.publication import leave_out_withdrawn, publish_register
from inducult.catalogue.queries import at, current
from inducult.common.background import begun_since, every_minute
from inducult.places.queries import last_published_at


@task()
def build_edition() -> int:
    """An edition of what is published now; the same state twice gives the same edition.

    Returns its number. Raises AlreadyPublishing while another is being made: tried again later.
    """
    return publish_register().number


@every_minute
def build_what_was_forgotten() -> None:
    """Who is killed between the commit of a publication and the task for it leaves none behind."""
    changed_at, edition = last_published_at(), current()
    if changed_at is None or (edition is not None and edition.changed_at >= changed_at):
        return
    if not begun_since(build_edition, changed_at):
        build_edition.enqueue()


@task()
def make_ready(number: int) -> None:
    """An old edition gets its index again, so that it can be opened."""
    at(number)


@task()
def clean_editions() -> list[int]:
    """The files of editions that hold what was withdrawn are replaced; returns their numbers."""
    return leave_out_withdrawn()
