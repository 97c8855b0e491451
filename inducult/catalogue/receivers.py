"""What the catalogue does when something has happened in the register."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.dispatch import receiver

from inducult.catalogue.publication import keep_withdrawals
from inducult.catalogue.tasks import build_edition, clean_editions
from inducult.common.background import waiting
from inducult.places.events import place_withdrawn, publications_changed


@receiver(publications_changed)
def renew_edition(**said: Any) -> None:
    """One build for many publications: who comes while one waits is part of that one."""
    if not waiting(build_edition):
        build_edition.enqueue()


@receiver(place_withdrawn)
def leave_out(**said: Any) -> None:
    """The list is renewed at once, so that the next request leaves the place out; the work on the
    files is put into the queue together with the withdrawal, so that neither is kept alone."""
    clean_editions.enqueue()
    transaction.on_commit(keep_withdrawals)
