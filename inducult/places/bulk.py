"""One wish for many places: what each record is after it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from inducult.places.vocabulary import FoundBy

Record = dict[str, Any]
VALUES: Final = ("operator", "ownership", "protection", "website", "endangered")
EMPTY: Final[dict[str, Any]] = {
    "operator": "",
    "protection": "",
    "website": "",
    "ownership": "unknown",
    "endangered": None,
}


@dataclass(frozen=True)
class Wish:
    """What is to be set, added and taken away; `values` may name `visit.state` as well."""

    values: Mapping[str, Any] = field(default_factory=dict)
    add: Mapping[str, str] = field(default_factory=dict)  # types, areas, regions -> code
    remove: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.values or self.add or self.remove)


def wished(record: Record, wish: Wish) -> Record:
    """The record as the wish wants it; the record itself is left alone."""
    changed = {**record, **{k: v for k, v in wish.values.items() if k in VALUES}}
    if "visit.state" in wish.values:
        changed["visit"] = {**record["visit"], "state": wish.values["visit.state"]}
    for name in ("types", "areas", "regions"):
        kept = [entry for entry in changed[name] if _code(entry) != wish.remove.get(name)]
        changed[name] = [*kept, *_new(name, kept, wish.add.get(name))]
    return changed


def _new(name: str, kept: list[Any], code: str | None) -> list[Any]:
    if not code or code in map(_code, kept):
        return []
    return [{"code": code, "found_by": FoundBy.PERSON.value} if name == "regions" else code]


def _code(entry: Any) -> str:
    return str(entry["code"] if isinstance(entry, dict) else entry)
