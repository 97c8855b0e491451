"""Lists of records after OAI-PMH 2.0 that hold EDM (Europeana Data Model), one file a page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from inducult.harvest.limits import count
from inducult.harvest.readers.xml import elements, name_of
from inducult.harvest.rows import Row, Unreadable

LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
RESOURCE: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource"
# Names of EDM and Dublin Core under which a thing tells of itself.
TOLD: Final = frozenset(
    {
        *("title", "alternative", "description", "type", "subject", "date", "created", "creator"),
        *("rights", "isShownAt", "dataProvider", "provider", "country", "lat", "long", "spatial"),
        *("prefLabel", "identifier", "language"),
    }
)


def read_oai(path: Path) -> Iterator[Row]:
    """One row a record that was not deleted; several values of a name are a list.

    A text with a language stands under `title@de` as well. Raises Unreadable, also for what the
    server calls an error.
    """
    number, record, deep = 0, None, 0
    for event, element in elements(path):
        name = name_of(element)
        if event == "end" and name == "error":
            code, words = element.get("code"), (element.text or "").strip()
            if code == "noRecordsMatch":
                return
            raise Unreadable(path.name, 0, f"the server answered {code}: {words}")
        if name == "record":
            if event == "start":
                record, deep = element, deep + 1
            else:
                number += 1
                count(path.name, number)
                if values := _values(element):
                    yield Row(number, values)
                element.clear()
                record = None
    if not deep and record is None:
        return


def resumption(path: Path) -> str:
    """The token that leads to the next page; "" on the last one. Raises Unreadable."""
    token = ""
    for event, element in elements(path):
        if event == "end" and name_of(element) == "resumptionToken":
            token = (element.text or "").strip()
    return token


def _values(record: Any) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for element in record.iter():
        name = name_of(element)
        if name == "header":
            if element.get("status") == "deleted":
                return {}
        elif name in TOLD or name == "datestamp":
            _put(values, name, element)
    lon, lat = values.pop("long", None), values.pop("lat", None)
    if lon and lat:
        values |= {"lon": _first(lon), "lat": _first(lat)}
    return values


def _put(values: dict[str, Any], name: str, element: Any) -> None:
    text = (element.text or "").strip() or element.get(RESOURCE, "")
    if not text:
        return
    if name == "identifier" and name in values:
        name = "dc:identifier"  # the first is that of the record
    if language := element.get(LANGUAGE):
        values.setdefault(f"{name}@{language}", text)
    known = values.get(name)
    if known is None:
        values[name] = text
    else:
        values[name] = [*(known if isinstance(known, list) else [known]), text]


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) else value
