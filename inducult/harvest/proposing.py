"""What a source would change at a place that is known to be its own. Pure.

The place goes first: what is empty is filled, what this source said earlier is brought up to date,
and where somebody else has spoken both words are laid side by side. Nothing is overwritten unseen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from inducult.common.folding import fold
from inducult.harvest.pieces import LISTS, Piece, Record, value_at

# Finest first; "" and an unknown word are coarser than any.
FINENESS: Final = ("exact", "street", "approximate", "municipality")
# Fields where another word than ours is worth a keeper's minute.
WORTH_ASKING: Final = frozenset(
    ("operator", "website", "phone", "address.street", "visit.opening_hours", "phases")
)
# What was converted goes on: a mill that became a museum is no closed mill.
ENDED: Final = frozenset(("closed", "mothballed", "demolished"))
CUT: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Known:
    """What is known of the place beside its record.

    `earlier`: what this source said of it before, by field. `setter`: who set a field last,
    "person", "other" or "" for nobody (read from history, asked only where it matters).
    """

    earlier: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    setter: Callable[[str], str] = lambda name: "other"


def propose(ours: Record, said: Sequence[tuple[str, Any]], known: Known) -> list[Piece]:
    """The pieces that would change, in the order in which the source says them."""
    now = {name: value for name, value in said if name not in LISTS}
    found = list(_entries(ours, said, known))
    for name, value in now.items():
        piece = (
            _position(ours, value, known)
            if name == "position"
            else _plain(ours, name, value, known)
        )
        if piece is not None:
            found.append(piece)
    return found


def agrees(name: str, ours: Any, theirs: Any) -> bool:
    """Whether two values of a field say the same to a reader."""
    if name == "phases":
        return _ends(ours) == _ends(theirs)
    return _bare(name, ours) == _bare(name, theirs)


def _entries(ours: Record, said: Sequence[tuple[str, Any]], known: Known) -> Iterator[Piece]:
    """Entries of lists that are missing; one that this source changed takes the old one's place."""
    for name, entry in said:
        if name not in LISTS or _has(ours, name, entry):
            continue
        earlier = known.earlier.get(name, ())
        if entry in earlier:
            continue  # it was here, and somebody took it out
        old = next(
            (each for each in earlier if _same_slot(name, each, entry) and each in ours[name]), None
        )
        yield Piece(name, old, _fitting(ours, name, entry))


def _has(ours: Record, name: str, entry: Any) -> bool:
    if name == "names":
        return fold(entry["text"]) in {fold(each["text"]) for each in ours["names"]}
    if name == "types":
        return bool(ours["types"])
    if name == "sources":
        return entry["url"] in {each["url"] for each in ours["sources"]}
    if name == "facts":
        return bool(ours["phases"]) or entry["text"] in {each["text"] for each in ours["facts"]}
    return entry in ours[name]


def _same_slot(name: str, old: Any, new: Any) -> bool:
    """Whether a new entry is the old one in other words."""
    if name == "names":
        return (
            (old["language"], old["kind"]) == (new["language"], new["kind"]) != ("", "alternative")
        )
    if name == "identifiers":
        return bool(old["scheme"] == new["scheme"])
    return name == "facts"


def _fitting(ours: Record, name: str, entry: Any) -> Any:
    """A name beside one that is there already is a further one."""
    if name != "names" or all(each["language"] != entry["language"] for each in ours["names"]):
        return entry
    return {**entry, "kind": "alternative"}


def _plain(ours: Record, name: str, theirs: Any, known: Known) -> Piece | None:
    mine = value_at(ours, name)
    if mine in ("", [], None):
        was_taken_out = theirs in known.earlier.get(name, ())
        return None if was_taken_out else Piece(name, mine, theirs)
    if mine in known.earlier.get(name, ()):
        return Piece(name, mine, theirs) if mine != theirs else None
    if name not in WORTH_ASKING or agrees(name, mine, theirs):
        return None
    return Piece(name, mine, theirs, known.setter(name) or "other")


def _position(ours: Record, theirs: Record, known: Known) -> Piece | None:
    """A finer position is worth having; one as fine as ours is not."""
    mine = ours["position"]
    if mine is None:
        return Piece("position", None, theirs)
    if mine in known.earlier.get("position", ()):
        return Piece("position", mine, theirs) if mine != theirs else None
    if _fineness(theirs) >= _fineness(mine):
        return None
    whose = known.setter("position")
    return Piece("position", mine, theirs, "person" if whose == "person" else "")


def _fineness(position: Record) -> int:
    word = position["precision"]
    return FINENESS.index(word) if word in FINENESS else len(FINENESS)


def _ends(phases: Sequence[Record]) -> str:
    """Whether a life goes on or has ended, by its last phase that is not a plan."""
    states = [phase["state"] for phase in phases if phase["state"] != "planned"]
    return ("ended" if states[-1] in ENDED else "goes on") if states else "planned"


def _bare(name: str, value: Any) -> str:
    text = fold(str(value))
    if name == "website":
        text = re.sub(r"^https?://(www\.)?", "", text).rstrip("/")
    if name == "phone":
        return re.sub(r"\D", "", text)[-7:]
    return CUT.sub("", text.replace("strasse", "str"))
