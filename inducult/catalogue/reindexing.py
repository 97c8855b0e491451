"""The index of an edition that lost it, made again from what can be cited.

Editions older than the last but one keep their Parquet only (`editions`). The records are in it,
so the index can be had again whenever somebody asks; the next publication takes it away.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import numpy as np
import pyarrow.parquet as pq

from inducult.catalogue import building, schema
from inducult.catalogue.columns import write_columns
from inducult.catalogue.editions import INDEX
from inducult.catalogue.geoparquet import PLACES, POSITIONS
from inducult.catalogue.manifest import read_manifest

BATCH: Final = 5_000
VERSION: Final = "version"


def reindex(folder: Path) -> None:
    """Makes the index of the edition in a folder; does nothing if it has one that this
    program can read.

    It appears whole or not at all, and two who make it at once do not disturb each other.
    """
    if made_by(folder) == schema.INDEX:
        return
    shutil.rmtree(folder / INDEX, ignore_errors=True)
    with TemporaryDirectory(prefix=f"index-of-{folder.name}-", dir=folder.parent) as made:
        _make(folder, Path(made) / INDEX)
        try:
            (Path(made) / INDEX).rename(folder / INDEX)
        except OSError:
            if not (folder / INDEX).is_dir():
                raise


def _make(folder: Path, index: Path) -> None:
    index.mkdir()
    as_of = datetime.fromisoformat(read_manifest(folder)["changed_at"]).date()
    material = building.read(_records(folder), index, as_of=as_of)
    order = np.arange(material.count)  # the Parquet lies in the order of the map already
    write_columns(material.joined(), index, order)
    material.words.write(order.astype(np.uint32))
    (index / VERSION).write_text(schema.INDEX, encoding="ascii")


def made_by(folder: Path) -> str:
    """The version of the program that made the index of an edition; "" if it has none.

    What was made together with its edition says so in the manifest.
    """
    if not (folder / INDEX).is_dir():
        return ""
    try:
        return (folder / INDEX / VERSION).read_text(encoding="ascii")
    except FileNotFoundError:
        return str(read_manifest(folder)["index"])


def _records(folder: Path) -> Iterator[str]:
    """The records as they were published; positions that are kept apart join them again."""
    apart = _apart(folder)
    with pq.ParquetFile(folder / PLACES) as file:
        for batch in file.iter_batches(BATCH, columns=["id", "record"]):
            pairs = zip(batch["id"].to_pylist(), batch["record"].to_pylist(), strict=True)
            for identifier, text in pairs:
                yield _joined(text, apart[identifier]) if identifier in apart else text


def _joined(text: str, position: dict[str, Any]) -> str:
    return json.dumps({**json.loads(text), "share_alike_position": position}, ensure_ascii=False)


def _apart(folder: Path) -> dict[str, dict[str, Any]]:
    """Positions under a share-alike licence by the identifier of their place."""
    names = ("precision", "source", "licence")
    rows = pq.read_table(folder / POSITIONS, columns=["id", "bbox", *names]).to_pylist()
    return {
        row["id"]: {
            "lon": row["bbox"]["xmin"],
            "lat": row["bbox"]["ymin"],
            **{name: row[name] for name in names},
        }
        for row in rows
    }
