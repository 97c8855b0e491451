"""A record of a source on its way to a place: plain values that the steps fill. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

# Worst deviation of a position in metres, by the word of the register.
PRECISIONS: Final = {
    "exact": 50.0,
    "street": 250.0,
    "approximate": 2_000.0,
    "municipality": 8_000.0,
}


class LeftOut(Exception):
    """A record that is none of ours, or that cannot be placed: a kind in one word, and why."""

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(reason)
        self.kind, self.reason = kind, reason


@dataclass(slots=True)
class Draft:
    """What is known of a record so far.

    `told` is what the source said under our names (see recipes.py), untouched; the steps read it
    and fill the rest. `remarks` are kinds and words of what was mended or dropped on the way.
    """

    key: str
    told: dict[str, Any]
    names: list[dict[str, str]] = field(default_factory=list)
    language: str = ""
    country: str = ""
    lon: float | None = None
    lat: float | None = None
    precision: str = "approximate"
    precision_m: float = PRECISIONS["approximate"]
    street: str = ""
    postal_code: str = ""
    municipality: str = ""
    kinds: list[str] = field(default_factory=list)
    types: list[str] = field(default_factory=list)
    phases: list[dict[str, str]] = field(default_factory=list)
    start: str = ""  # EDTF; of the works, or of the building
    end: str = ""
    facts: list[dict[str, str]] = field(default_factory=list)
    operator: str = ""
    website: str = ""
    phone: str = ""
    protection: str = ""
    opening_hours: str = ""
    hours_source: str = ""
    identifiers: list[dict[str, str]] = field(default_factory=list)
    page: str = ""
    remarks: list[tuple[str, str]] = field(default_factory=list)

    def remark(self, kind: str, words: str) -> None:
        self.remarks.append((kind, words))

    def text(self, name: str) -> str:
        """What the source said under a name, as one text; "" when nothing."""
        value = self.told.get(name)
        if isinstance(value, list):
            value = next((each for each in value if each), "")
        return "" if value is None else str(value)


@dataclass(frozen=True)
class World:
    """What a step must know of the world.

    `town`: longitude and latitude by name and country; `country` of the town nearest to a point.
    """

    town: Callable[[str, str], tuple[float, float] | None]
    country: Callable[[float, float], str] = lambda lon, lat: ""
