"""The translation page of a place: every text beside its source, with what is to be said of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inducult.common.engines import Engine
from inducult.common.languages import CODES, OWN_NAMES, Said, best
from inducult.common.models import Origin
from inducult.common.translations import (
    TO_DO,
    Standing,
    Text,
    Version,
    digest_of,
    leads_to,
    text_in,
    version_of,
)
from inducult.places.records import Record
from inducult.places.sections.section import Data, faults_of_form
from inducult.places.translating import Unit, units_of, with_text
from inducult.places.vocabulary import OfferKind

ALL: Final = "all"  # instead of the key of a unit: everything that a machine may draft
MOVABLE: Final = ("offers", "events")  # found by their number alone
LINE: Final = 90  # characters in a line of a text field, about


@dataclass(frozen=True)
class Pair:
    """The language to translate from, and that to translate into."""

    source: str
    target: str

    @property
    def source_name(self) -> str:
        return OWN_NAMES[self.source]

    @property
    def target_name(self) -> str:
        return OWN_NAMES[self.target]


def pair_of(told: dict[str, str], page: str, usual: Any) -> Pair:
    """The languages of an address (`from`, `to`); where it names none that will do, usual ones.

    `usual` gives the language to translate from for a target.
    """
    target = told.get("to") if told.get("to") in CODES else page
    source = told.get("from") if told.get("from") in CODES else ""
    target = str(target)
    return Pair(source if source and source != target else usual(target), target)


class UnitForm(forms.Form):
    """A text in the target language; `seen` is the digest of the source that stood beside it."""

    text = forms.CharField(required=False)
    checked = forms.BooleanField(
        required=False, label=gettext_lazy("Checked: it says the same as its source")
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, unit: Unit, pair: Pair, **more: Any) -> None:
        super().__init__(*args, **more)
        beside = source_of(unit, pair)
        lines = max(len(unit.text(pair.target)), len(beside.text) if beside else 0) // LINE
        attributes = {"rows": min(12, 2 + lines), "lang": pair.target}
        self.fields["text"] = forms.CharField(
            required=False,
            label=pair.target_name,
            max_length=unit.longest,
            widget=forms.Textarea(attrs=attributes),
        )


@dataclass(frozen=True)
class Row:
    """A unit on the page."""

    unit: Unit
    form: UnitForm
    pair: Pair

    @property
    def caption(self) -> str:
        return caption_of(self.unit)

    @property
    def source(self) -> Said | None:
        """The text beside it: in the language asked for, else in the one that stands in for it."""
        return source_of(self.unit, self.pair)

    @property
    def of(self) -> str:
        return self.source.language if self.source else self.pair.source

    @property
    def source_name(self) -> str:
        return OWN_NAMES.get(self.of, self.of)

    @property
    def standing(self) -> Standing:
        return self.unit.standing(self.pair.target)

    @property
    def to_do(self) -> bool:
        return self.standing in TO_DO

    @property
    def made(self) -> Record | None:
        """Of what the text was made and by which machine; None for an original."""
        text = text_in(self.unit.texts, self.pair.target)
        made: Record | None = text["translation"] if text else None
        return {**made, "of_name": OWN_NAMES.get(made["of"], made["of"])} if made else None

    @property
    def source_is_stale(self) -> bool:
        return self.unit.standing(self.of) is Standing.STALE

    @property
    def may_be_checked(self) -> bool:
        """There is something to hold it against that was not made from it."""
        is_its_source = leads_to(self.unit.texts, self.of, self.pair.target)
        return self.source is not None and not is_its_source

    @property
    def may_be_drafted(self) -> bool:
        """A machine takes nothing away that a person wrote."""
        text = text_in(self.unit.texts, self.pair.target)
        is_free = text is None or text["origin"] == Origin.MACHINE
        return self.may_be_checked and is_free and self.to_do


class Sheet:
    """All units of a record in a pair of languages. `record()` gives it as the page says.

    `role` is the part of the person who says "checked"; `base` the record before her draft.
    """

    def __init__(
        self, record: Record, pair: Pair, *, role: str = "", base: Record, data: Data = None
    ) -> None:
        self.before, self.pair, self.role = record, pair, role
        self.bound = data is not None
        self.earlier = {unit.key: unit for unit in units_of(base)}
        self.rows = [Row(unit, self._form(unit, data), pair) for unit in units_of(record)]

    def _form(self, unit: Unit, data: Data) -> UnitForm:
        target = self.pair.target
        initial = {
            "text": unit.text(target),
            "checked": unit.standing(target) is Standing.CHECKED,
            "seen": _digest_beside(unit, self.pair),
        }
        return UnitForm(data, prefix=unit.key, initial=initial, unit=unit, pair=self.pair)

    def is_valid(self) -> bool:
        for row in self.rows:
            if row.form.is_valid() and self._is_another_thing(row):
                row.form.add_error(
                    "text", _("The source beside it is another one now; look again.")
                )
        return all(row.form.is_valid() for row in self.rows)

    def faults(self) -> Iterator[tuple[str, str]]:
        """Id of the input and what is wrong with it."""
        for row in self.rows:
            yield from faults_of_form(row.form)

    def record(self) -> Record:
        """The record after this page; call when it is valid."""
        record = self.before
        for row in self.rows:
            record = with_text(record, row.unit.key, self.pair.target, self._text(row))
        return record

    def drafted(self, record: Record, key: str, engine: Engine) -> tuple[Record, int]:
        """The record with drafts of the engine for one unit or ALL, and how many there are.

        Raises EngineFailed; then nothing has changed.
        """
        wanted = [row for row in self._as_in(record).rows if _is_wanted(row, key)]
        number = 0
        for of in sorted({row.of for row in wanted}):
            rows = [row for row in wanted if row.of == of]
            for row, version in zip(rows, self._versions(rows, of, engine), strict=True):
                if len(version.text) <= row.unit.longest:
                    text = version_of(row.unit.texts, version)
                    record = with_text(record, row.unit.key, self.pair.target, text)
                    number += 1
        return record, number

    def _versions(self, rows: list[Row], of: str, engine: Engine) -> list[Version]:
        target, texts = self.pair.target, [row.unit.text(of) for row in rows]
        drafts = engine.translate(texts, source=of, target=target)
        return [
            Version(target, of, digest_of(text), draft, engine=engine.name)
            for text, draft in zip(texts, drafts, strict=True)
        ]

    def counts(self) -> dict[Standing, int]:
        """How many texts stand how, in the order in which there is something to do."""
        standings = [row.standing for row in self.rows]
        return {each: standings.count(each) for each in Standing if each in standings}

    def _as_in(self, record: Record) -> Sheet:
        return Sheet(record, self.pair, role=self.role, base=self.before)

    def _text(self, row: Row) -> Text | None:
        told = row.form.cleaned_data
        earlier = self._earlier(row.unit.key, told)
        if earlier is not None:
            return earlier
        version = Version(
            language=self.pair.target,
            of=row.of,
            digest=told["seen"] or _digest_beside(row.unit, self.pair),
            text=told["text"],
            checked_by=self.role if told["checked"] and row.may_be_checked else "",
        )
        return version_of(row.unit.texts, version)

    def _earlier(self, key: str, told: dict[str, Any]) -> Text | None:
        """What was typed and taken back while the page kept itself is as it was before."""
        unit = self.earlier.get(key)
        text = text_in(unit.texts, self.pair.target) if unit else None
        if unit is None or text is None or told["checked"] or text["text"] != told["text"]:
            return None
        return text if unit.standing(self.pair.target) is not Standing.CHECKED else None

    def _is_another_thing(self, row: Row) -> bool:
        """Offers moved while the page was open: what was written belongs to another one."""
        seen, text = row.form.cleaned_data["seen"], row.form.cleaned_data["text"]
        has_moved = seen != _digest_beside(row.unit, self.pair)
        is_written = text != row.unit.text(self.pair.target)
        return row.unit.part in MOVABLE and has_moved and is_written


def source_of(unit: Unit, pair: Pair) -> Said | None:
    """The text to translate from; none where the target language is the only one that says it."""
    others = {t["language"]: t["text"] for t in unit.texts if t["language"] != pair.target}
    return best(others, pair.source)


def _digest_beside(unit: Unit, pair: Pair) -> str:
    source = source_of(unit, pair)
    return digest_of(source.text if source else "")


def _is_wanted(row: Row, key: str) -> bool:
    return row.may_be_drafted and (key == row.unit.key or (key == ALL and _is_open(row)))


def _is_open(row: Row) -> bool:
    return row.standing in (Standing.MISSING, Standing.STALE)


def caption_of(unit: Unit) -> str:
    """What the unit is called: "Summary", "Offer 2: guided tour", "Picture 1 in words"."""
    number = int(unit.key.partition(".")[2] or 0) + 1
    entry = unit.entry or {}
    if unit.part == "offers":
        kind = OfferKind(entry["kind"]).label
        return _("Offer %(number)s: %(kind)s") % {"number": number, "kind": kind}
    words = {
        "summary": _("Summary"),
        "description": _("Description"),
        "events": _("Event %(number)s"),
        "media": _("Picture %(number)s in words"),
    }
    return str(words[unit.part]) % {"number": number}
