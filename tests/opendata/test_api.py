"""The JSON API: whole records, cursors, what changed, validators, and its own document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.test import Client
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from inducult.catalogue.publication import publish
from inducult.catalogue.queries import edition_at
from inducult.places.records import Record
from inducult.places.terms import load_terms
from tests.opendata.asking import get, refused

API = "/api/v1"
AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
JSON_ONLY = [content_type_conformance, response_schema_conformance, status_code_conformance]


def walk(address: str) -> Iterator[dict[str, Any]]:
    """All pages from an address on."""
    cursor, join = "", "&" if "?" in address else "?"
    while cursor is not None:
        page = get(f"{address}{join}cursor={cursor}" if cursor else address)
        yield page
        cursor = page["next"]


@pytest.mark.usefixtures("atlas")
def test_a_walk_meets_every_place_once_with_its_whole_record(real_records: list[Record]) -> None:
    pages = list(walk(f"{API}/places?limit=150"))
    met = {record["id"]: record for page in pages for record in page["items"]}
    assert [len(page["items"]) for page in pages] == [150, 150, 82]
    assert {page["total"] for page in pages} == {382}
    ours = {record["id"]: {**record, "share_alike_position": None} for record in real_records}
    assert met == json.loads(json.dumps(ours))


@pytest.mark.usefixtures("atlas")
def test_filters_are_those_of_map_and_list() -> None:
    found = get(f"{API}/places?theme=MIN&region=genk&time=past&limit=500")
    listed = Client().get("/en/places/?theme=MIN&region=genk&time=past").content.decode()
    assert f'id="result-count">{found["total"]}<' in listed
    assert found["total"] > 3


@pytest.mark.usefixtures("atlas")
def test_one_place_is_had_by_its_identifier(real_records: list[Record]) -> None:
    record = real_records[7]
    assert get(f"{API}/places/{record['id']}")["slug"] == record["slug"]
    refused(f"{API}/places/0000000000", code="NotFound", status=404)


@pytest.mark.usefixtures("atlas")
def test_taxonomy_regions_organisations_and_editions() -> None:
    assert [term["code"] for term in get(f"{API}/taxonomy")["items"]] == list(load_terms())
    regions = get(f"{API}/regions")["items"]
    assert (len(regions), sum(each["places"] for each in regions) > 300) == (8, True)
    assert {each["region"] for each in get(f"{API}/organisations")["items"]} >= {"zwickau", "genk"}
    editions = get(f"{API}/editions")
    assert (editions["current"], editions["items"][0]["places"]) == (1, 382)
    assert get(f"{API}/editions/1") == editions["items"][0]
    refused(f"{API}/editions/99", code="NotFound", status=404)


@pytest.mark.usefixtures("atlas")
@pytest.mark.parametrize(
    "path", ["/places?limit=3", "/taxonomy", "/regions", "/organisations", "/editions"]
)
def test_what_is_known_is_not_sent_again(path: str) -> None:
    first = Client().get(f"{API}{path}")
    again = Client().get(f"{API}{path}", headers={"If-None-Match": first["ETag"]})
    weak = Client().get(f"{API}{path}", headers={"If-None-Match": f"W/{first['ETag']}"})
    assert (again.status_code, again.content, weak.status_code) == (304, b"", 304)


def test_changes_since_an_edition_or_a_moment(
    tmp_path: Path, settings: Any, db: None, real_records: list[Record]
) -> None:
    settings.DATA = tmp_path
    first, second, third = (json.loads(json.dumps(each)) for each in real_records[:3])
    publish(tmp_path, map(json.dumps, [first, second]), at=AT)
    assert edition_at(datetime.now(UTC)) == 1
    before = datetime.now(UTC) - timedelta(days=1)
    publish(
        tmp_path,
        map(json.dumps, [{**first, "website": "https://example.org"}, third]),
        at=AT + timedelta(days=1),
    )
    since_first = get(f"{API}/places?changed_since=1")
    assert {record["id"] for record in since_first["items"]} == {first["id"], third["id"]}
    assert since_first["removed"] == [second["id"]]
    pages = list(walk(f"{API}/places?changed_since=1&limit=1"))
    assert [len(page["items"]) for page in pages] == [1, 1]
    assert [page["removed"] for page in pages] == [[second["id"]], []]
    assert get(f"{API}/places?changed_since=2")["total"] == 0
    moment = before.isoformat().replace("+", "%2B")
    assert get(f"{API}/places?changed_since={moment}")["total"] == 2


@pytest.mark.usefixtures("atlas")
@pytest.mark.parametrize(
    ("query", "code"),
    [
        *(
            ("limit=0", ""),
            ("limit=x", ""),
            ("limit=501", ""),
            ("cursor=!!", ""),
            ("cursor=MQ", ""),
        ),
        *(("theme=NOPE", ""), ("year=x", ""), ("bbox=1,2", ""), ("changed_since=yesterday", "")),
        *(("changed_since=1&theme=MIN", ""), ("colour=red", "UnknownParameter")),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(query: str, code: str) -> None:
    refused(f"{API}/places?{query}", code=code or "InvalidParameterValue")


@pytest.mark.usefixtures("atlas")
def test_a_cursor_of_an_edition_that_is_gone_says_so() -> None:
    refused(f"{API}/places?cursor=OTkuMC4tMQ", code="Gone", status=410)  # 99.0.-1


# --- the documents, asked by schemathesis ---------------------------------------------------------
BOUNDED = settings(
    max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)


def ask_all(path: str) -> None:
    """Every operation of a document with made values: no answer may contradict the document."""
    application = get_wsgi_application()
    schema = schemathesis.openapi.from_wsgi(path, application)
    for result in schema.get_all_operations():
        operation = result.ok()

        @BOUNDED
        @given(case=operation.as_strategy())
        def ask(case: schemathesis.Case) -> None:
            response = case.call(headers={"Accept-Encoding": "identity"})
            case.validate_response(response, checks=[not_a_server_error, *JSON_ONLY])

        ask()


def test_the_document_of_the_api_says_what_it_does(atlas: Path, one_connection: None) -> None:
    ask_all(f"{API}/openapi.json")


def test_the_document_of_the_ogc_interfaces_says_what_they_do(
    atlas: Path, one_connection: None
) -> None:
    ask_all("/ogc/api")
