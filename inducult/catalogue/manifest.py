"""The manifest of an edition: what is in it, under which licence, made from what by what.

It holds no clock and no number, so that the same register and the same program give the same
bytes on every machine; the number of an edition is the name of its folder.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import duckdb

from inducult.catalogue import schema
from inducult.catalogue.geoparquet import PLACES, POSITIONS
from inducult.catalogue.sql import COUNTS, POSITION_LICENCES

FILE: Final = "manifest.json"
LICENCES: Final = {PLACES: "CC-BY-4.0", POSITIONS: "ODbL-1.0"}


def write_manifest(folder: Path, changed_at: datetime) -> None:
    """Describes the files of a folder; `changed_at` is when the register last changed (aware)."""
    places = str(folder / PLACES)
    with duckdb.connect(":memory:", config={"threads": 1}) as engine:
        counts = engine.execute(COUNTS, [places])
        names = [column[0] for column in counts.description]
        numbers = dict(zip(names, counts.fetchone() or (), strict=True))
        licences = dict(engine.execute(POSITION_LICENCES, [places]).fetchall())
    manifest = {
        "title": "InduCult: places of living industrial culture",
        "schema": schema.VERSION,
        "index": schema.INDEX,
        "code": version("inducult"),
        "changed_at": changed_at.isoformat(),
        "counts": numbers,
        "position_licences": licences,
        "files": {
            name: {
                "licence": licence,
                "bytes": (folder / name).stat().st_size,
                "sha256": sha256_of(folder / name),
            }
            for name, licence in LICENCES.items()
        },
    }
    text = json.dumps(manifest, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    (folder / FILE).write_text(text, encoding="utf-8")


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of an edition. Raises OSError or ValueError if there is none."""
    manifest: dict[str, Any] = json.loads((folder / FILE).read_text(encoding="utf-8"))
    return manifest


def sha256_of(file: Path) -> str:
    """The checksum of a file, as hexadecimal digits."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
