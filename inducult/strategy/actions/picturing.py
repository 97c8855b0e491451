"""A picture comes to a pilot, its file first, then its row; and goes, its row first."""

from __future__ import annotations

from typing import Final

from django.db import transaction

from inducult.common.history import Actor, Trace, keep
from inducult.strategy import album
from inducult.strategy.models import Pilot, PilotPicture

MOST: Final = 24  # of one pilot


class TooMany(ValueError):
    """The pilot has as many pictures as a page can show."""


def add_picture(row: PilotPicture, content: bytes, *, by: Actor) -> PilotPicture:
    """Keep the picture (WebP, written anew from its pixels). Raises TooMany, StoreFailed."""
    album.keep(row.file, content)
    try:
        return _named(row, by)
    except Exception:
        album.drop(row.file)
        raise


@transaction.atomic
def take_picture_away(row: PilotPicture, *, by: Actor) -> None:
    """The picture is gone; its file follows (receivers.py)."""
    before = _told(row)
    row.delete()
    keep([Trace("take away", "pilot", row.pilot.key, before, {"picture": ""})], by=by)


@transaction.atomic
def _named(row: PilotPicture, by: Actor) -> PilotPicture:
    pilot = Pilot.objects.select_for_update(of=("self",)).get(pk=row.pilot_id)
    if pilot.pictures.count() >= MOST:
        raise TooMany(pilot.key)
    row.added_by = by.name
    row.save()
    keep([Trace("picture", "pilot", pilot.key, {"picture": ""}, _told(row))], by=by)
    return row


def _told(row: PilotPicture) -> dict[str, str]:
    return {"picture": row.file, "author": row.author, "licence": row.licence}
