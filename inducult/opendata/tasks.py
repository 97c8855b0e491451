"""Work of the open data behind the pages."""

from __future__ import annotations

from django_tasks import task

from inducult.catalogue.queries import at
from inducult.opendata.features import preparing


@task()
def prepare_edition(number: int) -> None:
    """Derives from an edition what the interfaces read."""
    edition = at(number)
    if edition is not None:
        preparing.prepare(edition)
