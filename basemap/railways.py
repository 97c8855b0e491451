"""Railway lines, open and closed, in three generalisations.

Railway History Project and contributors, ODbL 1.0: an archive of their own, never mixed with ours.
"""

from collections.abc import Iterator
from typing import Final

from basemap.features import LAST_ZOOM, Feature, read_geojson

# Source, first and last zoom. The finest has only a part of Czechia, which keeps the middle one.
GENERALISATIONS: Final = (
    ("railways_d0", 4, 5),
    ("railways_d1", 6, 7),
    ("railways_d2", 8, LAST_ZOOM),
)


def railways() -> Iterator[Feature]:
    for source, first, last in GENERALISATIONS:
        for geometry, properties in read_geojson(source):
            country = str(properties["cc"])
            if country == "cz" and source == "railways_d2":
                continue
            until = LAST_ZOOM if country == "cz" and source == "railways_d1" else last
            yield Feature(geometry, {"country": country}, first, until)
