"""Vector tiles of a result: counted groups, single places, and piles of places on one point.

A tile is cut into cells. Each place is in exactly one cell of one tile of a zoom, and tiles have no
margin, so the counts of all tiles of a zoom add up to the places that have a position. From
`SINGLES` on every point stands for itself.
"""

from __future__ import annotations

from typing import Final

from inducult.catalogue.columns import MICRO
from inducult.catalogue.facets import Sets
from inducult.catalogue.filters import TIMES
from inducult.catalogue.grid import BITS, tile_range
from inducult.catalogue.sql import Selection, Sql
from inducult.common.languages import CODES

LAYER: Final = "places"
EXTENT_BITS: Final = 12  # a tile is 4096 units wide, as is usual in vector tiles
CELL_BITS: Final = 4  # 16 cells along the side of a tile: symbols of 32 pixels do not overlap
SINGLES: Final = 12  # zoom from which places are no longer grouped
DEEPEST: Final = 19

QUERY: Final = """
WITH cells AS (
    SELECT count(*)::INTEGER AS count, min(row) AS row,
        {times},
        avg(x) AS x, avg(y) AS y,
        min(lon_micro) AS west, min(lat_micro) AS south,
        max(lon_micro) AS east, max(lat_micro) AS north
    FROM {source} WHERE {condition} GROUP BY x >> {shift}, y >> {shift}
),
singles AS (
    SELECT row, id, slug, coalesce({names}) AS name, split_part(main_type, '.', 1) AS theme,
        main_type AS type, time, precision
    FROM places WHERE row IN (SELECT row FROM cells WHERE count = 1)
),
features AS (
    SELECT st_point((x::BIGINT >> {pixel}) & {mask}, (y::BIGINT >> {pixel}) & {mask}) AS geometry,
        cells.count, past, present, future,
        west / {micro} AS west, south / {micro} AS south,
        east / {micro} AS east, north / {micro} AS north,
        CASE WHEN cells.count > 1 THEN west = east AND south = north END AS stack,
        id, slug, name, theme, type, tenses, precisions.precision
    FROM cells LEFT JOIN singles USING (row)
    LEFT JOIN (VALUES {tenses}) AS tense(time, tenses) ON tense.time = singles.time
    LEFT JOIN (VALUES {precisions}) AS precisions(number, precision)
        ON precisions.number = singles.precision
    ORDER BY count DESC, row
)
SELECT st_asmvt(features, '{layer}', {extent}, 'geometry') FROM features
"""


def tile_sql(
    selected: Selection,
    zoom: int,
    column: int,
    row: int,
    *,
    language: str,
    times: list[str],
    precisions: list[str],
) -> Sql:
    """The query for one tile; `times` and `precisions` are the texts of those two sets."""
    first, after = tile_range(zoom, column, row)
    condition = selected.whole & Sql("morton >= ? AND morton < ?", (first, after))
    languages = list(dict.fromkeys([language, *CODES]))
    text = QUERY.format(
        times=", ".join(_count(time, times) for time in TIMES),
        source=selected.source.text,
        condition=condition.text,
        shift=0 if zoom >= SINGLES else BITS - zoom - CELL_BITS,
        names=", ".join(["names[?]"] * len(languages) + ["name"]),
        pixel=BITS - zoom - EXTENT_BITS,
        mask=(1 << EXTENT_BITS) - 1,
        micro=f"{MICRO}.0::DOUBLE",
        tenses=_values([text.replace("|", ",") for text in times]),
        precisions=_values(precisions),
        layer=LAYER,
        extent=1 << EXTENT_BITS,
    )
    given = [
        value for pair in enumerate([*times]) for value in (pair[0], pair[1].replace("|", ","))
    ]
    given += [value for pair in enumerate(precisions) for value in pair]
    return Sql(text, (*condition.values, *languages, *given))


def _count(time: str, times: list[str]) -> str:
    """How many of a cell tell of a time: a sum over the few sets that hold it."""
    numbers = ", ".join(str(int(number)) for number in Sets(times).holding([time]))
    filtered = f"time IN ({numbers})" if numbers else "false"
    return f"count(*) FILTER ({filtered})::INTEGER AS {time}"


def _values(texts: list[str]) -> str:
    return ", ".join("(?::INTEGER, ?)" for _ in texts) or "(NULL::INTEGER, '')"
