"""powerplantmatching: power stations of Europe, joined from many lists by its makers."""

import re

from inducult.harvest.recipes import Recipe, Told

# Numbers of other lists inside `projectID`, which is a Python dictionary in a cell.
OTHERS = {"GEM": "gem", "JRC": "jrc", "GPD": "wri", "ENTSOE": "eic"}


def prepare(told: Told, row: Told) -> Told:
    """Positions in another country are not taken; what was retired before today has ended."""
    if str(row.get("in_country_bbox")) == "False":
        told.pop("lon", None)
        told.pop("lat", None)
    told["kind"] = f"{row.get('Fueltype', '')} {row.get('Set', '')}"
    for name, scheme in OTHERS.items():
        found = re.search(rf"'{name}': {{'(?:JRC-)?([^']+)'}}", str(row.get("projectID", "")))
        if found:
            told[f"id:{scheme}"] = found[1]
    end = str(told.get("end", "")).removesuffix(".0")
    told["status"] = "closed" if end.isdigit() and int(end) < 2025 else "operating"
    return told


RECIPE = Recipe(
    name="powerplants_ppm",
    title="powerplantmatching",
    licence="CC-BY-4.0",
    attribution="Contributors to powerplantmatching",
    home="https://github.com/PyPSA/powerplantmatching",
    file="powerplants_ce.csv",
    as_of="2025",
    scheme="ppm",
    columns={
        "key": "id",
        "name": "Name",
        "country": "Country",
        "start": "DateIn",
        "end": "DateOut",
        "lon": "lon",
        "lat": "lat",
    },
    precision="approximate",
    prepare=prepare,
)
