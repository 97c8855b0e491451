"""A thing as the matching sees it, whoever described it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thing:
    """A place of ours or a record of theirs as one plain value; what is not known is left out.

    `lon` and `lat` are degrees (WGS 84); `precision_m` says how far they may be off, in metres,
    and is for the source to say (a register measures to 20 m, a list of plants to its town).
    `names` holds the name first, then other names and other languages. `types` are codes of the
    taxonomy, `kind` is what the source itself calls it. `identifiers` are pairs of scheme and
    value ("wikidata", "Q1234"); `start` and `end` are years.
    """

    key: str
    names: tuple[str, ...] = ()
    lon: float | None = None
    lat: float | None = None
    precision_m: float = 100.0
    country: str = ""
    municipality: str = ""
    address: str = ""
    types: tuple[str, ...] = ()
    kind: str = ""
    start: int | None = None
    end: int | None = None
    identifiers: frozenset[tuple[str, str]] = frozenset()
    operator: str = ""

    @property
    def is_located(self) -> bool:
        """Whether it has a position at all."""
        return self.lon is not None and self.lat is not None
