"""OpenStreetMap extracts: PBF, and XML also packed with gzip."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import osmium

from inducult.harvest.limits import count
from inducult.harvest.readers.xml import look_through
from inducult.harvest.rows import Row, Unreadable

# Keys of which one must be there: an extract of a county holds a million things, few are ours.
OURS: Final = frozenset(
    {
        *("man_made", "industrial", "historic", "craft", "power", "railway", "tourism", "building"),
        *("amenity", "landuse", "waterway", "museum", "disused:man_made", "abandoned:man_made"),
        "disused:railway",
    }
)


def read_osm(path: Path) -> Iterator[Row]:
    """Named things under the keys of industry and culture; areas by their middle.

    Raises Unreadable. XML is looked through for entities before the fast reader gets it.
    """
    if path.suffix.lower() in (".osm", ".gz", ".xml"):
        look_through(path)
    number = 0
    try:
        things = osmium.FileProcessor(str(path)).with_locations()
        for thing in things:
            number += 1
            count(path.name, number)
            if values := _values(thing):
                yield Row(number, values)
    except Unreadable:
        raise
    except Exception as error:  # a broken extract makes the library raise whatever it likes
        reason = f"is no whole OpenStreetMap extract ({error})"
        raise Unreadable(path.name, number + 1, reason) from None


def _values(thing: Any) -> dict[str, Any]:
    kind = {"n": "node", "w": "way", "r": "relation"}.get(thing.type_str(), "")
    if not kind or "name" not in thing.tags or OURS.isdisjoint(tag.k for tag in thing.tags):
        return {}
    point = _middle(thing)
    if point is None:
        return {}
    values: dict[str, Any] = {tag.k: tag.v for tag in thing.tags}
    return {**values, "osm_id": f"{kind}/{thing.id}", "lon": point[0], "lat": point[1]}


def _middle(thing: Any) -> tuple[float, float] | None:
    """The middle of the frame around the thing; relations have no shape of their own here."""
    if thing.is_node():
        return (thing.location.lon, thing.location.lat) if thing.location.valid() else None
    if not thing.is_way():
        return None
    found = [node.location for node in thing.nodes if node.location.valid()]
    if not found:
        return None
    lons, lats = [each.lon for each in found], [each.lat for each in found]
    return round((min(lons) + max(lons)) / 2, 7), round((min(lats) + max(lats)) / 2, 7)
