"""Editions on their pages: listed, compared, checked, cited, opened as they were."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import mapbox_vector_tile
import pytest
import yaml
from django.test import Client

from inducult.catalogue import withdrawals
from inducult.catalogue.publication import publish
from inducult.catalogue.withdrawals import Withdrawn
from inducult.places.records import Record

MONDAY = datetime(2026, 5, 4, 9, tzinfo=UTC)
OLD, NEW = 30, 40


@pytest.fixture
def two(atlas: Path, real_records: list[Record], settings: Any, tmp_path: Path) -> Path:
    """Two editions: the second lacks the first place, changes one and has ten more."""
    settings.DATA = tmp_path
    publish(tmp_path, map(json.dumps, real_records[:OLD]), at=MONDAY)
    changed = {**real_records[1], "operator": "somebody new"}
    later = [changed, *real_records[2:NEW]]
    publish(tmp_path, map(json.dumps, later), at=MONDAY + timedelta(days=1))
    return tmp_path


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return re.sub(r"\s+", " ", response.content.decode())


def test_the_list_counts_what_each_edition_changed(client: Client, two: Path) -> None:
    rows = re.findall(
        r'<tr><th scope="row"><a[^>]*>Edition (\d+)</a>.*?</tr>', page(client, "/en/editions/")
    )
    numbers = re.findall(r'<td class="number">(\d+)</td>', page(client, "/en/editions/"))
    assert rows == ["2", "1"]
    assert numbers == ["39", "10", "1", "1", "0", "30", "30", "0", "0", "0"]


def test_the_page_of_an_edition_names_what_it_changed(
    client: Client, two: Path, real_records: list[Record]
) -> None:
    told = page(client, "/en/editions/2/")
    assert "10 new places" in told
    assert f'<a href="/id/{real_records[1]["id"]}">' in told
    assert "1 place gone" in told
    assert "It is the first edition" in page(client, "/en/editions/1/")


def test_an_old_edition_is_opened_on_map_list_and_page(
    client: Client, two: Path, real_records: list[Record]
) -> None:
    gone = real_records[0]
    assert f'id="result-count">{OLD}<' in page(client, "/en/places/?edition=1")
    on_map = page(client, "/en/map/?edition=1")
    assert "This is edition 1, with the state of 4 May 2026." in on_map
    assert 'name="edition" value="1"' in on_map
    tiles = re.search(r'data-tiles="([^"]+)"', on_map)
    assert tiles is not None
    address = tiles.group(1).replace("&amp;", "&").replace("{z}/{x}/{y}", "0/0/0")
    decoded = mapbox_vector_tile.decode(client.get(address).content)
    assert sum(each["properties"]["count"] for each in decoded["places"]["features"]) == OLD
    assert "This is edition 1" in page(client, f"/en/places/{gone['slug']}/?edition=1")
    page(client, f"/en/places/{gone['slug']}/", 404)


def test_filters_pages_and_cards_stay_in_the_old_edition(client: Client, two: Path) -> None:
    told = page(client, "/en/places/?edition=1&time=past")
    inside = told.split('id="results"')[1].split("</section>")[0]
    ways = re.findall(r'href="(/en/places/[^"]*|\?[^"]*)"', inside)
    leads_on = [way for way in ways if way != "?time=past"]
    assert leads_on
    assert [way for way in leads_on if "edition=1" not in way] == []


def test_tiles_of_the_past_are_gone_unless_they_are_asked_for(client: Client, two: Path) -> None:
    assert client.get("/tiles/1/0/0/0.mvt").status_code == 410
    assert client.get("/tiles/1/0/0/0.mvt?edition=1").status_code == 200


@pytest.mark.parametrize("word", ["99", "abc", "-1", "0", "1e3"])
def test_an_edition_that_never_was_shows_the_one_in_use_and_says_so(
    client: Client, two: Path, word: str
) -> None:
    told = page(client, f"/en/places/?edition={word}")
    assert f'id="result-count">{NEW - 1}<' in told
    assert "the number of an edition, so it was left out" in told
    assert "This is edition" not in told


def test_the_one_in_use_can_be_named_and_shows_no_banner(client: Client, two: Path) -> None:
    assert "This is edition" not in page(client, "/en/places/?edition=2")


@pytest.mark.django_db(transaction=True)
def test_a_large_old_edition_is_made_ready_behind_the_page(
    client: Client, two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(two, [], at=MONDAY + timedelta(days=2))  # now the first has lost its index
    monkeypatch.setattr("inducult.catalogue.queries.AT_ONCE", 3)
    told = page(client, "/en/map/?edition=1", 503)
    assert "An old edition is made ready" in told
    from django.core.management import call_command  # noqa: PLC0415 -- after the page has asked

    call_command("worker", batch=True)
    assert "This is edition 1" in page(client, "/en/map/?edition=1")


# --- files and citations --------------------------------------------------------------------------
def test_files_have_the_checksums_of_the_page(client: Client, two: Path) -> None:
    told = page(client, "/en/editions/1/")
    for name in ("places.parquet", "positions_share_alike.parquet"):
        response = client.get(f"/editions/1/files/{name}")
        body = b"".join(response.streaming_content)  # type: ignore[attr-defined]
        assert hashlib.sha256(body).hexdigest() in told
        again = client.get(f"/editions/1/files/{name}", HTTP_IF_NONE_MATCH=response["ETag"])
        assert again.status_code == 304


def test_every_dialect_of_the_citation_names_edition_day_licence_and_address(
    client: Client, two: Path
) -> None:
    def text(name: str) -> str:
        return client.get(f"/editions/2/cite/{name}").content.decode()

    address = "http://testserver/editions/2"
    assert text("citation.txt") == (
        "InduCult network (2026): InduCult: places of living industrial culture. Edition 2, "
        f"state of 2026-05-05. Licence CC BY 4.0. {address}\n"
    )
    assert text("citation.bib").startswith("@misc{inducult2,\n  author = {{InduCult network}},")
    cff = yaml.safe_load(text("CITATION.cff"))
    assert (cff["version"], cff["date-released"], cff["license"], cff["url"]) == (
        *("2", "2026-05-05", "CC-BY-4.0"),
        address,
    )
    datacite = json.loads(text("datacite.json"))
    assert datacite["identifiers"] == [{"identifier": address, "identifierType": "URL"}]
    assert datacite["version"] == "2"
    assert client.get(address).headers["Location"] == "/en/editions/2/"


@pytest.mark.parametrize(
    "address",
    [
        *("/en/editions/9/", "/editions/9/cite/citation.txt"),
        *(
            "/editions/1/cite/citation.doc",
            "/editions/1/files/index",
            "/editions/1/files/..%2fcurrent",
        ),
    ],
)
def test_what_is_not_there_is_not_found(client: Client, two: Path, address: str) -> None:
    assert client.get(address).status_code == 404


# --- withdrawals ----------------------------------------------------------------------------------
@pytest.fixture
def withdrawn(two: Path, real_records: list[Record]) -> Record:
    """A place of both editions that was withdrawn from the files of the older one."""
    record = real_records[5]
    gone = Withdrawn(record["id"], MONDAY + timedelta(days=3), "privacy")
    withdrawals.keep_list(two, lambda: [gone])
    return record


def test_old_editions_say_that_one_was_withdrawn_and_show_it_nowhere(
    client: Client, withdrawn: Record, two: Path
) -> None:
    for _cleaned in (False, True):
        told = page(client, "/en/editions/1/")
        assert "1 place has been withdrawn since." in told
        assert f"<dd>{OLD - 1}</dd>" in told
        listed = page(client, "/en/places/?edition=1")
        assert f'id="result-count">{OLD - 1}<' in listed
        assert "1 place has been withdrawn since." in listed
        assert withdrawn["slug"] not in listed
        page(client, f"/en/places/{withdrawn['slug']}/?edition=1", 404)
        withdrawals.clean(two)


def test_the_public_list_tells_place_day_and_reason_and_no_content(
    client: Client, withdrawn: Record
) -> None:
    told = page(client, "/en/editions/")
    row = f"<code>{withdrawn['id']}</code></th><td>7 May 2026</td><td>privacy</td>"
    assert row in told
    assert withdrawn["names"][0]["text"] not in told


def test_no_file_is_handed_out_while_it_holds_what_was_withdrawn(
    client: Client, withdrawn: Record, two: Path
) -> None:
    address = "/editions/1/files/places.parquet"
    assert client.get(address).status_code == 503
    withdrawals.clean(two)
    response = client.get(address)
    body = b"".join(response.streaming_content)  # type: ignore[attr-defined]
    told = page(client, "/en/editions/1/")
    assert hashlib.sha256(body).hexdigest() in told
    assert "replaced by a file without what was withdrawn" in told
