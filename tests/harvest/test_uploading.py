"""A keeper sends a list that nobody has described; it becomes a source like the others."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from inducult.harvest.models import Run, Source, Suggestion, Upload
from inducult.harvest.saved import recipe_called
from inducult.harvest.tasks import clear_uploads, harvest_source
from tests.cast import Cast

pytestmark = pytest.mark.django_db
UPLOADS = "/en/register/harvest/uploads/"
# A made-up list: no such works are known to us.
LIST = (
    "Nr;Bezeichnung;Objektart;Ort;Rechtswert;Hochwert\n"
    "1;Beispielbrauerei;Brauerei;Zwickau;322500,5;5622900,1\n"
    "2;Beispielspinnerei;Spinnerei;Glauchau;331200;5633000\n"
    "3;Beispielkirche;Kirche;Zwickau;322600;5622800\n"
)


@pytest.fixture
def keeper(cast: Cast, settings: Any, tmp_path: Path) -> Client:
    settings.DATA = tmp_path
    client = Client()
    client.force_login(cast["keeper"], backend=django_settings.AUTHENTICATION_BACKENDS[0])
    return client


def send(client: Client, name: str, content: bytes) -> Any:
    return client.post(UPLOADS, {"file": SimpleUploadedFile(name, content)})


def form_of(upload: Upload, **more: str) -> dict[str, str]:
    columns = {f"column-{ours}": theirs for ours, theirs in upload.mapping["columns"].items()}
    plain = {n: str(upload.mapping.get(n, "")) for n in ("crs", "country", "language", "precision")}
    return {**columns, **plain, **more}


def test_columns_coordinates_and_kinds_are_proposed(keeper: Client) -> None:
    answer = send(keeper, "liste.csv", LIST.encode())
    upload = Upload.objects.get()
    assert answer["Location"] == f"{UPLOADS}{upload.key}/"
    told = upload.mapping
    assert told["columns"] == {
        "key": "Nr",
        "name": "Bezeichnung",
        "kind": "Objektart",
        "municipality": "Ort",
        "lon": "Rechtswert",
        "lat": "Hochwert",
    }
    assert told["crs"] in ("EPSG:25833", "EPSG:32633")
    assert told["country"] == "DE"
    assert told["kinds"] == {"Brauerei": "FOD.BREW", "Spinnerei": "TEX.SPIN", "Kirche": ""}
    page = keeper.get(answer["Location"]).content.decode()
    assert "Beispielbrauerei" in page
    assert "row 3" in page


def test_saved_it_is_a_source_and_run_as_the_others(keeper: Client) -> None:
    send(keeper, "liste.csv", LIST.encode())
    upload = Upload.objects.get()
    about = {"title": "Liste", "licence": "CC0-1.0", "attribution": "Das Amt"}
    keeper.post(f"{UPLOADS}{upload.key}/", form_of(upload, do="save", **about))
    source = Source.objects.get()
    assert (source.name, source.licence, source.attribution) == ("liste", "CC0-1.0", "Das Amt")
    (waiting,) = DBTaskResult.objects.all()
    harvest_source.call(*waiting.args_kwargs["args"])
    run = Run.objects.get()
    assert (run.state, run.source) == ("done", source)
    found = {s.title: s.region_id for s in Suggestion.objects.all()}
    assert found == {
        "Beispielbrauerei": "zwickau",
        "Beispielspinnerei": "zwickau",
    }
    assert [fault.row for fault in run.faults.all() if fault.kind == "not_ours"] == [3]
    assert recipe_called("liste").columns["name"] == "Bezeichnung"


def test_without_licence_it_is_no_source_and_nothing_is_lost(keeper: Client) -> None:
    send(keeper, "liste.csv", LIST.encode())
    upload = Upload.objects.get()
    answer = keeper.post(f"{UPLOADS}{upload.key}/", form_of(upload, do="save", title="Mine"))
    assert (answer.status_code, Source.objects.count()) == (422, 0)
    upload.refresh_from_db()
    assert upload.mapping["title"] == "Mine"
    assert 'value="Mine"' in answer.content.decode()


def test_a_draft_is_kept_by_itself(keeper: Client) -> None:
    send(keeper, "liste.csv", LIST.encode())
    upload = Upload.objects.get()
    told = form_of(
        upload, attribution="Half wri", **{"kind-0": "MIN.MINE", "column-lat": "nowhere"}
    )
    answer = keeper.post(f"{UPLOADS}{upload.key}/", told, headers={"X-Kept-By-Itself": "1"})
    upload.refresh_from_db()
    assert answer.status_code == 200
    assert upload.mapping["attribution"] == "Half wri"
    assert upload.mapping["kinds"]["Brauerei"] == "MIN.MINE"
    assert "lat" not in upload.mapping["columns"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("list.exe", b"MZ", "is of no kind that we read"),
        ("list.csv", b"", "is empty"),
        ("list.csv", b"a;b\n", "holds no row"),
        ("list.csv", "Ort\nZwickau\nMünchen\n".encode("latin-1"), "is not in UTF-8"),
        ("list.csv", b"name;x\nA;1\n=cmd();2\n", "row 2"),
        ("list.xlsx", b"PK no zip", "no whole zip"),
        ("list.gpkg", b"SQLite format 3\0 and nothing", "no whole GPKG"),
        ("list.geojson", b'{"type": "FeatureCollection", "features": [', "GEOJSON"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_row_and_reason(
    keeper: Client, tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    answer = send(keeper, f"../../{name}", content)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Upload.objects.exists()
    assert list((tmp_path / "uploads").glob("*") if (tmp_path / "uploads").exists() else []) == []


def test_a_spreadsheet_and_a_map_file_are_understood(keeper: Client, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["name", "type", "lat", "lon"])
    book.active.append(["Example", "brewery", 12.49, 50.72])  # the heads are swapped
    book.save(tmp_path / "list.xlsx")
    send(keeper, "list.xlsx", (tmp_path / "list.xlsx").read_bytes())
    told = Upload.objects.get().mapping
    assert (told["columns"]["lon"], told["columns"]["lat"]) == ("lat", "lon")
    feature = (
        '{"type":"Feature","properties":{"nazev":"Příklad","druh":"pivovar"},'
        '"geometry":{"type":"Point","coordinates":[18.28,49.83]}}'
    )
    send(keeper, "m.geojson", f'{{"type":"FeatureCollection","features":[{feature}]}}'.encode())
    told = Upload.objects.latest("id").mapping
    assert told["columns"] == {"name": "nazev", "kind": "druh", "lon": "lon", "lat": "lat"}
    assert told["kinds"] == {"pivovar": "FOD.BREW"}


def test_deleted_it_is_gone(keeper: Client, tmp_path: Path) -> None:
    send(keeper, "liste.csv", LIST.encode())
    keeper.post(f"{UPLOADS}{Upload.objects.get().key}/", {"do": "discard"})
    assert not Upload.objects.exists()
    assert list((tmp_path / "uploads").iterdir()) == []


def test_what_nobody_touches_for_a_month_is_cleared_away(keeper: Client, tmp_path: Path) -> None:
    for name in ("old.csv", "fresh.csv"):
        send(keeper, name, LIST.encode())
    old, fresh = Upload.objects.order_by("id")
    about = {"title": "Liste", "licence": "CC0-1.0", "attribution": "Das Amt"}
    keeper.post(f"{UPLOADS}{old.key}/", form_of(old, do="save", **about))
    now = timezone.now()
    Upload.objects.filter(pk=old.pk).update(changed_at=now - timedelta(days=31))
    lost = tmp_path / "uploads" / "lost.csv"
    lost.write_text("a\n1\n")
    os.utime(lost, (0, 0))
    assert clear_uploads.call() == 2
    assert [path.name for path in (tmp_path / "uploads").iterdir()] == [f"{fresh.key}.csv"]
    assert list(Upload.objects.all()) == [fresh]
    assert (tmp_path / "sources" / "liste" / "liste.csv").is_file()
    assert clear_uploads.call() == 0
