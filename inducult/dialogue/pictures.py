"""Where the pictures of sessions lie: apart from those of places, and shown by consent only."""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings


def folder() -> Path:
    """The folder of session pictures; made when it is asked for the first time."""
    path = Path(settings.DATA) / "sessions"
    path.mkdir(parents=True, exist_ok=True)
    return path


def path_of(name: str) -> Path:
    """Where a file lies. Raises ValueError for a name that would lead out of the folder."""
    if Path(name).name != name:
        raise ValueError(name)
    return folder() / name


def keep(name: str, content: bytes) -> None:
    """Write a file, so that it is there as a whole or not at all."""
    path = path_of(name)
    unfinished = path.with_name(f".unfinished-{name}")
    with unfinished.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


def drop(name: str) -> None:
    """Take a file away, if it is there."""
    path_of(name).unlink(missing_ok=True)
