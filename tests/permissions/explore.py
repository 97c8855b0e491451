"""Pages for everybody."""

from __future__ import annotations

from typing import Final

from tests.permissions.asking import (
    BOTH,
    EVERYBODY,
    Row,
    page,
    public,
)

ROWS: Final[dict[str, Row]] = {
    "door": public(),
    "health": public(),
    "permanent": public(identifier="{published}"),
    # That of a published place; the doors of others have their own test (test_pictures.py)
    "picture": public(name="0123456789.webp"),
    "tile": public(edition="1", z="3", x="4", y="2"),
    "explore:start": public(),
    "explore:concept": public(),
    "explore:sources": public(),
    "explore:map": public(),
    "explore:embed": public(),
    "explore:snippet": public(),
    "explore:places": public(),
    "explore:here": Row(who=EVERYBODY, query="?lon=12.48&lat=50.73&count=1"),
    "explore:place": public(slug="august-horch-museum"),
    "explore:qr_code": public(slug="august-horch-museum"),
    "explore:report": Row(who=EVERYBODY, methods=BOTH, words={"slug": "august-horch-museum"}),
    "explore:story": Row(who=EVERYBODY, methods=BOTH, words={"slug": "august-horch-museum"}),
    "explore:suggest": page(EVERYBODY, *BOTH),
    "explore:receipt": page(EVERYBODY, *BOTH, receipt="{receipt}"),
    "explore:regions": public(),
    "explore:region": public(code="zwickau"),
}
