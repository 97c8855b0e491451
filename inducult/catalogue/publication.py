"""Publishing: from published records to the edition in use."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from inducult.catalogue import building, changes, editions, sharing, withdrawals
from inducult.catalogue.building import Progress, silent
from inducult.catalogue.events import edition_published
from inducult.catalogue.manifest import read_manifest
from inducult.catalogue.withdrawals import Withdrawn
from inducult.common.releasing import released
from inducult.places.queries import last_published_at, published_count, published_records
from inducult.places.queries import withdrawals as register_withdrawals


@dataclass(frozen=True)
class Published:
    """The edition that is in use after a publication."""

    number: int
    places: int


def publish(
    data: Path,
    records: Iterable[str | Mapping[str, Any]],
    *,
    at: datetime,
    total: int | None = None,
    progress: Progress = silent,
) -> Published:
    """Builds an edition and puts it in use; if nothing has changed, the one in use stays.

    `records` come as JSON (fast) or as values, `at` (aware) is when the register last changed:
    past, present and future hold for its day. `total`, if given, must be their number.
    `progress` hears the name of a step and how many places it has done.
    Raises AlreadyPublishing, and IncompleteRecords before anything has changed.
    """

    def build(folder: Path) -> None:
        count = building.build(
            map(_text, records), folder, as_of=at.date(), total=total, progress=progress
        )
        if total is not None and count != total:
            raise IncompleteRecords(f"{count} records came where {total} are published")

    number = editions.publish(data, build, at)
    folder = editions.folder_of(data) / str(number)
    return Published(number, read_manifest(folder)["counts"]["places"])


def publish_register(progress: Progress = silent) -> Published:
    """Builds an edition of what the register has published, and puts it in use.

    Raises NothingPublished, AlreadyPublishing and IncompleteRecords.
    """
    keep_withdrawals()
    if last_published_at() is None:
        raise NothingPublished
    data = Path(settings.DATA)
    with sharing.publishing():
        sharing.pull(data)  # where the others are: numbers go on from there
        published = _published_now(data, progress)
        changes.follow(data)
        sharing.push(data, published.number)
    edition_published.send(Published, number=published.number)
    return published


def _published_now(data: Path, progress: Progress) -> Published:
    changed_at = last_published_at()
    if changed_at is None:
        raise NothingPublished
    total = published_count()
    records = released(published_records())
    return publish(data, records, at=changed_at, total=total, progress=progress)


def keep_withdrawals() -> None:
    """Brings the list that readers apply in step with the register."""
    withdrawals.keep_list(
        Path(settings.DATA),
        lambda: [
            Withdrawn(each.identifier, each.withdrawn_at, each.reason)
            for each in register_withdrawals()
        ],
    )


def leave_out_withdrawn() -> list[int]:
    """Builds an edition without what was withdrawn, then replaces the files of the old ones that
    hold it; returns their numbers. Interrupted anywhere, it can be repeated.

    Raises AlreadyPublishing and IncompleteRecords.
    """
    with suppress(NothingPublished):
        publish_register()
    cleaned = withdrawals.clean(Path(settings.DATA))
    for number in cleaned:
        sharing.push(Path(settings.DATA), number, in_use=False)
    return cleaned


def follow_others() -> int | None:
    """What other nodes have published or withdrawn comes here; the number of a new edition.

    Raises StoreFailed, Tampered and AlreadyPublishing; then this node goes on with what it has.
    """
    keep_withdrawals()
    number = sharing.pull(Path(settings.DATA))
    sharing.pull_old(Path(settings.DATA))
    return number


class NothingPublished(RuntimeError):
    """No place has ever been published."""


class IncompleteRecords(RuntimeError):
    """The stream of records broke off, or the register changed while it was read."""


def _text(record: str | Mapping[str, Any]) -> str:
    return record if isinstance(record, str) else json.dumps(record, ensure_ascii=False)
