"""Where each shown value of a place comes from: its sources, licences and days."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from inducult.common.models import Act
from inducult.harvest.licences import Layer, layer_of
from inducult.harvest.models import Provenance
from inducult.harvest.pieces import says, value_at
from inducult.harvest.queries import OWN
from inducult.harvest.wording import LAYERS
from inducult.places.wording import label_of, worded

Record = Mapping[str, Any]
ENTRIES: Final = ("names", "texts", "types", "identifiers", "facts")  # each entry a value
WHOLE: Final = ("position", "share_alike_position", "footprint", "operator", "ownership")
WHOLE_TOO: Final = ("protection", "website", "phone", "phases", "offers", "endangered")
INSIDE: Final = ("address", "visit")
SILENT: Final[tuple[Any, ...]] = (None, "", [], {}, "unknown")


@dataclass(frozen=True)
class Voice:
    """Somebody who says a value; the network's own people and imports have no `home`."""

    who: str
    home: str
    licence: str
    layer: str
    on: date | None


@dataclass(frozen=True)
class Origin:
    """One value in words, and who says it."""

    label: str
    words: str
    voices: tuple[Voice, ...]


def origins_of(record: Record, *, also_closed: bool) -> list[Origin]:
    """Every value of a record with its voices, in the order of the record.

    Only what stands in the record is told. `also_closed` names the sources whose licence keeps
    their values out of the open record as well; of a value that both say the network speaks first.
    """
    rows = Provenance.objects.filter(place__identifier=record["id"]).select_related("source")
    told = list(rows.order_by("id"))
    when = _writers(record["id"])
    return [
        Origin(_label(field, value), words, tuple(_voices(field, value, said, when)))
        for field, value in values_of(record)
        for said in (_saying(field, value, told, also_closed=also_closed),)
        if (words := " · ".join(worded(_path(field, value), value)))
    ]


def closed_values_of(identifier: str) -> list[Origin]:
    """What stands beside a place in a layer of its own, for those who keep the register."""
    rows = Provenance.objects.filter(place__identifier=identifier).exclude(layer=Layer.OPEN)
    return [
        Origin(
            _label(row.field, row.value),
            " · ".join(worded(_path(row.field, row.value), row.value)),
            (_voice(row),),
        )
        for row in rows.select_related("source").order_by("id")
    ]


def values_of(record: Record) -> Iterator[tuple[str, Any]]:
    """Fields and values of a record, of lists one entry each, without what is not known."""
    for name in ENTRIES:
        yield from ((name, entry) for entry in record.get(name) or ())
    fields = [*WHOLE, *WHOLE_TOO]
    fields += [f"{name}.{inner}" for name in INSIDE for inner in record.get(name) or {}]
    for field in fields:
        value = value_at(dict(record), field) if field.split(".")[0] in record else None
        if value not in SILENT:
            yield field, value


def _saying(
    field: str, value: Any, told: Sequence[Provenance], *, also_closed: bool
) -> list[Provenance]:
    """The rows that say this value; without `also_closed` those by which it may stand there."""
    name = "position" if field == "share_alike_position" else field
    found = [row for row in told if row.field == name and row.value == value]
    return [row for row in found if also_closed or _may_stand(row, field)]


def _voices(
    field: str, value: Any, found: Sequence[Provenance], when: Callable[[str, Any], Act | None]
) -> Iterator[Voice]:
    if not any(_may_stand(row, field) for row in found):
        yield _own(field, value, when(field, value))
    yield from dict.fromkeys(map(_voice, found))


def _may_stand(row: Provenance, field: str) -> bool:
    """Whether the value stands in the record because of this source."""
    is_open = row.layer == Layer.OPEN
    return is_open or (field == "share_alike_position" and row.layer == Layer.SHARE_ALIKE)


def _voice(row: Provenance) -> Voice:
    source, layer = row.source, LAYERS[Layer(row.layer)]
    return Voice(source.attribution, source.home, row.licence, str(layer), row.at.date())


def _own(field: str, value: Any, act: Act | None) -> Voice:
    """The network's own word; a position names the source that was read for it."""
    on, licence = act.at.date() if act else None, OWN
    who = _("The network's collection")
    if act is not None and act.actor.startswith("person:"):
        who = _("People of the network")
    if isinstance(value, dict) and value.get("licence") and value.get("source"):
        who, licence = str(value["source"]), str(value["licence"])
    return Voice(who, "", licence, str(LAYERS[layer_of(licence)]), on)


def _writers(identifier: str) -> Callable[[str, Any], Act | None]:
    """Of a field and value the act that wrote it last."""
    acts = Act.objects.filter(subject_kind="place", subject=identifier).order_by("-id")
    known = list(acts.only("at", "actor", "before", "after"))

    def who(field: str, value: Any) -> Act | None:
        return next((act for act in known if _wrote(act, field, value)), None)

    return who


def _wrote(act: Act, field: str, value: Any) -> bool:
    return _stands(act.after, field, value) and not _stands(act.before, field, value)


def _stands(record: dict[str, Any] | None, field: str, value: Any) -> bool:
    """Whether a record, or the part of one that an act keeps, has this value."""
    if not record:
        return False
    return value in record.get(field, ()) if field in ENTRIES else says(record, field, value)


def _path(field: str, value: Any) -> tuple[str, ...]:
    if field == "texts":
        return "texts", value["field"], value["language"]
    return tuple(field.split("."))


def _label(field: str, value: Any) -> str:
    return label_of(_path(field, value))


def named(origins: Iterable[Origin]) -> set[tuple[str, str, str]]:
    """Whom to name for these values: attribution, licence and address of each source."""
    voices = (voice for origin in origins for voice in origin.voices)
    return {(voice.who, voice.licence, voice.home) for voice in voices}
