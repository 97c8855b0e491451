"""A draft as pieces of a place, and a place with pieces put in or taken out. Pure.

A piece is a field of the record and a value: of a list (names, types, ...) one entry, else the
whole. `address.street` and `visit.opening_hours` are fields inside.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Final

from inducult.harvest.drafts import Draft
from inducult.harvest.recipes import Recipe

Record = dict[str, Any]
LISTS: Final = frozenset(("names", "types", "identifiers", "facts", "sources"))
ADDRESS: Final = ("street", "postal_code", "municipality", "country")
PLAIN: Final = ("operator", "website", "phone", "protection")


@dataclass(frozen=True)
class Piece:
    """A change that a source proposes: `field` becomes `after`, or gets it as an entry.

    `before` is what stands there (of a list: the entry of this source that is replaced, or None).
    `conflict` says whose word it is against: "" nobody's, "person", "other" (another source).
    """

    field: str
    before: Any
    after: Any
    conflict: str = ""

    @property
    def name(self) -> str:
        """One word for forms: the field, of lists with the entry."""
        if self.field not in LISTS:
            return self.field
        entry = self.after
        told = entry if isinstance(entry, str) else "|".join(str(v) for v in entry.values())
        return f"{self.field}:{told}"[:200]

    def as_json(self) -> dict[str, Any]:
        return {"name": self.name, **asdict(self)}

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> Piece:
        return cls(told["field"], told["before"], told["after"], told.get("conflict", ""))


def pieces_of(draft: Draft, recipe: Recipe) -> Iterator[tuple[str, Any]]:
    """Everything that the draft says, as fields and values of the register."""
    yield from (("names", _name(each)) for each in draft.names)
    yield from (("types", code) for code in draft.types)
    if draft.lon is not None and draft.lat is not None:
        yield "position", position_of(draft, recipe)
    for name in ADDRESS:
        if value := getattr(draft, name):
            yield f"address.{name}", value
    yield from ((name, getattr(draft, name)) for name in PLAIN if getattr(draft, name))
    if draft.phases:
        yield "phases", draft.phases
    if draft.opening_hours:
        yield "visit.opening_hours", draft.opening_hours
    yield from (("identifiers", each) for each in draft.identifiers)
    link = draft.page or recipe.home
    yield from (("facts", {**fact, "source": link}) for fact in draft.facts)
    yield "sources", {"url": link, "licence": recipe.licence}


def position_of(draft: Draft, recipe: Recipe) -> Record:
    return {
        "lon": draft.lon,
        "lat": draft.lat,
        "precision": draft.precision,
        "source": recipe.attribution[:500],
        "licence": recipe.licence,
    }


def value_at(record: Record, field: str) -> Any:
    """What stands at a field, also inside address and visit."""
    name, dot, inner = field.partition(".")
    return record[name][inner] if dot else record[name]


def says(record: Record, field: str, value: Any) -> bool:
    """Whether a record, or a part of one, has this value at this field."""
    try:
        found = value_at(record, field)
    except (KeyError, TypeError):
        return False
    return value in found if field in LISTS else bool(found == value)


def put(record: Record, piece: Piece) -> Record:
    """A new record with the piece in it; an entry goes to the end of its list, once."""
    if piece.field in LISTS:
        kept = [each for each in record[piece.field] if each not in (piece.before, piece.after)]
        return {**record, piece.field: [*kept, piece.after]}
    name, dot, inner = piece.field.partition(".")
    if dot:
        return {**record, name: {**record[name], inner: piece.after}}
    return {**record, name: piece.after}


def _name(name: dict[str, str]) -> Record:
    return {**name, "origin": "source"}
