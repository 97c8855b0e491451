"""Where an uploaded file lies until it is a source, and how it becomes one."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify

from inducult.common.folding import fold
from inducult.common.history import Actor
from inducult.harvest.models import Source, Upload
from inducult.harvest.rows import Unreadable
from inducult.harvest.sources import ready_sources
from inducult.harvest.trying import first_rows, guess

SUFFIXES: Final = (".csv", ".tsv", ".txt", ".xlsx", ".geojson", ".json", ".gpkg")
KEPT_DAYS: Final = 30
NEEDED: Final = ("title", "licence", "attribution")
NOTHING_SAID: Final[dict[str, Any]] = {
    **dict.fromkeys((*NEEDED, "home", "country", "language", "types"), ""),
    "is_whole": False,
}


def path_of(upload: Upload) -> Path:
    """The file under its key: the name that was sent is never a name on our disk."""
    suffix = Path(upload.file).suffix.lower()
    return Path(settings.DATA) / "uploads" / f"{upload.key}{suffix}"


def take(name: str, chunks: Iterable[bytes], *, by: Actor) -> Upload:
    """Keep a file that can be read, with a first guess of what it means; else nothing is kept.

    Raises Unreadable with file, row and reason.
    """
    clean = Path(name.replace("\\", "/")).name[-200:]
    if Path(clean).suffix.lower() not in SUFFIXES:
        raise Unreadable(clean, 0, f"is of no kind that we read ({', '.join(SUFFIXES)})")
    upload = Upload(by=by.name, file=clean)
    path = path_of(upload)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("wb") as file:
            file.writelines(chunks)
        rows = first_rows(path)
        upload.mapping = {**NOTHING_SAID, **guess(rows), "title": Path(clean).stem[:200]}
        upload.save()
    except Unreadable as error:
        path.unlink(missing_ok=True)
        raise Unreadable(clean, error.row, error.reason) from None
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return upload


def discard(upload: Upload) -> None:
    """The file and its draft; a source that was made of it stays."""
    path_of(upload).unlink(missing_ok=True)
    upload.delete()


def clear_old(now: datetime) -> int:
    """Files with their drafts that nobody has touched for KEPT_DAYS, and files without a draft.

    A source that was made of one stays, with its own copy of the file. Returns how many went;
    repeated or broken off, it does no harm.
    """
    before = now - timedelta(days=KEPT_DAYS)
    old = list(Upload.objects.filter(changed_at__lt=before).order_by("id"))
    for upload in old:
        discard(upload)
    known = {path_of(upload).name for upload in Upload.objects.order_by("id")}
    gone = len(old)
    for file in (Path(settings.DATA) / "uploads").glob("*"):
        if file.name not in known and file.stat().st_mtime < before.timestamp():
            file.unlink(missing_ok=True)
            gone += 1
    return gone


@transaction.atomic
def save_as_source(upload: Upload) -> Source:
    """The mapping as a source that can be run as the ready ones; the file goes to its place."""
    told: dict[str, Any] = dict(upload.mapping)
    about = {name: str(told.pop(name, ""))[:300] for name in (*NEEDED, "home")}
    source = upload.source or Source(name=_free_name(about["title"]))
    for name, value in about.items():
        setattr(source, name, value)
    source.config = {**told, "file": f"{source.name}{path_of(upload).suffix}"}
    source.save()
    place = Path(settings.DATA) / "sources" / source.name / source.config["file"]
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path_of(upload), place)
    upload.source = source
    upload.save(update_fields=["source", "changed_at"])
    return source


def _free_name(title: str) -> str:
    stem = slugify(fold(title)).replace("-", "_")[:50] or "list"
    taken = {*ready_sources(), *Source.objects.values_list("name", flat=True).order_by("name")}
    numbered = (f"{stem}_{number}" for number in range(2, len(taken) + 3))
    return next(name for name in (stem, *numbered) if name not in taken)
