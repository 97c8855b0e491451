"""What every section of the editor can do: read its part of a record, judge it, write it back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from django import forms
from django.forms import BaseFormSet, formset_factory

from inducult.places.records import Record

Data = Mapping[str, Any] | None
MOST_ROWS = 200


class Section:
    """A page of the editor. `record()` gives the whole record with this part as the page says."""

    do_not_call_in_templates = True  # pages list the classes themselves
    name: ClassVar[str]  # in the address
    label: ClassVar[Any]  # its heading, lazily translated
    fields: ClassVar[tuple[str, ...]]  # the fields of the record that it writes
    inner: ClassVar[tuple[str, ...]] = ()  # of a field of fields (visit): those that it writes
    template: ClassVar[str] = "register/sections/plain.html"

    def __init__(self, record: Record, data: Data = None) -> None:
        self.before = record
        self.bound = data is not None

    def is_valid(self) -> bool:
        raise NotImplementedError

    def record(self) -> Record:
        """The record after this page; call when it is valid."""
        raise NotImplementedError

    def faults(self) -> Iterator[tuple[str, str]]:
        """Id of the input and what is wrong with it, for the summary above the form."""
        raise NotImplementedError


class FlatSection(Section):
    """A section of single values: one form."""

    form_class: ClassVar[type[forms.Form]]

    def __init__(self, record: Record, data: Data = None) -> None:
        super().__init__(record, data)
        self.form = self.form_class(data, initial=self.read(record))

    def read(self, record: Record) -> dict[str, Any]:
        """Initial values of the form."""
        raise NotImplementedError

    def write(self, told: dict[str, Any]) -> Record:
        """The fields of the record that the valid form means."""
        raise NotImplementedError

    def is_valid(self) -> bool:
        return self.form.is_valid()

    def record(self) -> Record:
        return {**self.before, **self.write(self.form.cleaned_data)}

    def faults(self) -> Iterator[tuple[str, str]]:
        yield from faults_of_form(self.form)


class RowForm(forms.Form):
    """A row of a list. A new one in which nothing was written counts as not there."""

    def has_changed(self) -> bool:
        if not self.empty_permitted:
            return super().has_changed()
        return any(self[name].data not in (None, "", []) for name in self.changed_data)


class RowsSection(Section):
    """A section that is a list: one form a row, with an empty one at the end.

    What an empty row shows at first must be the `initial` of the form's field, so that a row which
    nobody touched can be told from one that somebody filled in.
    """

    template = "register/sections/rows.html"
    form_class: ClassVar[type[RowForm]]
    row_label: ClassVar[Any]  # heading of a row: "Name", "Phase", ...
    add_label: ClassVar[Any]  # on the button that adds a row: "Add a name"

    def __init__(self, record: Record, data: Data = None) -> None:
        super().__init__(record, data)
        made = formset_factory(
            self.form_class,
            extra=1,
            can_delete=True,
            can_order=True,
            max_num=MOST_ROWS,
            absolute_max=MOST_ROWS,
        )
        # A page that keeps itself sends rows as new that its draft already holds.
        known = self.listed(record)[: _count_sent(data, self.name)]
        rows = [self.read_row(entry) for entry in known]
        self.rows: BaseFormSet[RowForm] = made(data, initial=rows, prefix=self.name)

    def listed(self, record: Record) -> list[Any]:
        """The entries that the page edits."""
        entries: list[Any] = record[self.fields[0]]
        return entries

    def read_row(self, entry: Any) -> dict[str, Any]:
        """Initial values of a row's form."""
        raise NotImplementedError

    def write_row(self, told: dict[str, Any], before: Any | None) -> Any:
        """The entry that a valid row means; `before` is the entry that it was, None if new."""
        raise NotImplementedError

    def is_valid(self) -> bool:
        return self.rows.is_valid()

    def record(self) -> Record:
        return {**self.before, self.fields[0]: self.entries()}

    def entries(self) -> list[Any]:
        """The entries in the order of the page, without those that were taken out."""
        known = self.listed(self.before)
        return [
            self.write_row(
                form.cleaned_data,
                known[number] if number < self.rows.initial_form_count() else None,
            )
            for number, form in self._ordered()
        ]

    def faults(self) -> Iterator[tuple[str, str]]:
        yield from (("", str(error)) for error in self.rows.non_form_errors())
        for form in self.rows.forms:
            yield from faults_of_form(form)

    def with_another_row(self, data: Any) -> RowsSection:
        """The same page with all that was typed and one more empty row."""
        more = data.copy()
        more[f"{self.name}-TOTAL_FORMS"] = min(len(self.rows.forms) + 1, MOST_ROWS)
        return type(self)(self.before, more)

    def _ordered(self) -> list[tuple[int, RowForm]]:
        kept = [
            (number, form)
            for number, form in enumerate(self.rows.forms)
            if form.has_changed() or number < self.rows.initial_form_count()
            if not form.cleaned_data.get("DELETE")
        ]
        return sorted(kept, key=_place_in_order)


def _count_sent(data: Data, prefix: str) -> int | None:
    """How many rows the page had when it was made; None for a page that is made now."""
    told = str((data or {}).get(f"{prefix}-INITIAL_FORMS", "0"))
    return None if data is None else int(told) if told.isdecimal() else 0


def _place_in_order(row: tuple[int, RowForm]) -> tuple[int, int]:
    number, form = row
    order = form.cleaned_data.get("ORDER")
    return (number + 1 if order is None else order, number)


def faults_of_form(form: forms.Form) -> Iterator[tuple[str, str]]:
    """Id of each input of a form and what is wrong with it."""
    for name, errors in form.errors.items():
        field = form[name].id_for_label if name in form.fields else ""
        yield from ((field, str(error)) for error in errors)
