"""Our own short table of what towns are called in the eight languages of the product."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from basemap.inputs import HERE
from inducult.common.folding import fold
from inducult.common.languages import CODES


@dataclass(frozen=True)
class Exonyms:
    """One town: its local name and its name in each of the eight languages (may be the same)."""

    name: str
    country: str
    by_language: Mapping[str, str]

    @cached_property
    def spellings(self) -> frozenset[str]:
        """Everything that a source may call this town, folded."""
        return frozenset(fold(text) for text in (self.name, *self.by_language.values()))

    def elsewhere(self) -> dict[str, str]:
        """The names that differ from the local one, by language."""
        return {code: text for code, text in self.by_language.items() if text != self.name}


def read_exonyms() -> list[Exonyms]:
    """The rows of the table. Raises KeyError when a language is missing."""
    with (HERE / "exonyms.csv").open(encoding="utf-8", newline="") as lines:
        return [
            Exonyms(row["name"], row["country"], {code: row[code] for code in CODES})
            for row in csv.DictReader(lines)
        ]


def matched(towns: Iterable[tuple[int, str, str]], table: Iterable[Exonyms]) -> dict[int, Exonyms]:
    """Which town each row means: the first of its country that has one of the spellings.

    `towns` are (key, name, country), largest first, because namesakes of cities are small.
    """
    wanted = {(row.country, text): row for row in table for text in row.spellings}
    found: dict[int, Exonyms] = {}
    for key, name, country in towns:
        row = wanted.get((country, fold(name)))
        if row is not None and row not in found.values():
            found[key] = row
    return found
