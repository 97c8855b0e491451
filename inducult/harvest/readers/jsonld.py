"""schema.org in JSON-LD: a file of it, or a page that carries it in `<script>`."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

from inducult.harvest.limits import count
from inducult.harvest.readers.json import parsed, text_of
from inducult.harvest.rows import Row, Unreadable

PLACES: Final = frozenset(
    {
        *("Place", "Museum", "LandmarksOrHistoricalBuildings", "TouristAttraction", "Brewery"),
        *("LocalBusiness", "Organization", "Winery", "CivicStructure", "TrainStation"),
        "PerformingArtsTheater",
    }
)


def read_jsonld(path: Path) -> Iterator[Row]:
    """Every thing that stands somewhere, flat: `address.streetAddress`, `geo` as lon and lat.

    Contexts are never fetched: names of schema.org are read as they stand. Raises Unreadable.
    """
    number = 0
    for thing in _things(_values(path)):
        if _types(thing) & PLACES:
            number += 1
            count(path.name, number)
            yield Row(number, _flat(path, number, thing))


def _values(path: Path) -> Any:
    """What the file holds: of a page all that its scripts of JSON-LD say, and nothing else."""
    text = text_of(path)
    if not text.lstrip().startswith("<"):
        return parsed(path, text)
    page = _Page()
    page.feed(text)
    if not page.said:
        raise Unreadable(path.name, 0, "is a page without schema.org in JSON-LD")
    return [parsed(path, said) for said in page.said]


class _Page(HTMLParser):
    """Collects the JSON-LD of a page; nothing of it is run, nothing that it names is fetched."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "script" and ("type", "application/ld+json") in attrs
        if self._inside:
            self.said.append("")

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.said[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self._inside = False


def _things(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for each in value:
            yield from _things(each)
    elif isinstance(value, dict):
        for name in ("@graph", "itemListElement", "item"):
            yield from _things(value.get(name))
        if "@type" in value:
            yield value


def _types(thing: dict[str, Any]) -> set[str]:
    named = thing.get("@type")
    return {
        str(name).rpartition("/")[2].rpartition(":")[2]
        for name in (named if isinstance(named, list) else [named])
    }


def _flat(path: Path, number: int, thing: dict[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {"@type": sorted(_types(thing))[0]}
    for full_name, value in thing.items():
        name = full_name.removeprefix("schema:")
        if name == "geo" and isinstance(value, dict):
            values |= {"lon": value.get("longitude"), "lat": value.get("latitude")}
        elif isinstance(value, dict) and "@value" in value:
            values[f"{name}@{value.get('@language', '')}".rstrip("@")] = value["@value"]
        elif isinstance(value, dict):
            values |= {
                f"{name}.{k}": v for k, v in value.items() if isinstance(v, str | int | float)
            }
        elif isinstance(value, list):
            values |= _several(name, value)
        elif isinstance(value, str | int | float | bool) and name != "@type":
            values[name] = value
    if not values.get("@id") and not values.get("name"):
        raise Unreadable(path.name, number, "has neither @id nor name")
    return {name: value for name, value in values.items() if value is not None}


def _several(name: str, value: list[Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for each in value:
        if isinstance(each, dict) and "@value" in each:
            found[f"{name}@{each.get('@language', '')}".rstrip("@")] = each["@value"]
        elif isinstance(each, str):
            found.setdefault(name, []).append(each)
    return found
