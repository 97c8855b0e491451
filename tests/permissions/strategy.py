"""Strategies, action plans and pilots."""

from __future__ import annotations

from typing import Final

from tests.permissions.asking import Row

ROWS: Final[dict[str, Row]] = {}
