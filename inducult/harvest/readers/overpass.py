"""Answers of OpenStreetMap's Overpass API as JSON (`[out:json]`, `out center tags`)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from inducult.harvest.limits import count
from inducult.harvest.readers.json import listed, load
from inducult.harvest.rows import Row, Unreadable


def read_overpass(path: Path) -> Iterator[Row]:
    """Every element with tags; ways and relations stand at their centre. Raises Unreadable."""
    answer = load(path)
    if isinstance(answer, dict) and (remark := answer.get("remark")):
        raise Unreadable(path.name, 0, f"the server gave up half-way: {str(remark)[:160]}")
    for number, element in enumerate(listed(path, answer, "elements"), start=1):
        count(path.name, number)
        if not isinstance(element, dict) or "type" not in element or "id" not in element:
            raise Unreadable(path.name, number, "is no element of OpenStreetMap")
        if isinstance(element.get("tags"), dict):
            yield Row(number, _values(element))


def _values(element: dict[str, Any]) -> dict[str, Any]:
    point = element.get("center") or element
    values = {str(name): str(value) for name, value in element["tags"].items()}
    values["osm_id"] = f"{element['type']}/{element['id']}"
    if "lon" in point and "lat" in point:
        values |= {"lon": point["lon"], "lat": point["lat"]}
    return values
