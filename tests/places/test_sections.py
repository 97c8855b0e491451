"""Every page of the editor gives back what it was given, for every real place."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms

from inducult.places.records import Record
from inducult.places.sections import SECTIONS, FlatSection, Hours, RowsSection

pytestmark = pytest.mark.django_db


def as_sent(section: Any) -> dict[str, Any]:
    """What a browser sends for a page that nobody touched."""
    if isinstance(section, FlatSection):
        return _fields(section.form)
    assert isinstance(section, RowsSection | Hours)
    told = dict(_fields(section.rows.management_form))
    if isinstance(section, Hours):
        told |= _fields(section.form)
    for form in section.rows.forms:
        told |= _fields(form)
    return told


def _fields(form: forms.BaseForm) -> dict[str, Any]:
    return {
        bound.html_name: [str(v) for v in value] if isinstance(value, list) else str(value)
        for bound in form
        if (value := bound.value()) not in (None, "") and value is not False
    }


def sent(told: dict[str, Any]) -> Any:
    from django.http import QueryDict  # noqa: PLC0415

    data = QueryDict(mutable=True)
    for name, value in told.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


@pytest.mark.parametrize("name", SECTIONS)
def test_a_page_that_nobody_touched_changes_nothing(
    name: str, atlas: Any, real_records: list[Record]
) -> None:
    changed = []
    for record in real_records:
        kind = SECTIONS[name]
        section = kind(record, sent(as_sent(kind(record))))
        assert section.is_valid(), (record["slug"], list(section.faults()))
        if section.record() != record:
            changed.append(record["slug"])
    assert changed == []


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("about", {"website": "javascript:alert(1)"}),
        ("about", {"slug": "august-horch-museum"}),
        ("position", {"lat": "91"}),
        ("position", {"lat": ""}),
        ("facts", {"facts-0-source": "javascript:alert(1)"}),
        ("lifecycle", {"lifecycle-0-start": "long ago"}),
        ("lifecycle", {"lifecycle-0-start": "1990", "lifecycle-0-end": "1980"}),
        ("types", {"types-0-code": "NO.SUCH"}),
        ("names", {"names-0-text": ""}),
        ("hours", {"rows-0-opens": "9 o'clock"}),
        ("hours", {"rows-0-opens": "09:00", "rows-0-closes": ""}),
        ("hours", {"rows-0-days": ""}),
        ("hours", {"rows-0-closed": "on"}),
        ("hours", {"text": "whenever"}),
        ("hours", {"hours_valid_from": "2026-05-01", "hours_valid_to": "2026-04-01"}),
        ("visit", {"group_min": "20", "group_max": "10"}),
        ("visit", {"duration_min": "-1"}),
        ("prices", {"prices-0-group": "adult", "prices-0-amount": "dear"}),
        ("access", {"access_lift": "perhaps"}),
        ("offers", {"offers-0-kind": "nothing"}),
        ("events", {"events-0-text": "Day", "events-0-ends_on": "2026-01-01"}),
        ("relations", {"relations-0-place": "no-such-place"}),
        ("relations", {"relations-0-place": "/en/places/abenteuer-erzberg/"}),
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_field(
    name: str, told: dict[str, str], register: list[Record]
) -> None:
    record = next(record for record in register if record["slug"] == "abenteuer-erzberg")
    kind = SECTIONS[name]
    section = kind(record, sent({**as_sent(kind(record)), **told}))
    assert not section.is_valid()
    assert all(reason for _, reason in section.faults())
    assert list(section.faults())


def test_a_text_stands_once_in_a_language(register: list[Record]) -> None:
    record = register[0]
    kind = SECTIONS["texts"]
    told = as_sent(kind(record))
    number = int(told["texts-INITIAL_FORMS"])
    first = {name: told[f"texts-0-{name}"] for name in ("field", "language")}
    told |= {f"texts-{number}-{name}": value for name, value in first.items()}
    section = kind(record, sent({**told, f"texts-{number}-text": "Once more"}))
    assert not section.is_valid()
    assert len(list(section.faults())) == 1
