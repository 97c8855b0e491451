"""Small lists of sources that the tests hold against the register."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from inducult.common.history import Actor
from inducult.harvest.recipes import Recipe, Rule

HARVESTER = Actor.command("harvest")
Rows = list[dict[str, Any]]


def write(folder: Path, rows: Rows, name: str = "list.csv") -> Path:
    """Rows as the file of a source."""
    file = folder / name
    heads = list(dict.fromkeys(name for row in rows for name in row))
    with file.open("w", encoding="utf-8", newline="") as lines:
        table = csv.DictWriter(lines, heads)
        table.writeheader()
        table.writerows(rows)
    return file


def recipe(name: str = "list", licence: str = "CC-BY-4.0", **more: Any) -> Recipe:
    """A source in the shape that most have."""
    columns = {n: n for n in ("key", "name", "lon", "lat", "country", "kind", "municipality")}
    columns |= {n: n for n in ("operator", "website", "phone", "street", "status", "start", "end")}
    return Recipe(
        name=name,
        title=f"The {name}",
        licence=licence,
        attribution=f"Makers of the {name}",
        home=f"https://example.org/{name}",
        file="list.csv",
        as_of="2026",
        scheme=name,
        columns=columns,
        precision="exact",
        rules=(Rule("is", "brewery", ("FOD.BREW",)), Rule("is", "museum", ("VIS.MTEC",))),
        **more,
    )


# Far from every place of the register, and in no region.
BREWERY = {
    "key": "b1",
    "name": "Brauerei Beispiel",
    "lon": 10.9,
    "lat": 49.9,
    "country": "DE",
    "kind": "brewery",
    "municipality": "Bamberg",
    "operator": "Beispiel GmbH",
    "status": "operating",
}
# The place of the register "august-horch-museum", as a list would have it.
HORCH = {
    "key": "h1",
    "name": "August Horch Museum Zwickau",
    "lon": 12.4797,
    "lat": 50.737,
    "country": "DE",
    "kind": "museum",
    "municipality": "Zwickau",
    "operator": "Another Operator",
    "website": "https://www.horch-museum.de/",
}
