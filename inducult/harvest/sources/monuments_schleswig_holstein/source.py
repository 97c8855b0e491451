"""List of monuments of Schleswig-Holstein; industry by name, and the year from the description."""

import re

from inducult.harvest.recipes import Recipe, Told

# "Bahnhofsgebäude; 1916, Architekt ..." : the second part, while it begins with a date.
BUILT = re.compile(r"^[^;]{2,120};\s*((?:um |ca\. |nach |vor )?\d[^;]{0,40})")


def prepare(told: Told, row: Told) -> Told:
    name = str(told.get("name", ""))
    if "ehem" in name.lower():
        told["status"] = "former"
    if len(name.replace("ehem. ", "").split()) == 1:
        told["name"] = f"{name}, {row.get('city') or ''}".rstrip(", ")
    if built := BUILT.match(str(row.get("description", ""))):
        told["dates"] = built[1]
    told["kind"], told["country"] = name, "DE"
    told["protection"] = "Denkmalliste Schleswig-Holstein"
    return told


RECIPE = Recipe(
    name="monuments_schleswig_holstein",
    title="List of monuments of Schleswig-Holstein",
    licence="CC0-1.0",
    attribution="Landesamt für Denkmalpflege Schleswig-Holstein",
    home="https://opendata.schleswig-holstein.de/",
    file="schleswig_holstein.csv",
    as_of="2025",
    scheme="sh_denkmal",
    columns={
        "key": "object_id",
        "name": "name",
        "municipality": "city",
        "postal_code": "postcode",
        "street": ("street", "housenumber"),
        "lon": "lon",
        "lat": "lat",
    },
    precision="street",
    prepare=prepare,
)
