"""OpenStreetMap: works, mines, mills, towers and stations with a name, from any extract."""

from inducult.harvest.recipes import Recipe, Remote, Told

KEYS = (
    *(
        "man_made",
        "industrial",
        "historic",
        "craft",
        "power",
        "plant:source",
        "railway",
        "waterway",
    ),
    *("railway:preserved", "disused:man_made", "abandoned:man_made", "disused:railway", "tourism"),
    *("museum", "landuse", "building"),
)
QUERY = """[out:json][timeout:300];
area["ISO3166-2"="DE-SN"]->.here;
nwr(area.here)[name][~"^(man_made|industrial|historic|craft|power|railway)$"~"."];
out center tags;"""


def prepare(told: Told, row: Told) -> Told:
    """Kinds are `key=value`; what is disused or abandoned has ended, what is a ruin as well."""
    told["kind"] = [f"{key}={row[key]}" for key in KEYS if row.get(key)]
    told |= {f"name@{name[5:]}": row[name] for name in row if name.startswith("name:")}
    over = any(key.startswith(("disused:", "abandoned:")) for key in row)
    over = over or "yes" in (row.get("disused"), row.get("abandoned"), row.get("ruins"))
    told["status"] = "closed" if over else ""
    return told


RECIPE = Recipe(
    name="osm_industry",
    title="OpenStreetMap: industry",
    licence="ODbL-1.0",
    attribution="© OpenStreetMap contributors",
    home="https://www.openstreetmap.org/copyright",
    file="industry.osm.pbf",
    as_of="2014-11-05",
    scheme="osm",
    columns={
        "key": "osm_id",
        "name": "name",
        "other_name": "old_name",
        "country": "addr:country",
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
    is_whole=False,
    remote=Remote(
        kind="overpass",
        url="https://overpass-api.de/api/interpreter",
        file="overpass.json",
        reader="overpass",
        asks={"query": QUERY},
    ),
)
