"""Importing curated places: difference first, then all or nothing."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from inducult.common.history import Actor
from inducult.common.models import Act
from inducult.partnership.loading import load_partnership
from inducult.places.actions import (
    Difference,
    Trail,
    carry_out,
    change_record,
    compare,
    importing,
)
from inducult.places.loading import load_taxonomy
from inducult.places.models import FormerSlug, Place, Publication
from inducult.places.records import Record, record_of, records_of

pytestmark = pytest.mark.django_db

MUSEUM: dict[str, Any] = {
    "key": "museum-of-the-test",
    "region": "zwickau",
    "names": {"de": "Museum der Prüfung", "en": "Museum of the Test"},
    "names_translated": ["en"],
    "types": ["VIS.MIND"],
    "phases": [{"state": "working", "from": "1868", "to": "1978", "as": "MIN.COAL"}],
    "visit": "open",
    "country": "DE",
    "municipality": "Zwickau",
    "lat": 50.72,
    "lon": 12.5,
    "position": "exact",
    "opening_hours": "Tu-Su 10:00-17:00",
    "sources": ["https://example.org/page"],
}


@pytest.fixture(autouse=True)
def world() -> None:
    load_taxonomy(by=Actor.command("test"))
    load_partnership(by=Actor.command("test"))
    Act.objects.all().delete()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return written(tmp_path / "places.jsonl", MUSEUM)


def written(file: Path, *rows: dict[str, Any] | str) -> Path:
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def run(*files: Path, **options: Any) -> None:
    call_command("import", *files, **{"yes": True, **options})


def register() -> list[Record]:
    return list(records_of(Place.objects.all()))


def test_a_dry_run_shows_what_would_be_added_and_writes_nothing(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(file, dry_run=True)
    assert capsys.readouterr().out.splitlines() == [
        "+ museum-of-the-test",
        "+ 1 new, ~ 0 changed, - 0 gone, 0 the same",
        "Nothing was written.",
    ]
    assert register() == []


def test_a_second_run_changes_nothing(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(file)
    before, acts = register(), list(Act.objects.order_by("id").values())
    capsys.readouterr()
    run(file)
    assert capsys.readouterr().out.splitlines() == ["+ 0 new, ~ 0 changed, - 0 gone, 1 the same"]
    assert (register(), list(Act.objects.order_by("id").values())) == (before, acts)


def test_a_change_shows_its_fields_and_leaves_a_trace(
    tmp_path: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(file)
    capsys.readouterr()
    run(written(tmp_path / "new.jsonl", {**MUSEUM, "website": "https://example.org", "phone": "1"}))
    assert capsys.readouterr().out.splitlines()[0] == "~ museum-of-the-test: website, phone"
    act = Act.objects.order_by("id").last()
    assert act is not None
    assert (act.actor, act.deed, act.reason, act.before, act.after) == (
        "command:import",
        "change",
        "import of new.jsonl",
        {"website": "", "phone": ""},
        {"website": "https://example.org", "phone": "1"},
    )


SUMMARY = {"en": "A colliery until 1978, now a museum."}
GERMAN = {"field": "summary", "language": "de", "text": "Bis 1978 Zeche, heute Museum."}


def edited(**pieces: Any) -> None:
    """A person writes these fields of the museum on a page."""
    place = Place.objects.get(slug="museum-of-the-test")
    change_record(place, {**record_of(place), **pieces}, Trail(Actor("person:ida")))


def test_what_people_translated_outlives_the_next_import(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path / "places.jsonl", {**MUSEUM, "summary": SUMMARY})
    run(file)
    texts = register()[0]["texts"]
    german = {**texts[0], **GERMAN, "origin": "human"}
    edited(texts=[*texts, german])
    after = register()
    capsys.readouterr()
    run(file)
    assert capsys.readouterr().out.splitlines() == [
        "= museum-of-the-test: texts.summary.de stays as a person wrote it",
        "+ 0 new, ~ 0 changed, - 0 gone, 1 the same",
    ]
    assert register() == after


def test_an_import_changes_what_no_person_wrote_and_leaves_what_one_took_out(
    tmp_path: Path, file: Path
) -> None:
    run(file)
    edited(operator="A club", visit={**register()[0]["visit"], "opening_hours": ""})
    news = {"operator": "A firm", "website": "https://example.org"}
    run(written(tmp_path / "new.jsonl", {**MUSEUM, **news}))
    museum = register()[0]
    assert museum["operator"] == "A club"
    assert museum["website"] == "https://example.org"
    assert museum["visit"]["opening_hours"] == ""


def test_where_a_command_wrote_last_the_file_counts_again(file: Path) -> None:
    run(file)
    before = register()
    edited(operator="A club")
    place = Place.objects.get(slug="museum-of-the-test")
    change_record(place, {**record_of(place), "operator": "B"}, Trail(Actor.command("harvest")))
    run(file)
    assert register() == before


def test_pruning_removes_what_the_file_lacks_and_only_then(tmp_path: Path, file: Path) -> None:
    run(file)
    other = written(tmp_path / "other.jsonl", {**MUSEUM, "key": "another-museum"})
    run(other)
    assert [record["slug"] for record in register()] == ["museum-of-the-test", "another-museum"]
    run(other, prune=True)
    assert [record["slug"] for record in register()] == ["another-museum"]


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ({"types": ["MIN.GOLD"]}, "types", "'MIN.GOLD' is not in the taxonomy"),
        ({"lat": 95}, "lat", "95 is not a latitude (-90 to 90 degrees)"),
        ({"lenght": 3}, "lenght", "is not a field of the format"),
        ({"region": "atlantis"}, "region", "'atlantis' is not a region of the register"),
        ({"visit": "sometimes"}, "visit.state", "'sometimes' is none of open, by_appointment"),
        ({"website": "javascript:alert(1)"}, "website", "is not a web address"),
        ({"names": {}}, "names", "is missing"),
        ({"names": {"en": "x" * 10, "de": " "}}, "names", "'de': ' ' is not a name"),
        ({"phases": [{"state": "working", "from": "about 1900"}]}, "phases[0].start", "about 1900"),
        ({"operator": "x" * 201}, "operator", "is longer than 200 characters (201)"),
        ({"operator": "a\0b"}, "operator", "holds a null character"),
        ({"key": "Not A Slug"}, "key", "small letters and digits"),
        (
            {"phases": [{"state": "working", "from": "1950", "to": "1940"}]},
            "phases[0].end",
            "1940 lies before the start, 1950",
        ),
        ({"phases": "none"}, "row", "a value of the wrong kind"),
        ({"min_age": -3}, "visit.min_age", "-3 is not a whole number from 0 on"),
    ],
)
def test_an_error_names_row_field_and_reason_and_nothing_is_written(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    change: dict[str, Any],
    field: str,
    reason: str,
) -> None:
    bad = written(tmp_path / "bad.jsonl", MUSEUM, {**MUSEUM, "key": "bad", **change})
    with pytest.raises(CommandError, match="nothing was written"):
        run(bad)
    said = " ".join(capsys.readouterr().out.split())
    assert f"bad.jsonl, row 2, {field}: " in said
    assert reason in said
    assert register() == []


@pytest.mark.parametrize("line", ['{"key": ', "[]", '"text"', "\x00"])
def test_a_line_that_is_no_object_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    with pytest.raises(CommandError):
        run(written(tmp_path / "bad.jsonl", MUSEUM, line))
    assert "bad.jsonl, row 2, row: is not" in capsys.readouterr().out


def test_the_same_key_twice_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="1 faults"):
        run(written(tmp_path / "twice.jsonl", MUSEUM, MUSEUM))


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"missing\.jsonl cannot be read"):
        run(tmp_path / "missing.jsonl")


def test_publishing_twice_changes_nothing(file: Path) -> None:
    run(file, publish=True)
    before = list(Publication.objects.values())
    run(file, publish=True)
    assert list(Publication.objects.values()) == before
    assert [place.state for place in Place.objects.all()] == ["published"]


def test_a_share_alike_position_stands_apart_and_the_place_on_its_town(
    tmp_path: Path,
) -> None:
    run(written(tmp_path / "a.jsonl", {**MUSEUM, "position_licence": "ODbL"}))
    (record,) = register()
    assert record["position"]["precision"] == "municipality"
    assert record["share_alike_position"]["licence"] == "ODbL-1.0"
    assert (record["share_alike_position"]["lon"], record["share_alike_position"]["lat"]) == (
        12.5,
        50.72,
    )


def test_the_region_of_the_file_is_kept_and_marked_outside_its_boundary(tmp_path: Path) -> None:
    leipzig = {**MUSEUM, "lat": 51.34, "lon": 12.37}
    run(written(tmp_path / "a.jsonl", leipzig))
    (record,) = register()
    assert record["regions"] == [{"code": "zwickau", "found_by": "file"}]


def test_a_slug_that_is_given_up_goes_on_leading_to_the_place(file: Path) -> None:
    run(file)
    (record,) = register()

    renamed = {**record, "slug": "new-name"}
    carry_out(Difference(changed=[(record, renamed)]), by=Actor.command("test"), reason="renamed")
    assert [(former.slug, former.place.slug) for former in FormerSlug.objects.all()] == [
        ("museum-of-the-test", "new-name")
    ]


def test_the_real_places_go_in_and_come_out_the_same(real_records: list[Record]) -> None:

    carry_out(compare(real_records, scheme="curated"), by=Actor.command("test"), reason="all")
    assert register() == real_records
    assert not compare(real_records, scheme="curated")


def test_reading_many_places_costs_the_same_queries_as_reading_one(
    real_records: list[Record], django_assert_num_queries: Any
) -> None:

    first = real_records[0]["id"]
    carry_out(compare(real_records[:3], scheme="curated"), by=Actor.command("test"), reason="3")
    with django_assert_num_queries(19):
        assert list(records_of(Place.objects.filter(identifier=first))) == real_records[:1]
    with django_assert_num_queries(19):
        assert list(records_of(Place.objects.all())) == real_records[:3]


def test_help_says_what_the_command_does() -> None:
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("import", "--help", stdout=out)


def test_an_import_that_breaks_off_writes_nothing(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(*args: Any, **options: Any) -> None:
        raise RuntimeError("the machine stops here")

    monkeypatch.setattr(importing, "keep", break_off)
    with pytest.raises(RuntimeError, match="the machine stops here"):
        run(file)
    assert (register(), list(Act.objects.order_by("id"))) == ([], [])
