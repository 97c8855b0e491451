"""Culture of Chemnitz in OpenStreetMap: museums, theatres, works of art."""

from inducult.harvest.recipes import Recipe, Told

KEYS = ("museum", "railway", "historic", "tourism", "artwork_type", "amenity", "building")


def prepare(told: Told, row: Told) -> Told:
    """What a thing is stands in several keys; the first that our mapping knows decides."""
    told["kind"] = [f"{key}={row[key]}" for key in KEYS if row.get(key)]
    told["kind"].append(str(row.get("name", "")))
    told["country"], told["status"] = "DE", "operating" if row.get("tourism") == "museum" else ""
    told |= {name: row[name] for name in ("name:en", "name:cs", "name:pl") if row.get(name)}
    return {name.replace("name:", "name@"): value for name, value in told.items()}


RECIPE = Recipe(
    name="chemnitz_osm",
    title="OpenStreetMap: culture of Chemnitz",
    licence="ODbL-1.0",
    attribution="© OpenStreetMap contributors",
    home="https://www.openstreetmap.org/copyright",
    file="chemnitz.geojson",
    as_of="2025",
    scheme="osm",
    columns={
        "key": "@id",
        "name": "name",
        "other_name": "alt_name",
        "municipality": "addr:city",
        "postal_code": "addr:postcode",
        "street": ("addr:street", "addr:housenumber"),
        "operator": "operator",
        "website": "website",
        "phone": "phone",
        "hours": "opening_hours",
        "id:wikidata": "wikidata",
        "lon": "lon",
        "lat": "lat",
    },
    precision="exact",
    prepare=prepare,
)
