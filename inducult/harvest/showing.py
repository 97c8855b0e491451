"""A suggestion as its page prints it: ours, theirs and what is proposed, side by side, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from inducult.harvest.history import PERSON, setters
from inducult.harvest.licences import Layer, layer_of
from inducult.harvest.matching.telling import MEANINGS
from inducult.harvest.models import Suggestion
from inducult.harvest.pieces import LISTS, Record, value_at
from inducult.harvest.wording import LAYERS, reasons
from inducult.places.records import record_of
from inducult.places.wording import label_of, worded

FIELDS: Final = (
    *("names", "types", "position", "address.street", "address.postal_code"),
    *("address.municipality", "operator", "website", "phone", "phases", "protection"),
    *("visit.opening_hours", "identifiers", "facts", "sources"),
)
COMPARISONS: Final[dict[str, Any]] = {
    "prior": gettext_lazy("before anything is compared"),
    "name": pgettext_lazy("comparison", "names"),
    "position": pgettext_lazy("comparison", "positions"),
    "address": pgettext_lazy("comparison", "addresses"),
    "kind": pgettext_lazy("comparison", "kinds"),
    "number": pgettext_lazy("comparison", "numbers in names"),
    "town": pgettext_lazy("comparison", "towns"),
    "years": pgettext_lazy("comparison", "years"),
    "operator": pgettext_lazy("comparison", "operators"),
    "identifier": pgettext_lazy("comparison", "identifiers"),
}
WIDTH: Final = 100.0
SHOWN: Final = 4  # lines of ours


@dataclass(frozen=True)
class Tick:
    """One piece that can be taken: `name` for the form, `conflict`: whose word it is against."""

    name: str
    words: str
    conflict: str


@dataclass(frozen=True)
class Row:
    """A field of both: lines of ours and theirs, and what would be written."""

    label: str
    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    ticks: tuple[Tick, ...]
    is_set_by_person: bool

    @property
    def more(self) -> int:
        """Lines of ours beyond those that the page shows."""
        return max(0, len(self.ours) - SHOWN)


@dataclass(frozen=True)
class Bar:
    """A step of the waterfall; `start` and `width` are parts of a hundred."""

    label: str
    meaning: str
    bits: float
    start: float
    width: float
    zero: float

    @property
    def is_for(self) -> bool:
        return self.bits >= 0


@dataclass(frozen=True)
class Shown:
    """Everything on the page of a suggestion that is about it."""

    rows: tuple[Row, ...]
    why: str
    bars: tuple[Bar, ...]
    points: tuple[dict[str, Any], ...]
    layer: str
    layer_label: str
    has_ours: bool

    @property
    def is_open_layer(self) -> bool:
        return self.layer == Layer.OPEN


def shown(suggestion: Suggestion) -> Shown:
    """The suggestion beside the place as it is now."""
    ours = record_of(suggestion.place) if suggestion.place else None
    layer = layer_of(suggestion.source.licence)
    return Shown(
        rows=tuple(_rows(suggestion, ours)),
        why=reasons(suggestion),
        bars=waterfall(suggestion.levels),
        points=tuple(_points(suggestion, ours)),
        layer=layer,
        layer_label=str(LAYERS[layer]),
        has_ours=ours is not None,
    )


def waterfall(levels: Sequence[Mapping[str, Any]]) -> tuple[Bar, ...]:
    """Each comparison as a bar that begins where the one before ended; silent ones are left out."""
    told = [part for part in levels if part["bits"] or part["comparison"] == "prior"]
    ends, total = [0.0], 0.0
    for part in told:
        total += part["bits"]
        ends.append(total)
    low, high = min(ends), max(ends)
    scale = WIDTH / (high - low or 1.0)
    zero = (0.0 - low) * scale
    return tuple(
        Bar(
            label=str(COMPARISONS.get(part["comparison"], part["comparison"])),
            meaning=_meaning(part),
            bits=part["bits"],
            start=(min(begin, end) - low) * scale,
            width=max(abs(end - begin) * scale, 0.5),
            zero=zero,
        )
        for part, begin, end in zip(told, ends, ends[1:], strict=False)
    )


def _meaning(part: Mapping[str, Any]) -> str:
    found = {(name, int(level)): words for (name, level), words in MEANINGS.items()}
    message = found.get((part["comparison"], part["level"]), "")
    return _(message) if message else ""


def _rows(suggestion: Suggestion, ours: Record | None) -> Iterator[Row]:
    who = setters([ours["id"]])(ours["id"]) if ours else (lambda field: "")
    for field in FIELDS:
        path = tuple(field.split("."))
        mine = _lines(path, value_at(ours, field)) if ours else ()
        theirs = _lines(path, value_at(suggestion.record, field))
        ticks = tuple(_ticks(suggestion, field, path))
        if theirs or ticks:
            by_person = bool(mine) and bool(ticks) and who(field) == PERSON
            yield Row(label_of(path), mine, theirs, ticks, by_person)


def _ticks(suggestion: Suggestion, field: str, path: tuple[str, ...]) -> Iterator[Tick]:
    for piece in suggestion.changes:
        if piece["field"] == field:
            words = " · ".join(_lines(path, piece["after"]))
            yield Tick(piece["name"], words, piece.get("conflict", ""))


def _lines(path: tuple[str, ...], value: Any) -> tuple[str, ...]:
    """A value in words; a position without what the page says of its source anyway."""
    if path == ("position",) and value:
        value = {name: value[name] for name in ("lat", "lon", "precision")}
        return (" · ".join(worded(path, value)),)
    lines = worded(path, value)
    return tuple(lines) if path[0] in LISTS | {"phases"} else (" · ".join(lines),) * bool(lines)


def _points(suggestion: Suggestion, ours: Record | None) -> Iterator[dict[str, Any]]:
    mine = (ours["share_alike_position"] or ours["position"]) if ours else None
    if mine:
        yield {"lon": mine["lon"], "lat": mine["lat"], "who": "ours", "label": _("ours")}
    if theirs := suggestion.record.get("position"):
        point = {"lon": theirs["lon"], "lat": theirs["lat"]}
        yield {**point, "who": "theirs", "label": _("theirs")}
