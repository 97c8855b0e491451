"""What DuckDB is asked. Pure: the text of each question, values only as question marks."""

from __future__ import annotations

from typing import Final

COUNTS: Final = """
SELECT count(*) AS places, count(geometry) AS positioned,
    count(*) FILTER (opening_hours <> '') AS with_hours,
    count(*) FILTER (hours_checked) AS with_checked_hours
FROM read_parquet(?)
"""

POSITION_LICENCES: Final = """
SELECT position_licence, count(*) FROM read_parquet(?)
WHERE position_licence <> '' GROUP BY ALL ORDER BY ALL
"""
