"""Answers of a SPARQL end point as JSON (W3C SPARQL 1.1 Query Results JSON), such as Wikidata's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from inducult.harvest.limits import count
from inducult.harvest.readers.json import listed, load
from inducult.harvest.rows import Row, Unreadable

POINT: Final = re.compile(r"Point\(\s*(-?[\d.]+)\s+(-?[\d.]+)\s*\)", re.IGNORECASE)
ENTITY: Final = re.compile(r"https?://www\.wikidata\.org/entity/(Q\d+)")


def read_sparql(path: Path) -> Iterator[Row]:
    """One row a binding; a WKT point becomes lon and lat, an entity its number. Raises Unreadable.

    A text with a language keeps it in the name: `label@de`.
    """
    for number, binding in enumerate(listed(path, load(path), "results", "bindings"), start=1):
        count(path.name, number)
        try:
            yield Row(number, _values(binding))
        except (AttributeError, KeyError, TypeError):
            raise Unreadable(path.name, number, "is no row of a SPARQL answer") from None


def _values(binding: dict[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, term in binding.items():
        text = str(term["value"])
        language = term.get("xml:lang")
        if point := POINT.fullmatch(
            text.removeprefix("<http://www.opengis.net/def/crs/OGC/1.3/CRS84> ")
        ):
            values |= {"lon": float(point[1]), "lat": float(point[2])}
        elif entity := ENTITY.fullmatch(text):
            values[name] = entity[1]
        else:
            values[f"{name}@{language}" if language else name] = text
            values.setdefault(name, text)
    return values
