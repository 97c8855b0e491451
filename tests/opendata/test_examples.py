"""The examples of the page "Use our data", run as they stand there against a real server."""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import openpyxl
import pyogrio
import pytest
from icalendar import Calendar

from inducult.opendata.examples import EXAMPLES
from inducult.places.records import Record

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def copied(live_server: Any, atlas: Path) -> dict[str, str]:
    """What a visitor copies out of the page, by the key of the example."""
    with urlopen(f"{live_server.url}/en/data/") as page:
        told = page.read().decode()
    fields = re.findall(r'<textarea[^>]*id="code-([^"]+)"[^>]*>(.*?)</textarea>', told, re.DOTALL)
    return {key: html.unescape(text) for key, text in fields}


def run(command: list[str], folder: Path, text: str) -> str:
    done = subprocess.run(
        command,
        input=text,
        cwd=folder,
        env={**os.environ, "HOME": str(folder)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_example_is_on_the_page_and_run_here(copied: dict[str, str]) -> None:
    assert list(copied) == [example.key for example in EXAMPLES]
    here = Path(__file__).read_text(encoding="utf-8")
    assert [key for key in copied if f'copied["{key}"]' not in here] == []


def test_qgis_finds_the_collections_by_its_address(
    copied: dict[str, str], real_records: list[Record]
) -> None:
    """QGIS asks through GDAL, whose driver is asked here."""
    address = copied["qgis"].rstrip("/")
    assert "places" in {str(layer[0]) for layer in pyogrio.list_layers(f"OAPIF:{address}")}
    found = pyogrio.read_info(f"OAPIF:{address}", layer="places", force_feature_count=True)
    assert found["features"] == len(real_records)


def test_qgis_opens_the_file_with_its_style(
    copied: dict[str, str], tmp_path: Path, real_records: list[Record]
) -> None:
    file = tmp_path / "places.gpkg"
    with urlopen(copied["qgis-file"]) as answer:
        file.write_bytes(answer.read())
    assert {"places", "layer_styles"} == {str(layer[0]) for layer in pyogrio.list_layers(file)}
    assert pyogrio.read_info(file, layer="places")["features"] == len(real_records)


def test_python_counts_by_country(
    copied: dict[str, str], tmp_path: Path, real_records: list[Record]
) -> None:
    told = run([sys.executable, "-"], tmp_path, copied["python"])
    mines = [r for r in real_records if any(t.startswith("MIN") for t in r["types"])]
    austrian = sum(record["address"]["country"] == "AT" for record in mines)
    assert re.search(rf"^AT\s+{austrian}$", told, re.MULTILINE), told


def test_python_asks_the_parquet(
    copied: dict[str, str], tmp_path: Path, real_records: list[Record]
) -> None:
    told = run([sys.executable, "-"], tmp_path, copied["python-parquet"])
    austrian = sum(record["address"]["country"] == "AT" for record in real_records)
    assert re.search(rf"AT\s*│\s*{austrian} ", told), told


def test_r_counts_by_country(
    copied: dict[str, str], tmp_path: Path, real_records: list[Record]
) -> None:
    program = shutil.which("Rscript")
    if program is None:
        pytest.skip("R is not installed here (make tools-r), so its example was not run")
    told = run([program, "-"], tmp_path, copied["r"]).split()
    mines = [r for r in real_records if any(t.startswith("MIN") for t in r["types"])]
    countries = Counter(record["address"]["country"] for record in mines)
    half = len(told) // 2
    assert dict(zip(told[:half], map(int, told[half:]), strict=True)) == countries


def test_curl_gets_ten_places(copied: dict[str, str], tmp_path: Path) -> None:
    told = run(["bash", "-eu"], tmp_path, copied["curl"])
    assert told.count('"type":"Feature"') == 10


def test_curl_asks_linked_data(copied: dict[str, str], tmp_path: Path) -> None:
    told = run(["bash", "-eu"], tmp_path, copied["curl-linked"])
    assert "@prefix schema:" in told
    towns = told.split("town,places")[1].split()
    assert len(towns) >= 5


def test_a_spreadsheet_opens_the_file(
    copied: dict[str, str], tmp_path: Path, real_records: list[Record]
) -> None:
    file = tmp_path / "places.xlsx"
    with urlopen(copied["sheet"]) as answer:
        file.write_bytes(answer.read())
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == ["Places", "About"]
    assert book["Places"].max_row == len(real_records) + 1


def test_calendar_and_feed_can_be_subscribed_to(copied: dict[str, str]) -> None:
    with urlopen(copied["calendar"]) as answer:
        assert Calendar.from_ical(answer.read()).name == "VCALENDAR"
    with urlopen(copied["changes"]) as answer:
        assert b"<entry" in answer.read()
