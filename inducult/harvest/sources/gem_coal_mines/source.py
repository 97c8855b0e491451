"""Global Energy Monitor: coal mines; a mine and its planned extension are one mine."""

import re

from inducult.harvest.recipes import Recipe, Told

PLANNED = ("proposed", "cancelled", "shelved", "announced")


def prepare(told: Told, row: Told) -> Told:
    told["operator"] = re.sub(r"\s*\[[\d.]+%\].*$", "", str(told.get("operator", "")))
    told["kind"] = f"{row.get('mine-type', '')} {row.get('coal_type', '')}".strip()
    if "-" in str(told.get("end", "")):  # "2025-2030" is a plan
        told.pop("end")
    return told


def join(rows: list[Told]) -> Told:
    return next((row for row in rows if row.get("status") not in PLANNED), rows[0])


RECIPE = Recipe(
    name="gem_coal_mines",
    title="Global Coal Mine Tracker",
    licence="CC-BY-4.0",
    attribution="Global Energy Monitor",
    home="https://globalenergymonitor.org/projects/global-coal-mine-tracker/",
    file="coal_mines_ce.csv",
    as_of="2025",
    scheme="gem",
    columns={
        "key": "id",
        "name": "project",
        "country": "country",
        "status": "status",
        "start": "opening_year",
        "end": "closing_year",
        "operator": "owner",
        "lon": "lng",
        "lat": "lat",
        "page": "url",
    },
    precision="exact",
    prepare=prepare,
    join=join,
)
