"""How a source is read: what `source.py` of its folder says, and nothing that all have in common.

Pure: knows no database. The names on our side of `columns` are these:
key, name, name@<language>, other_name, lon, lat, x, y, crs, country, municipality, postal_code,
street, kind, start, end, status, dates, operator, website, phone, hours, page, precision,
protection, and id:<scheme> for identifiers of others.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from inducult.common.folding import fold

MAPPING_HEAD: Final = ("how", "kind", "types", "note")
Told = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of the source and our types; none: what is so called is left out.

    `how`: `is` compares the whole kind, `has` looks for a word in it, `part` for letters in it;
    `else` is `is` where no rule before it has met.
    """

    how: str
    kind: str
    types: tuple[str, ...]


@dataclass(frozen=True)
class Remote:
    """Where a source stands: `kind` is a name of remote.PLATFORMS, `file` what it becomes here.

    A `url` without a server ("/oai") is that of every server of the kind; `at` names one.
    """

    kind: str
    url: str
    file: str
    reader: str = ""
    asks: dict[str, str] = field(default_factory=dict)

    def at(self, site: str) -> Remote:
        """The same on this server; without a name, or where a server is fixed, as it is."""
        if not site or "://" in self.url:
            return self
        path = self.url if self.url != "/" else ""
        return replace(self, url=site.rstrip("/") + path)


@dataclass(frozen=True)
class Recipe:
    """One source.

    `columns`: our name -> theirs, one or several that are joined. `prepare` sees a row under our
    names and may mend it, return None to leave it out, or raise LeftOut with the reason.
    `join` makes one record of rows with the same key (units of one plant).
    """

    name: str
    title: str
    licence: str
    attribution: str
    home: str
    file: str
    columns: Mapping[str, str | tuple[str, ...]]
    scheme: str
    as_of: str
    reader: str = ""
    language: str = ""
    precision: str = "approximate"
    crs: str = ""  # of lon and lat, as EPSG:2056, where they are projected; guessed where not said
    prepare: Callable[[Told, Told], Told | None] | None = None
    join: Callable[[list[Told]], Told] | None = None
    types: tuple[str, ...] = ()  # of everything in the source that no rule of the mapping meets
    same_from: float = 0.5
    accept_from: float = 0.9  # that of the matching; a source may ask for more
    is_whole: bool = True  # what is missing in a later file is gone
    remote: Remote | None = None  # where it can be fetched, when the operator allows it
    folder: Path = field(default=Path())
    rules: tuple[Rule, ...] = ()

    def told(self, values: Told) -> Told | None:
        """A row under our names; None or LeftOut when it is none of ours."""
        told = {name: _joined(values, theirs) for name, theirs in self.columns.items()}
        told = {name: value for name, value in told.items() if value not in (None, "", [])}
        return self.prepare(told, values) if self.prepare else told

    def in_folder(self, folder: Path) -> Recipe:
        """The recipe with the mapping that lies beside it."""
        return replace(self, folder=folder, rules=tuple(read_mapping(folder / "mapping.csv")))


def read_mapping(file: Path) -> list[Rule]:
    """Kinds to types, in the order in which they are tried. Raises ValueError for another head."""
    with file.open(encoding="utf-8", newline="") as lines:
        table = csv.DictReader(lines)
        if tuple(table.fieldnames or ()) != MAPPING_HEAD:
            raise ValueError(f"{file}: the head must be {','.join(MAPPING_HEAD)}")
        return [rule_of(row) for row in table]


def rule_of(row: Mapping[str, str]) -> Rule:
    return Rule(row["how"], fold(row["kind"]), tuple(filter(None, row["types"].split("|"))))


def _joined(values: Told, theirs: str | tuple[str, ...]) -> Any:
    if isinstance(theirs, str):
        return values.get(theirs)
    return " ".join(str(values[name]) for name in theirs if values.get(name) not in (None, ""))
