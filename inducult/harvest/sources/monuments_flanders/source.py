"""Protected monuments of Flanders, by WFS; the name tells what is industry."""

import re

from inducult.harvest.recipes import Recipe, Remote, Told

# "Voorbeeldstraat 1 (Genk, Hasselt)": the municipalities stand at the end, in brackets.
WHERE = re.compile(r"^(?P<street>.*?)\s*\((?P<towns>[^()]+)\)\s*$")
PAGE = "https://id.erfgoed.net/aanduidingsobjecten/"
BESIDE = " bij "  # "house of the director at the coal mine": what stands before it is the thing


def prepare(told: Told, row: Told) -> Told:
    """The location is taken apart; a thing that stands beside a works is not the works."""
    told["country"], told["protection"] = "BE", "Vlaanderen, beschermd monument"
    told["kind"] = str(told.get("name", "")).partition(BESIDE)[0]
    if found := WHERE.match(str(row.get("locatie") or "")):
        told["municipality"] = found["towns"].partition(",")[0].strip()
        told["street"] = found["street"].partition(",")[0].strip()
    if told.get("key"):
        told["page"] = f"{PAGE}{told['key']}"
    return told


RECIPE = Recipe(
    name="monuments_flanders",
    title="Protected monuments of Flanders",
    licence="VL-FODL-1.0",
    attribution="Aanduidingsobjecten - Vlaamse Overheid - Agentschap Onroerend Erfgoed",
    home="https://geo.onroerenderfgoed.be/",
    file="bes_monument",
    as_of="2026",
    scheme="vl_aanduiding",
    columns={
        "key": "aanduid_id",
        "name": "naam",
        "other_name": "alt_naam",
        "lon": "lon",
        "lat": "lat",
    },
    language="nl",
    precision="exact",
    prepare=prepare,
    remote=Remote(
        kind="wfs",
        url="https://geo.onroerenderfgoed.be/geoserver/wfs",
        file="bes_monument",
        asks={
            "typeNames": "vioe_geoportaal:bes_monument",
            "outputFormat": "application/json",
            "sortBy": "aanduid_id",  # so that the pages of the server fit together
        },
    ),
)
