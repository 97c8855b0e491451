"""A library, archive or museum that speaks OAI-PMH and describes places in EDM (Europeana)."""

from inducult.harvest.guessing.kinds import type_for
from inducult.harvest.recipes import Recipe, Remote, Told


def prepare(told: Told, row: Told) -> Told:
    """Subjects are words, or addresses whose last part is a word or a code."""
    told |= {f"name@{name[6:]}": row[name] for name in row if name.startswith("title@")}
    told["name"] = _first(row.get("title"))
    said = row.get("subject") or []
    words = [str(each).rpartition("/")[2] for each in (said if isinstance(said, list) else [said])]
    told["kind"] = [word if "." in word else type_for(word) or word for word in words]
    return told


def _first(value: object) -> object:
    return value[0] if isinstance(value, list) and value else value


RECIPE = Recipe(
    name="edm_library",
    title="A collection in EDM",
    licence="CC-BY-4.0",
    attribution="The library, archive or museum that was asked",
    home="",
    file="records",
    reader="oai",
    as_of="2026",
    scheme="edm",
    columns={"key": "identifier", "page": "isShownAt", "lon": "lon", "lat": "lat"},
    precision="approximate",
    prepare=prepare,
    is_whole=False,
    remote=Remote(kind="oai", url="/oai", file="records", reader="oai"),
)
