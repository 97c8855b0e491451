"""Wikidata: works, mines, mills and museums of industry in the countries of the network."""

from inducult.harvest.recipes import Recipe, Remote, Told
from inducult.places.terms import load_terms

COUNTRIES = ("Q40", "Q31", "Q183", "Q213", "Q36", "Q38", "Q215", "Q224")
LANGUAGES = ("en", "de", "cs", "pl", "it", "sl", "hr", "nl")
KINDS = sorted({q for t in load_terms().values() for q in t.mappings.get("wikidata", ())})
QUERY = f"""SELECT ?item ?kind ?position ?label ?code ?town ?start ?end ?website ?operator WHERE {{
  VALUES ?kind {{ {" ".join(f"wd:{kind}" for kind in KINDS)} }}
  VALUES ?country {{ {" ".join(f"wd:{country}" for country in COUNTRIES)} }}
  ?item wdt:P31 ?kind; wdt:P17 ?country; wdt:P625 ?position; rdfs:label ?label.
  ?country wdt:P297 ?code.
  FILTER(LANG(?label) IN ({", ".join(f'"{code}"' for code in LANGUAGES)}))
  OPTIONAL {{ ?item wdt:P131/rdfs:label ?town. FILTER(LANG(?town) = "en") }}
  OPTIONAL {{ ?item wdt:P571 ?from. BIND(YEAR(?from) AS ?start) }}
  OPTIONAL {{ ?item wdt:P576 ?to. BIND(YEAR(?to) AS ?end) }}
  OPTIONAL {{ ?item wdt:P856 ?website }}
  OPTIONAL {{ ?item wdt:P137/rdfs:label ?operator. FILTER(LANG(?operator) = "en") }}
}}"""


def prepare(told: Told, row: Told) -> Told:
    """One row a language and kind; the key is also the identifier at Wikidata."""
    told |= {f"name@{name[6:]}": row[name] for name in row if name.startswith("label@")}
    return {**told, "id:wikidata": told["key"], "kind": [told["kind"]] if "kind" in told else []}


def join(rows: list[Told]) -> Told:
    """An item is told in as many rows as it has labels and kinds."""
    told: Told = {}
    for row in rows:
        told = {**row, **told}
    told["kind"] = list(dict.fromkeys(kind for row in rows for kind in row["kind"]))
    return told


RECIPE = Recipe(
    name="wikidata_industry",
    title="Wikidata: industry",
    licence="CC0-1.0",
    attribution="Wikidata",
    home="https://www.wikidata.org/",
    file="wikidata.srj",
    as_of="2026",
    scheme="wikidata",
    columns={
        "key": "item",
        "name": "label",
        "kind": "kind",
        "country": "code",
        "municipality": "town",
        "start": "start",
        "end": "end",
        "website": "website",
        "operator": "operator",
        "lon": "lon",
        "lat": "lat",
    },
    precision="approximate",
    prepare=prepare,
    join=join,
    is_whole=False,
    remote=Remote(
        kind="sparql",
        url="https://query.wikidata.org/sparql",
        file="wikidata.srj",
        asks={"query": QUERY},
    ),
)
