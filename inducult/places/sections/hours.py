"""Opening hours as a table of rows, as text for what no table says, and when they were checked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from inducult.places import hours
from inducult.places.records import Record
from inducult.places.sections.section import Data, RowForm, Section, faults_of_form
from inducult.places.timetable import parse_problem
from inducult.places.vocabulary import VisitState
from inducult.places.weekly import DAYS, Row, day_name, in_words, rows_of, text_of

MOST_ROWS = 40
PAIRS = (("opens", "closes"), ("opens_again", "closes_again"))
ALL_YEAR = [
    ("", gettext_lazy("all year")),
    *((str(number), name) for number, name in MONTHS.items()),
]
_day_name = lazy(day_name, str)


def time_field(label: Any) -> forms.RegexField:
    """Hours and minutes as a browser's field of time sends them."""
    return forms.RegexField(
        label=label,
        regex=r"^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$",
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 5, "placeholder": "10:00"}),
        error_messages={"invalid": gettext_lazy("Write the time as 09:30.")},
    )


class HourForm(RowForm):
    """A row of the table: on these days, in these months, at these times."""

    days = forms.MultipleChoiceField(
        label=gettext_lazy("Days"),
        choices=[(day, _day_name(day)) for day in DAYS],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    opens = time_field(pgettext_lazy("opening hours", "From"))
    closes = time_field(pgettext_lazy("opening hours", "Until"))
    opens_again = time_field(gettext_lazy("and again from"))
    closes_again = time_field(pgettext_lazy("and again from ...", "until"))
    closed = forms.BooleanField(label=gettext_lazy("closed on these days"), required=False)
    first_month = forms.ChoiceField(
        label=gettext_lazy("From month"), choices=ALL_YEAR, required=False
    )
    last_month = forms.ChoiceField(label=gettext_lazy("To month"), choices=ALL_YEAR, required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("DELETE"):
            return told
        if not told.get("days"):
            self.add_error("days", _("Tick at least one day."))
        self._check_times(told)
        if told.get("last_month") and not told.get("first_month"):
            self.add_error("first_month", _("Choose the first month too, or “all year” for both."))
        return told

    def _check_times(self, told: dict[str, Any]) -> None:
        timed = any(told.get(name) for pair in PAIRS for name in pair)
        if told.get("closed") and timed:
            self.add_error("closed", _("Either closed or times, not both."))
        elif not told.get("closed") and not told.get("opens") and "opens" not in self.errors:
            self.add_error("opens", _("Say from when, or tick “closed”."))
        for opens, closes in PAIRS:
            if bool(told.get(opens)) != bool(told.get(closes)) and not self.errors:
                missing = closes if told.get(opens) else opens
                self.add_error(missing, _("Both times are needed: from and until."))

    def row(self) -> Row:
        """What the valid form means."""
        told = self.cleaned_data
        times = tuple((told[a], told[b]) for a, b in PAIRS if told[a])
        first = int(told["first_month"]) if told["first_month"] else None
        months = (first, int(told["last_month"] or first)) if first else None
        return Row(frozenset(told["days"]), times, months)


class AboutHours(forms.Form):
    """What stands around the table."""

    state = forms.ChoiceField(label=gettext_lazy("Can it be visited?"), choices=VisitState.choices)
    text = forms.CharField(
        label=gettext_lazy("The same in OSM syntax"),
        required=False,
        max_length=500,
        help_text=gettext_lazy(
            "For what no table says, such as single days: Dec 24 off; easter 10:00-16:00."
        ),
    )
    read = forms.CharField(required=False, widget=forms.HiddenInput)
    hours_source = forms.CharField(
        label=gettext_lazy("Where the hours are from"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("A web address or a word: “by telephone”."),
    )
    hours_valid_from = forms.DateField(
        label=gettext_lazy("Hours hold from"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    hours_valid_to = forms.DateField(
        label=gettext_lazy("Hours hold until"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    checked = forms.BooleanField(
        label=gettext_lazy("I have checked today that all of this is right"), required=False
    )

    def clean_text(self) -> str:
        text = " ".join(str(self.cleaned_data["text"]).split())
        if parse_problem(text):
            raise forms.ValidationError(
                _("These are no opening hours in OSM syntax, such as Mo-Fr 09:00-17:00; PH off.")
            )
        return text

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        first, last = told.get("hours_valid_from"), told.get("hours_valid_to")
        if first and last and last < first:
            self.add_error("hours_valid_to", _("The hours end before they begin."))
        return told


class Hours(Section):
    """The text wins when somebody has changed it; else the table is written as text.

    Hours that no table can say come as text only, until somebody adds a row.
    """

    name = "hours"
    label = gettext_lazy("Opening hours")
    fields = ("visit",)
    inner = ("state", "opening_hours", "hours_valid_from", "hours_valid_to")
    template = "register/sections/hours.html"
    add_label = gettext_lazy("Add a row")
    row_label = pgettext_lazy("of a table of hours", "Row")

    def __init__(self, record: Record, data: Data = None) -> None:
        super().__init__(record, data)
        visit = record["visit"]
        self.known = _table_of(visit["opening_hours"])
        more = len(self.rows_sent(data)) if data is not None else 0
        made = formset_factory(
            HourForm, extra=1, can_delete=True, max_num=MOST_ROWS, absolute_max=MOST_ROWS
        )
        initial = [_read(row) for row in self.known or []] if not more else []
        self.rows: BaseFormSet[HourForm] = made(data, initial=initial, prefix="rows")
        self.form = AboutHours(
            data,
            initial={
                "state": visit["state"],
                "text": visit["opening_hours"],
                "read": visit["opening_hours"],
                "hours_source": visit["hours_source"],
                "hours_valid_from": visit["hours_valid_from"] or None,
                "hours_valid_to": visit["hours_valid_to"] or None,
            },
        )

    @staticmethod
    def rows_sent(data: Data) -> range:
        """The rows of a page that was sent; it says itself how many it has."""
        told = str((data or {}).get("rows-TOTAL_FORMS", "0"))
        return range(int(told) if told.isdecimal() else 0)

    @property
    def as_text_only(self) -> bool:
        """Whether the hours say more than the table can show."""
        return self.known is None

    def is_valid(self) -> bool:
        return self.form.is_valid() and (self._is_text() or self.rows.is_valid())

    def faults(self) -> Iterator[tuple[str, str]]:
        yield from faults_of_form(self.form)
        if not self._is_text():
            yield from (("", str(error)) for error in self.rows.non_form_errors())
            for form in self.rows.forms:
                yield from faults_of_form(form)

    def record(self) -> Record:
        told = self.form.cleaned_data
        days = {name: _iso(told[name]) for name in ("hours_valid_from", "hours_valid_to")}
        plain = {name: told[name] for name in ("state", "hours_source")}
        visit = {**self.before["visit"], **plain, **days, "opening_hours": self.hours()}
        if told["checked"]:
            visit |= {"checked_on": timezone.localdate().isoformat(), "checked_by": ""}
        return {**self.before, "visit": visit}

    def hours(self) -> str:
        """The hours that the valid page means, in OSM syntax."""
        if self._is_text():
            return str(self.form.cleaned_data["text"])
        kept = [f for f in self.rows.forms if f.has_changed() or not f.empty_permitted]
        rows = [form.row() for form in kept if not form.cleaned_data.get("DELETE")]
        if (not rows and self.as_text_only) or rows == self.known:
            return str(self.before["visit"]["opening_hours"])  # as it was written
        return text_of(rows)

    def with_another_row(self, data: Any) -> Hours:
        """The same page with all that was typed and one more empty row."""
        more = data.copy()
        more["rows-TOTAL_FORMS"] = min(len(self.rows.forms) + 1, MOST_ROWS)
        return type(self)(self.before, more)

    def _is_text(self) -> bool:
        sent = " ".join(str(self.form["text"].value() or "").split())
        return sent != str(self.form["read"].value() or "")


def _table_of(text: str) -> list[Row] | None:
    """The rows, if the page has fields for all that they say."""
    rows = rows_of(text)
    if rows is None or any(len(row.times) > len(PAIRS) for row in rows):
        return None
    return rows


def words_of(text: str) -> list[str]:
    """Hours in words, line by line; nothing where they say more than a table can."""
    return in_words(rows_of(text) or [])


def week_of(record: Record) -> list[hours.Day]:
    """The coming seven days of a place whose record has these hours."""
    visit, point = record["visit"], record["position"] or record["share_alike_position"] or {}
    asked = hours.Visit(
        hours=visit["opening_hours"],
        country=record["address"]["country"],
        nuts=record["nuts3"],
        lon=point.get("lon"),
        lat=point.get("lat"),
        state=visit["state"],
    )
    return hours.week(asked, timezone.localdate())


def _read(row: Row) -> dict[str, Any]:
    times = dict(zip(("opens", "opens_again"), row.times, strict=False))
    first, last = row.months or ("", "")
    return {
        "days": [day for day in DAYS if day in row.days],
        **{name: span[0] for name, span in times.items()},
        **{name.replace("opens", "closes"): span[1] for name, span in times.items()},
        "closed": not row.times,
        "first_month": str(first),
        "last_month": str(last),
    }


def _iso(day: Any) -> str:
    return day.isoformat() if day else ""
