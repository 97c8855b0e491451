"""Addresses for those who watch the product."""

from __future__ import annotations

from typing import Final

from tests.permissions.asking import Row, public

ROWS: Final[dict[str, Row]] = {
    "ready": public(),
    "metrics": Row(who=frozenset()),  # off; whom it answers is tested in test_watching.py
}
