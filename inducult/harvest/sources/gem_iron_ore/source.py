"""Global Energy Monitor: iron ore mines; in Central Europe there is one."""

import re

from inducult.harvest.recipes import Recipe, Told


def prepare(told: Told, row: Told) -> Told:
    told["operator"] = re.sub(r"\s*\[[\d.]+%\].*$", "", str(told.get("operator", "")))
    told["kind"] = "iron ore mine"
    return told


RECIPE = Recipe(
    name="gem_iron_ore",
    title="Global Iron Ore Mines Tracker",
    licence="CC-BY-4.0",
    attribution="Global Energy Monitor",
    home="https://globalenergymonitor.org/projects/global-iron-ore-mines-tracker/",
    file="iron_ore_mines_ce.csv",
    as_of="2024",
    scheme="gem_wiki",
    columns={
        "key": "url",
        "name": "name-(other-language)",
        "name@en": "name-(english)",
        "country": "country/area",
        "status": "status",
        "start": "start-date",
        "operator": "owner",
        "precision": "coordinate-accuracy",
        "lon": "lng",
        "lat": "lat",
        "page": "url",
    },
    precision="exact",
    prepare=prepare,
)
