"""Downloads that were made, kept until their room is needed.

    <data>/downloads/12-0/places-1a2b3c4d.gpkg   edition 12 with nothing withdrawn since

A file appears whole or not at all. The same edition, filter and address of the site give the same
bytes, so it does not matter when or where it is made.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import override

from inducult.catalogue.queries import Edition, Filter, at, is_ready, parse
from inducult.opendata.downloads.dialects import DIALECTS
from inducult.opendata.downloads.taking import Taking


@dataclass(frozen=True)
class Order:
    """A download that is asked for; all of it can be told in an address and to a task."""

    number: int
    query: str
    ending: str
    site: str
    moment: str = ""  # ISO; only where the filter asks the clock

    @property
    def wanted(self) -> Filter:
        return parse(QueryDict(self.query))[0]


def order_of(number: int, wanted: Filter, ending: str, site: str) -> Order:
    """The order for a result: what does not change the file is left out of it."""
    plain = replace(wanted, sort="relevance", page=1, edition=None)
    return Order(number, plain.to_query(page=1), ending, site, _moment(plain))


def _moment(wanted: Filter) -> str:
    """ "Now" holds for a minute, a weekday for a day, everything else for ever."""
    now = datetime.now(UTC)
    if wanted.open == "now":
        return now.replace(second=0, microsecond=0).isoformat()
    if wanted.open and not wanted.open[0].isdigit():
        return now.replace(hour=12, minute=0, second=0, microsecond=0).isoformat()
    return ""


def taking_of(order: Order, edition: Edition) -> Taking:
    moment = datetime.fromisoformat(order.moment) if order.moment else edition.changed_at
    return Taking(edition, order.wanted, moment, order.site)


def file_of(order: Order, edition: Edition) -> Path:
    """Where the download lies when it is made."""
    told = "\n".join([order.query, order.site, order.moment])
    digest = hashlib.sha256(told.encode()).hexdigest()[:16]
    return _folder_of(edition) / f"places-{digest}.{order.ending}"


def _folder_of(edition: Edition) -> Path:
    return _folder() / f"{edition.number}-{edition.withdrawn}"


def make(order: Order) -> Path | None:
    """Makes a download unless it is there; None if there is no such edition any more."""
    edition = at(order.number)
    if edition is None:
        return None
    file = file_of(order, edition)
    if not file.is_file():
        _make(order, edition, file)
    return file


def _make(order: Order, edition: Edition, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with (
        TemporaryDirectory(prefix="making", dir=_folder()) as made,
        override("en"),  # the content of files does not depend on who asks first
    ):
        fresh = Path(made) / file.name
        DIALECTS[order.ending].write(taking_of(order, edition), fresh)
        make_room(fresh.stat().st_size, edition)
        file.parent.mkdir(parents=True, exist_ok=True)
        os.replace(fresh, file)  # noqa: PTH105 -- between folders of one disk


def make_room(size: int, edition: Edition) -> None:
    """Lets go of the oldest files so that all stay within INDUCULT_DOWNLOADS_MB, and of those
    from before a withdrawal."""
    for folder in _folder().glob(f"{edition.number}-*"):
        if folder != _folder_of(edition):
            shutil.rmtree(folder, ignore_errors=True)
    files = sorted(_folder().glob("*-*/places-*"), key=_changed, reverse=True)
    room = settings.DOWNLOADS_MB * 1_000_000 - size
    for file in files:
        room -= _size(file)
        if room < 0:
            file.unlink(missing_ok=True)


def forget() -> None:
    """Lets go of all downloads."""
    shutil.rmtree(_folder(), ignore_errors=True)


def is_quick(order: Order, edition: Edition) -> bool:
    """Whether it can be made while a visitor waits."""
    at_once = DIALECTS[order.ending].at_once
    return is_ready(order.number) and len(taking_of(order, edition)) <= at_once


def _folder() -> Path:
    return Path(settings.DATA) / "downloads"


def _changed(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0
