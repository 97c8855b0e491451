"""A picture comes to a session: its file first, then its row."""

from __future__ import annotations

from django.db import transaction

from inducult.common.history import Actor
from inducult.dialogue.actions.growing import grow
from inducult.dialogue.actions.tracing import trace
from inducult.dialogue.models import SessionPicture
from inducult.dialogue.pictures import drop, keep


def add_picture(row: SessionPicture, content: bytes, *, by: Actor) -> SessionPicture:
    """Keep the picture (WebP, written anew from its pixels)."""
    row.file = f"{row.key}.webp"
    keep(row.file, content)
    try:
        with transaction.atomic():
            row.save()
            trace("add", row, None, by=by)
            grow(row.session)
    except Exception:
        drop(row.file)
        raise
    return row
