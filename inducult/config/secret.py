"""The secret key of an installation that was given none."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def kept_secret(data: Path) -> str:
    """Read the key from the data folder, or make it; readable by its owner alone."""
    file = data / "secret-key"
    if not file.exists():
        data.mkdir(parents=True, exist_ok=True)
        _write_once(file, secrets.token_urlsafe(48))
    return file.read_text(encoding="ascii").strip()


def _write_once(file: Path, key: str) -> None:
    """Of two processes that start together the first wins, and both then read its key."""
    fresh = file.with_suffix(f".{os.getpid()}")
    fresh.touch(mode=0o600)
    fresh.write_text(key, encoding="ascii")
    try:
        os.link(fresh, file)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
