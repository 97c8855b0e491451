"""Which licence lets a value stand where. Pure: three layers, one rule, one list of whom to name.

Open is what may be passed on with a name at most (CC0, CC BY and their like); share-alike is what
makes others share alike (ODbL, CC BY-SA); everything else, and every licence we do not know, is
non-commercial: it is shown here with its source and goes no further.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final


class Layer(StrEnum):
    OPEN = "open"
    SHARE_ALIKE = "share_alike"
    NON_COMMERCIAL = "non_commercial"


OPEN: Final = frozenset(
    {
        *("CC0-1.0", "CC-BY-2.0", "CC-BY-3.0", "CC-BY-3.0-AT", "CC-BY-4.0", "PDDL-1.0"),
        *("MIT", "ISC", "DL-DE-BY-2.0", "DL-DE-ZERO-2.0", "ODC-By-1.0"),
        "VL-FODL-1.0",  # Flemish model licence for free reuse: no SPDX identifier; name the source
    }
)
SHARE_ALIKE: Final = frozenset(("ODbL-1.0", "CC-BY-SA-2.0", "CC-BY-SA-3.0", "CC-BY-SA-4.0"))

Record = Mapping[str, Any]
LISTS: Final = frozenset(("names", "texts", "types", "identifiers", "facts", "sources"))
INSIDE: Final = frozenset(("address", "visit"))
EMPTY: Final[dict[str, Any]] = {"position": None, "share_alike_position": None, "phases": []}


@dataclass(frozen=True)
class Statement:
    """Somebody says this value of this field, under this licence.

    Of a list (names, types, ...) the value is one entry. What people of the network say stands
    under the licence of the network, CC BY 4.0.
    """

    field: str
    value: Any
    licence: str
    attribution: str = ""
    home: str = ""


def layer_of(licence: str) -> Layer:
    """The layer of a licence by its SPDX identifier; a licence we do not know opens nothing."""
    if licence in OPEN:
        return Layer.OPEN
    return Layer.SHARE_ALIKE if licence in SHARE_ALIKE else Layer.NON_COMMERCIAL


def is_closed(field: str, value: Any, statements: Iterable[Statement]) -> bool:
    """Whether the value is said, and by nobody under an open licence."""
    said = [each for each in statements if each.field == field and each.value == value]
    return bool(said) and all(layer_of(each.licence) is not Layer.OPEN for each in said)


def open_part(record: Record, statements: Sequence[Statement]) -> dict[str, Any]:
    """The record without any value whose only sources are share-alike or non-commercial.

    What nobody made a statement about is the network's own. The share-alike position goes always.
    """
    open_record = {**record, "share_alike_position": None}
    by_field: dict[str, list[Statement]] = {}
    for each in statements:
        by_field.setdefault(each.field, []).append(each)
    for field, said in by_field.items():
        if field in LISTS and field in record:
            kept = [entry for entry in open_record[field] if not is_closed(field, entry, said)]
            open_record[field] = kept
        elif "." in field:
            _clear_inside(open_record, field, said)
        elif field in record and is_closed(field, record[field], said):
            open_record[field] = EMPTY.get(field, "")
    return open_record


def attributions(statements: Iterable[Statement]) -> list[tuple[str, str, str]]:
    """Whom to name for a selection: attribution, licence and address, each once, in order."""
    named = {(each.attribution, each.licence, each.home) for each in statements if each.attribution}
    return sorted(named)


def _clear_inside(record: dict[str, Any], field: str, said: list[Statement]) -> None:
    name, _dot, inner = field.partition(".")
    inside = record.get(name)
    if name not in INSIDE or not isinstance(inside, dict) or inner not in inside:
        return
    if is_closed(field, inside[inner], said):
        record[name] = {**inside, inner: ""}
