"""Labelled pairs for record linkage: a folder with `a.csv`, `b.csv`, `truth.csv`, read as things.

Columns are found by name, whatever the folder has: id, name, other_name, address, municipality,
city, country, kind, dates, lat, lon, owner. Any but the id may be missing, and any cell empty.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from inducult.harvest.matching.thing import Thing

ALSO_CALLED: Final = {
    "name": ("name", "title", "label"),
    "other_name": ("other_name", "other_names", "alt_name", "local_name", "name_local"),
    "address": ("address", "street"),
    "municipality": ("municipality", "city", "town", "place"),
    "country": ("country", "country_code"),
    "kind": ("kind", "type", "category", "subsector", "sector"),
    "dates": ("dates", "date", "start", "start_date", "year"),
    "lat": ("lat", "latitude"),
    "lon": ("lon", "lng", "longitude"),
    "owner": ("owner", "operator", "company"),
}
YEAR: Final = re.compile(r"\b(1[0-9]|20)\d\d\b")


@dataclass(frozen=True)
class Labelled:
    """Two lists of things, and which of them are the same."""

    name: str
    ours: list[Thing]
    theirs: list[Thing]
    truth: set[tuple[str, str]]


def read(folder: Path) -> Labelled:
    truth = {(row["a"], row["b"]) for row in _rows(folder / "truth.csv")}
    return Labelled(folder.name, _things(folder / "a.csv"), _things(folder / "b.csv"), truth)


def _things(file: Path) -> list[Thing]:
    return [_thing(row) for row in _rows(file)]


def _thing(row: dict[str, str]) -> Thing:
    found = {field: _first(row, columns) for field, columns in ALSO_CALLED.items()}
    lat, lon = _degrees(found["lat"], 90), _degrees(found["lon"], 180)
    years = [int(year[0]) for year in YEAR.finditer(found["dates"])]
    return Thing(
        key=row["id"],
        names=tuple(name for name in (found["name"], *_several(found["other_name"])) if name),
        lon=None if lat is None else lon,
        lat=None if lon is None else lat,
        country=found["country"],
        municipality=found["municipality"],
        address=found["address"],
        kind=found["kind"],
        start=min(years, default=None),
        operator=found["owner"],
    )


def _first(row: dict[str, str], columns: tuple[str, ...]) -> str:
    return next((row[column] for column in columns if row.get(column)), "")


def _several(cell: str) -> list[str]:
    return [name.strip() for name in re.split(r"[;|]|, ", cell)]


def _degrees(cell: str, most: float) -> float | None:
    try:
        degrees = float(cell.replace(",", "."))
    except ValueError:
        return None
    return degrees if abs(degrees) <= most else None


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            yield {(key or "").strip().lower(): (cell or "").strip() for key, cell in row.items()}
