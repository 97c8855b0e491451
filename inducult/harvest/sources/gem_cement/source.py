"""Global Energy Monitor: cement works; the local name carries its language in brackets."""

import re

from inducult.harvest.recipes import Recipe, Told

LANGUAGE = re.compile(r"\s*\([A-Z][a-z]+\)$")
SHARE = re.compile(r"\s*\[[\d.]+%\].*$")


def prepare(told: Told, row: Told) -> Told:
    """`Rohrdorfer Zement GmbH (German)` and `... [100.0%]`: neither belongs to the name."""
    for name in ("name", "operator"):
        if told.get(name):
            told[name] = SHARE.sub("", LANGUAGE.sub("", str(told[name])))
    if told.get("other_name"):
        told["other_name"] = re.split(r"[;,]\s*", str(told["other_name"]))
    return told


RECIPE = Recipe(
    name="gem_cement",
    title="Global Cement and Concrete Tracker",
    licence="CC-BY-4.0",
    attribution="Global Energy Monitor",
    home="https://globalenergymonitor.org/projects/global-cement-and-concrete-tracker/",
    file="cement_ce.csv",
    as_of="2025-07",
    scheme="gem",
    columns={
        "key": "GEM Plant ID",
        "name": "GEM Asset name (other language)",
        "name@en": "GEM Asset name (English)",
        "other_name": "Alternative asset name(s)",
        "country": "Country/Area",
        "municipality": "Municipality",
        "kind": "Plant type",
        "status": "Operating status",
        "start": "Start date",
        "operator": "Owner name (English)",
        "precision": "Coordinate accuracy",
        "lon": "lon",
        "lat": "lat",
        "page": "GEM wiki page",
    },
    precision="exact",
    prepare=prepare,
    types=("GLC.CEME",),
)
