"""Another InduCult: its places by OGC API Features, with the codes of the taxonomy both share."""

from inducult.harvest.recipes import Recipe, Remote, Told

LANGUAGES = ("en", "de", "cs", "pl", "it", "sl", "hr", "nl")


def prepare(told: Told, row: Told) -> Told:
    """The first type comes as `type`; a summary is the other network's text and is not taken."""
    told["language"] = str(row.get("name_language") or "")
    return told


RECIPE = Recipe(
    name="inducult_peer",
    title="Another InduCult",
    licence="CC-BY-4.0",
    attribution="InduCult network",
    home="",
    file="places",
    as_of="2026",
    scheme="inducult_peer",
    columns={
        "key": "id",
        "name": "name",
        **{f"name@{code}": f"name_{code}" for code in LANGUAGES},
        "kind": "type",
        "country": "country",
        "municipality": "municipality",
        "status": "phase",
        "start": "working_from",
        "end": "working_to",
        "operator": "operator",
        "website": "website",
        "hours": "opening_hours",
        "precision": "position_precision",
        "lon": "lon",
        "lat": "lat",
    },
    prepare=prepare,
    is_whole=False,
    remote=Remote(kind="features", url="/ogc/collections/places/items", file="places"),
)
