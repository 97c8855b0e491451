"""JRC hydro-power database: plants without years."""

import re

from inducult.harvest.recipes import Recipe, Told

# What the makers of the list hung on to names that they took from elsewhere.
ADDED = re.compile(r"\s*Hydroelectric Power Plant \w+(?: \w+)?$")


def prepare(told: Told, row: Told) -> Told:
    """`HE Moste 1 - Moste Hydroelectric Power Plant Slovenia` is one name and another."""
    first, _dash, rest = str(told.get("name", "")).partition(" - ")
    told["name"] = ADDED.sub("", first).strip()
    if other := ADDED.sub("", rest).strip():
        told["other_name"] = other
    return told


RECIPE = Recipe(
    name="jrc_hydro",
    title="JRC Hydro-power database",
    licence="CC-BY-4.0",
    attribution="European Commission, Joint Research Centre (JRC); M. De Felice and others",
    home="https://github.com/energy-modelling-toolkit/hydro-power-database",
    file="jrc_hydro_ce.csv",
    as_of="2021",
    scheme="jrc",
    columns={
        "key": "id",
        "name": "name",
        "kind": "type",
        "country": "country_code",
        "lon": "lon",
        "lat": "lat",
        "id:geo": "GEO",
        "id:wri": "WRI",
    },
    precision="approximate",
    prepare=prepare,
)
