"""Global Energy Monitor: units of coal power stations, joined to the station they belong to."""

import re

from inducult.harvest.recipes import Recipe, Told

RUNS = ("operating", "mothballed", "construction", "retired")


def prepare(told: Told, row: Told) -> Told:
    told["operator"] = re.sub(r"\s*\[[\d.]+%\].*$", "", str(told.get("operator", "")))
    told["kind"] = "coal power station"
    return told


def join(rows: list[Told]) -> Told:
    """Built when the first unit began; it works while one unit does. Units never built are none."""
    best = min(rows, key=lambda row: _rank(str(row.get("status"))))
    built = [row for row in rows if row.get("status") in RUNS]
    years = sorted(str(row["start"]) for row in built if row.get("start"))
    return {**best, **({"start": years[0]} if years else {})}


def _rank(status: str) -> int:
    return RUNS.index(status) if status in RUNS else len(RUNS)


RECIPE = Recipe(
    name="gem_coal_plants",
    title="Global Coal Plant Tracker",
    licence="CC-BY-4.0",
    attribution="Global Energy Monitor",
    home="https://globalenergymonitor.org/projects/global-coal-plant-tracker/",
    file="coal_plant_units_ce.csv",
    as_of="2022",
    scheme="gem_wiki",
    columns={
        "key": "url",
        "name": "plant",
        "country": "country",
        "status": "status",
        "start": "year",
        "operator": "owner",
        "lon": "lng",
        "lat": "lat",
        "page": "url",
    },
    precision="exact",
    prepare=prepare,
    join=join,
)
