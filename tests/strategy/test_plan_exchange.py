"""A plan goes out and comes back: nothing before consent, all or nothing, and undone."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import docx
import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from inducult.common.languages import CODES
from inducult.strategy.actions.exchanging import carry_out, keep_sheet, undo
from inducult.strategy.models import Action, Measure, PlanSheet
from inducult.strategy.plan_columns import WRITTEN, Wrong, column_called, columns
from inducult.strategy.plan_files import NotATable, empty_form, file_of, read
from inducult.strategy.plan_import import look_over
from inducult.strategy.plan_tables import actions_table
from tests.cast import Cast
from tests.strategy.made import BY
from tests.strategy.planned import Small, action, small
from tests.strategy.test_plan_pages import signed_in

TODAY = date(2026, 11, 27)
HEADS = ["Title", "Measure", "Objective", "Thematic area", "Begin", "End", "Cost to", "Status"]
ROW = [
    "Class visits",
    "Schools",
    "Young people know",
    "T3",
    "2027-01",
    "2027",
    "12.000 €",
    "geplant",
]


def book(*rows: list[Any], heads: list[str] | None = None) -> bytes:
    made = openpyxl.Workbook()
    made.active.append(heads or HEADS)
    for row in rows:
        made.active.append(row)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def document(*actions: dict[str, str]) -> bytes:
    made = docx.Document()
    for told in actions:
        table = made.add_table(rows=0, cols=2)
        for head, text in told.items():
            cells = table.add_row().cells
            cells[0].text, cells[1].text = head, text
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def sent(plan: Small, content: bytes, cast: Cast, part: str = "keeper") -> PlanSheet:
    return keep_sheet(read(content), plan.strategy, name="plan.xlsx", person=cast[part])


# --- headings and cells ---------------------------------------------------------------------------
@pytest.mark.parametrize("language", CODES)
def test_headings_are_understood_in_every_language(language: str) -> None:
    with override(language):
        labels = {name: column.label for name, column in columns().items()}
    assert {name: column_called(label) for name, label in labels.items()} == {
        name: name for name in WRITTEN
    }


@pytest.mark.parametrize(
    ("name", "cell", "value"),
    [
        ("begins", "03/2027", date(2027, 3, 1)),
        ("ends", "03/2027", date(2027, 3, 31)),
        ("ends", "2028", date(2028, 12, 31)),
        ("begins", "1. 4. 2027", date(2027, 4, 1)),
        ("cost_max", "12 500 EUR", 12500),
        ("cost_max", 3.0, 3),
        ("status", "running", "running"),
        ("status", "W toku", "running"),
        ("area", "T2", "T2"),
        ("number", 7.0, "7"),
    ],
)
def test_cells_are_read_as_people_write_them(name: str, cell: Any, value: Any) -> None:
    assert columns()[name].read(cell) == value


@settings(max_examples=30)
@given(st.text(max_size=40) | st.integers() | st.floats() | st.booleans() | st.none())
def test_no_cell_breaks_the_reader(cell: Any) -> None:
    for column in columns().values():
        try:
            column.read(cell)
        except Wrong as fault:
            assert str(fault)


# --- looking over and carrying out ----------------------------------------------------------------
@pytest.mark.django_db
def test_a_table_is_looked_over_carried_out_and_taken_back(cast: Cast) -> None:
    plan = small()
    before = list(Action.objects.order_by("pk").values())
    sheet = sent(plan, book(ROW), cast)
    look = look_over(read(book(ROW)), plan.strategy)
    assert ([line.title for line in look.new], look.faults) == (["Class visits"], [])
    assert Action.objects.count() == 3
    carry_out(sheet, seal=look.seal, by=BY)
    made = Action.objects.get(title="Class visits")
    assert (made.status, made.begins, made.ends, made.cost_max) == (
        *("planned", date(2027, 1, 1), date(2027, 12, 31)),
        12000,
    )
    undo(sheet, by=BY)
    assert list(Action.objects.order_by("pk").values()) == before
    assert not Measure.objects.filter(title="Schools").exists()


@pytest.mark.django_db
def test_one_wrong_row_keeps_all_of_it_out_and_is_named(cast: Cast) -> None:
    plan, keeper = small(), signed_in(cast, "keeper")
    wrong = ["", "Schools", "", "T9", "soon", "2027", "much", "planned"]
    file = SimpleUploadedFile("plan.xlsx", book(ROW, wrong))
    base = f"/en/register/strategies/{plan.strategy.slug}/plan/exchange/"
    page = keeper.post(base, {"file": file}, follow=True)
    faults = [(fault.row, fault.column) for fault in page.context["look"].faults]
    assert faults == [(3, "Thematic area"), (3, "Begin"), (3, "Cost to")]
    key = PlanSheet.objects.get().key
    keeper.post(f"{base}{key}/", {"do": "carry_out", "seal": page.context["look"].seal})
    assert Action.objects.count() == 3


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize("language", ["en", "cs"])
def test_what_went_out_comes_back_and_changes_nothing(cast: Cast, kind: str, language: str) -> None:
    plan = small()
    full = {"begins": date(2027, 1, 5), "ends": date(2027, 9, 9), "cost_min": 5, "cost_max": 1500}
    full |= {"why": "=SUM(A1)\nA second line", "status": "stopped", "status_reason": "'quoted"}
    action(plan.measure, "-1+2", **full)
    with override(language):
        content = file_of(actions_table(plan.strategy, TODAY), kind, comma=language != "en")
    look = look_over(read(content), plan.strategy)
    assert (look.new, look.changed, look.same, look.faults) == ([], [], 4, [])


@pytest.mark.django_db
def test_a_document_of_the_interreg_template_is_read(cast: Cast) -> None:
    plan = small()
    told = {
        "1. Background": "A peer told us",
        "Action title": "Late shift for all",
        "2. Activities": "Doors are opened",
        "3. Stakeholders involved (and their role)": "Mills",
        "5. Indicative costs": "3,000",
        "6. Indicative funding sources": "Region",
        "Measure": "Open doors",
        "Thematic area": "T2",
    }
    look = look_over(read(document(told)), plan.strategy)
    (line,) = look.new
    assert (line.values["why"], line.values["cost_max"], line.values["funding"], look.faults) == (
        *("A peer told us", 3000, "Region"),
        [],
    )


@pytest.mark.parametrize("language", ["en", "pl"])
def test_the_empty_form_is_one_that_we_can_read(language: str) -> None:
    with override(language):
        form = docx.Document(io.BytesIO(empty_form("docx")))
        title = columns()["title"].label
    for row in form.tables[0].rows:
        row.cells[1].text = "Night" if row.cells[0].text == title else ""
    file = io.BytesIO()
    form.save(file)
    table = read(file.getvalue())
    assert [dict(zip(table.header, row, strict=True))["title"] for _n, row in table.rows] == [
        "Night"
    ]


@pytest.mark.django_db
def test_a_change_is_undone_unless_somebody_worked_on_with_it(cast: Cast) -> None:
    plan = small()
    rows = book(["Renamed", "1"], heads=["Title", "Number"])
    sheet = sent(plan, rows, cast)
    look = look_over(read(rows), plan.strategy)
    carry_out(sheet, seal=look.seal, by=BY)
    assert Action.objects.get(number="1").title == "Renamed"
    keeper = signed_in(cast, "keeper")
    Action.objects.filter(number="1").update(title="Renamed again")
    base = f"/en/register/strategies/{plan.strategy.slug}/plan/exchange/{sheet.key}/"
    answer = keeper.post(base, {"do": "undo"}, follow=True).content.decode()
    assert ("somebody has worked on" in answer, Action.objects.get(number="1").title) == (
        True,
        "Renamed again",
    )


@pytest.mark.django_db
def test_the_table_of_another_is_not_there(cast: Cast) -> None:
    plan = small()
    sheet = sent(plan, book(ROW), cast)
    base = f"/en/register/strategies/{plan.strategy.slug}/plan/exchange/{sheet.key}/"
    assert signed_in(cast, "coordinator").get(base).status_code == 404
    assert Client().get(base).status_code == 302


# --- hostile files --------------------------------------------------------------------------------
def packed(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04 and no more",
        packed(word__document_xml=b"<a/>"),
        packed(**{"word/document.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}),
        packed(**{"word/document.xml": b"0" * 70_000_000}),
        packed(**{"xl/workbook.xml": b"<a/>", "xl/vbaProject.bin": b"x"}),
        packed(**{"word/document.xml": b"<a/>", "word/vbaProject.bin": b"x"}),
        b"%PDF-1.7",
        b"\xff\xfe\x00",
        document(),
        book(["x"], heads=["Weather"]),
    ],
    ids=[  # a packed file holds the time of its making: two runs would name it differently
        *("nothing", "cut off", "no document", "entities", "a bomb", "macros of a book"),
        *("macros of a document", "PDF", "no text", "an empty document", "a book of the weather"),
    ],
)
def test_hostile_files_are_refused_in_words(content: bytes) -> None:
    with pytest.raises(NotATable) as refused:
        read(content)
    assert str(refused.value)


@pytest.mark.django_db
def test_formulas_are_faults_and_links_are_text(cast: Cast) -> None:
    plan = small()
    row = ['=HYPERLINK("http://example.org")', "Open doors", "", "T2", "", "", "", ""]
    look = look_over(read(book(row)), plan.strategy)
    assert [fault.column for fault in look.faults] == ["Title"]
