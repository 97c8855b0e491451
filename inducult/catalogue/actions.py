"""The one deed of the catalogue: publishing an edition."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from inducult.catalogue import building, editions
from inducult.catalogue.building import Progress, silent

__all__ = ["publish"]


def publish(
    records: Iterable[str], *, data: Path, changed_at: datetime, progress: Progress = silent
) -> int:
    """Builds an edition from published records (JSON texts) and puts it in use.

    `changed_at` (aware) is when the register last changed; past, present and future hold for its
    day. `progress` hears the name of a step and how many places it has done. Returns the number
    of the edition in use, which is the old one if nothing has changed. Raises AlreadyPublishing.
    """

    def build(folder: Path) -> None:
        building.build(records, folder, as_of=changed_at.date(), progress=progress)

    return editions.publish(data, build, changed_at)
