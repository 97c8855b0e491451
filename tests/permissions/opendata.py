"""Open data: for everybody, and nothing in it that is not published."""

from __future__ import annotations

from typing import Final

from tests.permissions.asking import Row, public

ROWS: Final[dict[str, Row]] = {
    "ogc:landing": public(),
}
