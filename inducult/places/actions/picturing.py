"""A picture comes to a place: its file first, then in one step its row and the author's draft.

Killed between the two, a file is left that nobody names; `clear_away` finds it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from inducult.common.identifiers import new_identifier
from inducult.common.models import Act
from inducult.partnership.models import Person
from inducult.places.actions.corrections import begin, put
from inducult.places.album import (
    drop_files,
    files_before,
    keep_file,
    master_name,
    path_of,
    size_name,
)
from inducult.places.events import picture_added
from inducult.places.models import Correction, Medium, Picture, Place, Publication
from inducult.places.pictures import Master, in_size, sizes_for

# An upload takes minutes at most; a draft that was given up may be taken up again for a month.
UPLOADING: Final = timedelta(days=1)
UNNAMED: Final = timedelta(days=30)
MOST_PICTURES: Final = 60  # of one place


class TooMany(RuntimeError):
    """The place has as many pictures as a page can show."""


def add_picture(place: Place, master: Master, *, author: Person) -> Picture:
    """Keep the picture and put it at the end of the author's draft.

    Raises NotOpen while her change is with the keepers, and TooMany.
    """
    key = new_identifier()
    keep_file(master_name(key), master.content)
    try:
        return _named(place, key, master, author)
    except Exception:
        drop_files(key)
        raise


@transaction.atomic
def _named(place: Place, key: str, master: Master, author: Person) -> Picture:
    correction = begin(place, author=author)
    correction = Correction.objects.select_for_update().get(pk=correction.pk)
    media = correction.record["media"]
    if len(media) >= MOST_PICTURES:
        raise TooMany(len(media))
    entry = {"file": master_name(key), "author": master.author, "licence": "", "source": ""}
    put(correction, {**correction.record, "media": [*media, {**entry, "alt": []}]})
    size = {"width": master.width, "height": master.height}
    picture = Picture.objects.create(
        key=key, place=place, uploaded_by=author, file=master_name(key), **size
    )
    picture_added.send(None, key=key)
    return picture


def make_sizes(key: str) -> int:
    """All sizes of a picture; returns how many were made now. May be repeated at any time."""
    picture = Picture.objects.filter(key=key).first()
    if picture is None:
        return 0
    wanted = [(across, kind) for across, kind in sizes_for(picture.width)]
    missing = [size for size in wanted if not path_of(size_name(key, *size)).exists()]
    master = path_of(picture.file).read_bytes() if missing else b""
    for across, kind in missing:
        keep_file(size_name(key, across, kind), in_size(master, across, kind))
    # Named only when they are there: what a page names can be fetched.
    Picture.objects.filter(key=key).update(sizes=[list(size) for size in wanted])
    return len(missing)


def clear_away(now: datetime) -> int:
    """Take away pictures that nothing names any more, and files without a row; returns how many."""
    rows = [p for p in Picture.objects.filter(uploaded_at__lt=now - UNNAMED) if not is_named(p)]
    for picture in rows:
        picture.delete()  # the row first: a row whose file is gone would be a fault on pages
        drop_files(picture.key)
    return len(rows) + _clear_files(now)


def is_named(picture: Picture) -> bool:
    """Whether a record, a publication, somebody's change or the history names the picture."""
    named = {"record__contains": f'"{picture.file}"'}
    if Medium.objects.filter(file=picture.file).exists():
        return True
    if Publication.objects.filter(place=picture.place_id, **named).exists():
        return True
    return _is_wanted(picture) or _is_remembered(picture)


def _is_wanted(picture: Picture) -> bool:
    """Drafts and what waits for keepers; a withdrawn change names nothing any more."""
    changes = Correction.objects.filter(place=picture.place_id, state__in=Correction.OPEN)
    return any(_names(change.record, picture.file) for change in changes)


def _is_remembered(picture: Picture) -> bool:
    """History leads back to every state, so a picture that once was in the register stays."""
    acts = Act.objects.filter(subject_kind="place", subject=picture.place.identifier)
    return any(_names(act.before, picture.file) or _names(act.after, picture.file) for act in acts)


def _names(record: dict[str, Any] | None, file: str) -> bool:
    return any(medium["file"] == file for medium in (record or {}).get("media") or ())


def _clear_files(now: datetime) -> int:
    """Files whose row never came to be, or is gone."""
    old = list(files_before((now - UPLOADING).timestamp()))
    keys = {path.name[:10] for path in old}
    known = set(Picture.objects.filter(key__in=keys).values_list("key", flat=True))
    lost = [path for path in old if path.name[:10] not in known]
    for path in lost:
        path.unlink(missing_ok=True)
    return len(lost)
