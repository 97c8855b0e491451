"""The regions of the network as a table. They are few and come from the register: it is public
what they are, and they have no state of publication."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely

from inducult.common.languages import CODES
from inducult.opendata.features.fields import REGIONS
from inducult.opendata.features.rows import Row, framed, properties_of
from inducult.opendata.features.table import Numbers, Table, columns_of
from inducult.partnership.models import Region

DECIMALS = 6  # of a degree: 11 cm


def region_table() -> Table:
    """All regions in the order of their codes."""
    regions = list(Region.objects.prefetch_related("texts").order_by("code"))
    rows = [_row(region) for region in regions]
    shapes = np.array([_shape(region.boundary) for region in regions] or [None], dtype=object)
    shapes = shapes[: len(regions)]

    def read(numbers: Numbers) -> list[bytes]:
        return [
            framed(rows[number]["id"], _written(shapes[number]), properties_of(rows[number]))
            for number in numbers.tolist()
        ]

    return Table(REGIONS, columns_of(REGIONS.values(), rows), read, shapes=shapes)


def _row(region: Region) -> Row:
    said = {code: region.name_in(code) for code in CODES}
    return {
        "id": region.code,
        "lon": None,
        "lat": None,
        "name": said["en"].text,
        "country": region.country,
        "nuts": region.nuts,
        "areas": region.areas,
        "boundary_source": region.boundary_source or None,
        **{f"name_{code}": s.text if s.language == code else None for code, s in said.items()},
    }


def _shape(boundary: Any) -> Any:
    if not boundary:
        return None
    return shapely.orient_polygons(shapely.geometry.shape(boundary))


def _written(shape: Any) -> str:
    if shape is None:
        return "null"
    return str(shapely.to_geojson(shapely.transform(shape, lambda points: points.round(DECIMALS))))
