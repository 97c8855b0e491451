"""Museums of Styria; those of industry, mining, craft and transport by their names."""

import re

from inducult.harvest.recipes import Recipe, Told


def prepare(told: Told, row: Told) -> Told:
    """The list has no key: the number of its page is one, else name and postcode."""
    page = re.search(r"/beitrag/(\d+)/", str(row.get("URL", "")))
    name = str(row.get("BEZEICHN", ""))
    told["key"] = page[1] if page else f"{row.get('PLZ')} {name}"[:200]
    told["kind"], told["country"] = name, "AT"
    told["street"] = re.sub(r" 0$|^p\. ?A\. ", "", str(told.get("street", "")))
    told["status"] = "operating"
    return told


RECIPE = Recipe(
    name="styria_museums",
    title="Museums of Styria",
    licence="CC-BY-3.0-AT",
    attribution="Land Steiermark - data.steiermark.gv.at",
    home="https://data.steiermark.at/",
    file="museums.geojson",
    as_of="2015",
    scheme="stmk_museum",
    columns={
        "key": "BEZEICHN",
        "name": "BEZEICHN",
        "municipality": "ORT",
        "postal_code": "PLZ",
        "street": ("STRASSE", "HNR"),
        "page": "URL",
        "lon": "lon",
        "lat": "lat",
    },
    precision="street",
    prepare=prepare,
)
