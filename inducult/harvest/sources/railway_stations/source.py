"""Trainline's list of stations: a layer of its own, under ODbL."""

from inducult.harvest.drafts import LeftOut
from inducult.harvest.recipes import Recipe, Told

NAMES = ("de", "en", "it", "nl", "cs", "pl")


def prepare(told: Told, row: Told) -> Told:
    """Entries for whole cities are none, nor those inside another station."""
    if row.get("is_city") == "t":
        raise LeftOut("not_ours", "stands for a city, not for a station")
    told["kind"], told["status"] = "station", "operating"
    told |= {f"name@{code}": row[f"info:{code}"] for code in NAMES if row.get(f"info:{code}")}
    return told


RECIPE = Recipe(
    name="railway_stations",
    title="Trainline stations",
    licence="ODbL-1.0",
    attribution="Trainline",
    home="https://github.com/trainline-eu/stations",
    file="stations_ce_2016.csv",
    as_of="2016-12-01",
    scheme="trainline",
    columns={
        "key": "id",
        "name": "name",
        "country": "country",
        "id:uic": "uic",
        "lon": "longitude",
        "lat": "latitude",
    },
    precision="street",
    prepare=prepare,
)
