"""The taxonomy as plain values: 16 themes, 126 types, labels in eight languages.

Source: own work (CC BY 4.0), `taxonomy/taxonomy.csv`; mappings to ERIH themes, Getty AAT,
OpenStreetMap tags, Wikidata classes and NACE Rev. 2.1 stand beside each term.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from inducult.common.languages import CODES

FILE = Path(__file__).parent / "taxonomy" / "taxonomy.csv"
MAPPINGS = ("erih", "aat", "osm", "wikidata", "nace")


@dataclass(frozen=True)
class Term:
    """One theme (no parent) or type of the taxonomy."""

    code: str
    parent: str
    labels: dict[str, str]
    mappings: dict[str, tuple[str, ...]]
    verified: tuple[str, ...]

    @property
    def is_theme(self) -> bool:
        return not self.parent

    @property
    def theme(self) -> str:
        return self.parent or self.code


@cache
def load_terms(file: Path = FILE) -> dict[str, Term]:
    """All terms by code, themes before their types, in the order of the file."""
    with file.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: _term(row) for row in csv.DictReader(lines)}


def theme_of(code: str) -> str:
    """The theme of a type code; a theme is its own."""
    return code.split(".", 1)[0]


def _term(row: dict[str, str]) -> Term:
    return Term(
        code=row["code"],
        parent=row["parent"],
        labels={language: row[language] for language in CODES},
        mappings={scheme: _several(row[scheme]) for scheme in MAPPINGS if row[scheme]},
        verified=_several(row["verified"]),
    )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)
