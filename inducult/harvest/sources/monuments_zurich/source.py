"""Inventory of monuments of the canton of Zurich; the name tells what is industry."""

from inducult.harvest.recipes import Recipe, Told


def prepare(told: Told, row: Told) -> Told:
    """A mill called only "Mühle" is told apart by its village; "ehem." says that it is over."""
    name = str(told.get("name", ""))
    if "ehem" in name.lower():
        told["status"] = "former"
    if len(name.replace("Ehem. ", "").split()) == 1:
        told["name"] = f"{name}, {row.get('Ort') or row.get('Gemeinde') or ''}".rstrip(", ")
    told["kind"], told["country"] = name, "CH"
    if row.get("Einstufung") in ("kantonal", "regional"):
        told["protection"] = f"Kanton Zürich, {row['Einstufung']}"
    return told


RECIPE = Recipe(
    name="monuments_zurich",
    title="Inventory of monuments of the canton of Zurich",
    licence="CC-BY-4.0",
    attribution="Denkmalpflege Kanton Zürich",
    home="https://github.com/wadoli/ogd-kdp-zh",
    file="zurich_kdp.csv",
    as_of="2021-04-08",
    scheme="zh_kdp",
    columns={
        "key": "ODB-ID",
        "name": "Objekt",
        "municipality": "Gemeinde",
        "postal_code": "PLZ",
        "street": "Strasse / Nr.",
        "dates": "Baujahr",
        "lon": "E-Koordinate",
        "lat": "N-Koordinate",
        "page": "publiziertes PDF",
    },
    precision="exact",
    crs="EPSG:2056",
    prepare=prepare,
)
