"""Pages that carry schema.org as JSON-LD: a museum's own page, or a list of them."""

from inducult.harvest.guessing.kinds import type_for
from inducult.harvest.recipes import Recipe, Remote, Told


def prepare(told: Told, row: Told) -> Told:
    """Kinds are the keywords; a page without a position stands in its town."""
    told |= {name: row[name] for name in row if name.startswith("name@")}
    told.setdefault("name", next((row[n] for n in row if n.startswith("name@")), ""))
    said = row.get("keywords") or row.get("@type") or []
    words = said.split(",") if isinstance(said, str) else said
    told["kind"] = [type_for(word.strip()) or word.strip() for word in words]
    told["key"] = str(told.get("key") or row.get("url") or told["name"])[:200]
    return told


RECIPE = Recipe(
    name="schema_org",
    title="Pages with schema.org",
    licence="CC-BY-4.0",
    attribution="The makers of the page that was asked",
    home="",
    file="page.html",
    reader="jsonld",
    as_of="2026",
    scheme="web",
    columns={
        "key": "@id",
        "name": "name",
        "country": "address.addressCountry",
        "municipality": "address.addressLocality",
        "postal_code": "address.postalCode",
        "street": "address.streetAddress",
        "website": "url",
        "phone": "telephone",
        "hours": "openingHours",
        "lon": "lon",
        "lat": "lat",
    },
    precision="approximate",
    prepare=prepare,
    is_whole=False,
    remote=Remote(kind="file", url="/", file="page.html", reader="jsonld"),
)
