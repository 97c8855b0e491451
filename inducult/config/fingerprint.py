"""A short name for the present content of a folder."""

from __future__ import annotations

import hashlib
from pathlib import Path


def fingerprint(folder: Path, *, always: bool = False) -> str:
    """Eight hexadecimal digits that change when a file's name, size or time changes.

    Sizes and times are enough and cost a few milliseconds, where reading the basemap would cost
    a second at each start.
    """
    if always:
        return "dev"
    seen = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            status = file.stat()
            seen.update(
                f"{file.relative_to(folder)}:{status.st_size}:{status.st_mtime_ns};".encode()
            )
    return seen.hexdigest()[:8]
