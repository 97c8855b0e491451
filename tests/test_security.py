"""Threats to the whole house; `docs/security.md` names each with its defence and its test."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

import pytest
from django.conf import settings as site
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from inducult.catalogue.publication import publish_register
from inducult.common.history import Actor
from inducult.harvest.actions import accept_many
from inducult.harvest.models import SampleCheck, Source, Upload
from inducult.partnership.models import Person
from inducult.partnership.queries import actor_of
from inducult.places.actions import (
    Pair,
    Trail,
    begin,
    change_many,
    change_record,
    propose,
    put,
    republish,
)
from inducult.places.actions.exchanging import keep_sheet, table_of
from inducult.places.exchange.sheets import Table
from inducult.places.models import Comment, Correction, Place, Report, Story
from inducult.places.records import Record, record_of
from inducult.places.sections import SECTIONS
from tests.cast import PARTS, Cast
from tests.harvest.lists import BREWERY, HORCH
from tests.harvest.test_harvesting import run_of
from tests.permissions import ROWS, Row
from tests.test_permissions import WORDS

ROOT: Final = Path(site.PACKAGE).parent
BACKEND: Final = site.AUTHENTICATION_BACKENDS[0]
TEST: Final = Actor("command:test")


def client_of(cast: Cast, part: str, **options: Any) -> Client:
    client = Client(**options)
    client.force_login(cast[part], backend=BACKEND)
    return client


# --- every address --------------------------------------------------------------------------------
@pytest.fixture
def words(cast: Cast) -> dict[str, str]:
    """Something for each word of the addresses; a page that finds nothing has headers too."""
    horch = Place.objects.get(slug="august-horch-museum")
    nothing = "0000000000"
    return {"identifier": horch.identifier, "key": nothing, "receipt": nothing}


def addresses(words: dict[str, str], method: str) -> Iterator[tuple[str, str]]:
    for name, row in ROWS.items():
        if method in row.methods:
            yield name, reverse(name, kwargs=_filled(row, words)) + row.query


NO_ROOM: Final = "abcdef"  # a code has six letters; this one opens no session


def _filled(row: Row, words: dict[str, str]) -> dict[str, str]:
    needed = [WORDS[row.thing]] if row.thing else []
    plain = {key: str(word).strip("{}").replace(" ", "-") for key, word in row.words.items()}
    numbers = {key: "1" for key, word in row.words.items() if word in ("{role}", "{act}")}
    codes = {"code": NO_ROOM} if "code" in row.words else {}
    return {**plain, **numbers, **codes, **{name: words.get(name, "nothing") for name in needed}}


def test_an_answer_that_is_closed_leaves_the_connection_open(
    cast: Cast, one_connection: None
) -> None:
    Client().get("/health").close()
    assert Person.objects.exists()


def test_every_answer_carries_the_strict_policy(
    cast: Cast, words: dict[str, str], one_connection: None
) -> None:
    client = client_of(cast, "steward")
    loose = []
    for name, address in addresses(words, "GET"):
        answer = client.get(address)
        answer.close()  # of a download the file
        headers = answer.headers
        policy = headers.get("Content-Security-Policy", "")
        if "unsafe" in policy or "default-src 'none'" not in policy:
            loose.append((name, policy))
        if headers.get("X-Content-Type-Options") != "nosniff":
            loose.append((name, "may be sniffed"))
    assert loose == []


# Protocols of machines: their POST only reads, and asks for no cookie.
READING: Final = ("oai", "sparql")


def test_no_form_is_taken_from_elsewhere(cast: Cast, words: dict[str, str]) -> None:
    client = client_of(cast, "steward", enforce_csrf_checks=True)
    taken = {
        name: status
        for name, address in addresses(words, "POST")
        if name not in READING and (status := client.post(address).status_code) != 403
    }
    assert taken == {}


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "localhost.evil.example"])
def test_a_foreign_host_is_answered_nothing(db: None, host: str) -> None:
    assert Client().get("/en/", headers={"host": host}).status_code == 400


@pytest.mark.parametrize("where", ["//evil.example/", "https://evil.example/", "/\\evil.example"])
def test_no_address_leads_to_another_house(cast: Cast, where: str) -> None:
    told = {"login": "keeper@example.org", "password": "a long enough pass phrase", "next": where}
    answers = [
        Client().post("/en/account/login/", told),
        client_of(cast, "keeper").post(f"/en/account/logout/?next={where}"),
        Client().get(f"/en/register/?next={where}"),
    ]
    assert [a["Location"] for a in answers if "evil" in a.get("Location", "").split("?")[0]] == []


# --- texts that want to be scripts ----------------------------------------------------------------
PAYLOADS: Final = (
    "<script>alert(1)</script>",
    "\"><img src=x onerror='alert(1)'>",
    "'><svg/onload=alert(1)>",
    "</textarea></title></script><iframe srcdoc=x>",
    "{{ 7|add:7 }}{% debug %}${7*7}",
)
# Where an address is expected, one that runs.
ADDRESSES: Final = ("javascript:alert(1)", "data:text/html,<script>alert(1)</script>")


class Dangers(HTMLParser):
    """What in a page could run: scripts without a file, attributes of events, running addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        words = {name: value or "" for name, value in attrs}
        if tag == "script" and "src" not in words and words.get("type", "").endswith("script"):
            self.found.append((tag, "inline", ""))
        if tag == "script" and not words.get("type") and "src" not in words:
            self.found.append((tag, "inline", ""))
        if tag in ("iframe", "object", "embed", "base"):
            self.found.append((tag, "", str(words)))
        for name, value in words.items():
            runs = re.match(r"\s*(javascript|data|vbscript):", value, re.IGNORECASE)
            if name.startswith("on") or name == "srcdoc":
                self.found.append((tag, name, value))
            if runs and name in ("href", "src", "action", "formaction"):
                self.found.append((tag, name, value))


def dangers_in(response: Any) -> list[tuple[str, str, str]]:
    reader = Dangers()
    reader.feed(response.content.decode())
    return reader.found


def test_the_reader_of_dangers_sees_them() -> None:
    seen = Dangers()
    seen.feed("<script>1</script><img onerror=1><a href=' javascript:1'>x</a><iframe srcdoc=x>")
    assert len(seen.found) == 5


def poisoned(record: Record, text: str, address: str) -> Record:
    """The record with a text in every place for free words, and an address wherever one goes."""
    words = ("operator", "protection", "phone", "doubts")
    visit = {**record["visit"], "price_note": text, "group_note": text, "booking_url": address}
    visit |= {"accessibility_note": text, "safety_note": text, "checked_by": text}
    note = {"language": "en", "text": text, "origin": "person", "translation": None}
    return {
        **record,
        **dict.fromkeys(words, text),
        "website": address,
        "address": {**record["address"], "street": text, "municipality": text},
        "names": [{**name, "text": text} for name in record["names"]],
        "texts": [{**each, "text": text} for each in record["texts"]],
        "phases": [{**phase, "note": text} for phase in record["phases"]],
        "facts": [{**note, "source": address}],
        "sources": [{"url": address, "licence": text[:40]}],
        "identifiers": [{"scheme": "wikidata", "value": text[:40]}],
        "offers": [{**OFFER, "notes": [note]}],
        "events": [{**EVENT, "titles": [note], "url": address}],
        "media": [
            {
                "file": "a.webp",
                "author": text,
                "licence": text[:40],
                "source": address,
                "alt": [note],
            }
        ],
        "visit": visit,
    }


FILE: Final = {"file": "a.webp"}
OFFER: Final = {
    "kind": "museum",
    "audiences": ["visitors"],
    "months": [],
    **dict.fromkeys(("duration_min", "capacity", "age_min", "age_max")),
}
EVENT: Final = {"starts_on": "2099-05-01", "ends_on": "", "recurrence": ""}


@pytest.mark.parametrize("number", range(len(PAYLOADS)))
def test_no_text_of_a_place_becomes_a_script(
    number: int, cast: Cast, settings: Any, tmp_path: Path
) -> None:
    settings.DATA = tmp_path
    place = Place.objects.get(slug="august-horch-museum")
    bad = poisoned(record_of(place), PAYLOADS[number], ADDRESSES[number % len(ADDRESSES)])
    proposal = _proposal(cast, place, bad)
    change_record(place, bad, Trail(TEST, reason=PAYLOADS[number]))
    republish(place, by=TEST, reason=PAYLOADS[number])
    publish_register()
    client, visitor = client_of(cast, "keeper"), Client()
    mine = _proposal(cast, place, {**bad, "slug": place.slug}, part="keeper")
    assert mine.place == place
    pages = {address: client.get(address) for address in _of_register(place, proposal)}
    pages |= {address: visitor.get(address) for address in _of_public(place)}
    found = {address: dangers for address, page in pages.items() if (dangers := dangers_in(page))}
    assert {page.status_code for page in pages.values()} == {200}
    assert found == {}


@pytest.mark.parametrize("text", PAYLOADS)
def test_no_word_of_a_person_becomes_a_script(text: str, cast: Cast) -> None:
    """Of members, visitors and files: names, comments, reasons, answers, reports, tables."""
    place = Place.objects.get(slug="august-horch-museum")
    Person.objects.update(name=text)
    proposal = _proposal(cast, place, {**record_of(place), "operator": text})
    Comment.objects.create(place=place, correction=proposal, author=cast["keeper"], text=text)
    Correction.objects.filter(pk=proposal.pk).update(answer=text, reason=text)
    words = ("name", "town", "country", "website", "source", "teller", "type", "story", "address")
    told = {**dict.fromkeys(words, text), "regions": ["zwickau"], "types": []}
    reports = [
        Report.objects.create(
            place=about, matter=matter, told=told, message=text, answer=text, language="en"
        )
        for about, matter in ((place, "change"), (None, "place"), (place, "story"))
    ]
    Story.objects.create(place=place, receipt="r", language="en", text=text, teller=text)
    out = table_of(Place.objects.order_by("slug"), ["en"])
    rows = [[*row[:3], *[text] * (len(row) - 3)] for row in out.rows]
    table = Table([*out.header[:-1], text], list(enumerate(rows, 2)))
    sheet = keep_sheet(table, name=text, person=cast["keeper"])
    pair = Pair(record_of(place), {**record_of(place), "protection": text})
    run = change_many([pair], Trail(actor_of(cast["keeper"]), text, deed="bulk")).run
    client, at = client_of(cast, "keeper"), f"/en/register/places/{place.identifier}/"
    pages = [
        *("/en/register/", "/en/register/review/", f"/en/register/review/{proposal.key}/"),
        *("/en/register/reports/", "/en/register/watch/", "/en/register/exchange/"),
        *(f"/en/register/exchange/{sheet.key}/", "/en/register/runs/", f"/en/register/runs/{run}/"),
        *(f"{at}history/", at, "/en/people/me/", f"/en/places/{place.slug}/"),
        *(f"/en/register/reports/{report.receipt}/" for report in reports),
    ]
    answers = {address: client.get(address) for address in pages}
    found = {at: dangers for at, page in answers.items() if (dangers := dangers_in(page))}
    assert {at: page.status_code for at, page in answers.items() if page.status_code != 200} == {}
    assert found == {}


@pytest.mark.parametrize("text", PAYLOADS)
def test_no_word_of_a_source_becomes_a_script(
    text: str, cast: Cast, settings: Any, tmp_path: Path
) -> None:
    """Of records, of columns of a file that somebody sent, and of the name of a source."""
    settings.DATA = tmp_path
    words = dict.fromkeys(("name", "operator", "street", "municipality", "phone", "website"), text)
    words["name"] = f"Works {text}"  # of tags alone no name would be left
    odd = {**BREWERY, **words, "key": text, "lon": 12.5, "lat": 50.72}
    run = run_of(tmp_path, odd, {**HORCH, **words}, {**odd, "key": "x", "name": "", "kind": text})
    Source.objects.update(title=text, attribution=text, home="https://example.org/")
    client, at = client_of(cast, "keeper"), "/en/register/harvest/"
    client.post(f"{at}runs/{run.key}/sample/", {"kind": "new"})
    table = f'"{text.replace(chr(34), chr(34) * 2)}",name,kind,lon,lat\n' + "\n".join(
        f'"{text.replace(chr(34), chr(34) * 2)}",Example {n},brewery,12.5,50.7{n}' for n in range(3)
    )
    client.post(f"{at}uploads/", {"file": SimpleUploadedFile(f"{text[:40]}.csv", table.encode())})
    accept_many(run.suggestions.filter(kind="new"), by=TEST)
    taken = Place.objects.latest("id")
    pages = [
        *(at, f"{at}review/", f"{at}runs/{run.key}/", f"{at}runs/{run.key}/sample/"),
        *(f"{at}samples/{check.key}/" for check in SampleCheck.objects.all()),
        *(f"{at}suggestions/{each.key}/" for each in run.suggestions.all()),
        *(f"{at}uploads/", *(f"{at}uploads/{each.key}/" for each in Upload.objects.all())),
        *(f"/en/register/places/{taken.identifier}/", "/en/attribution/"),
    ]
    answers = {address: client.get(address) for address in pages}
    found = {at: dangers for at, page in answers.items() if (dangers := dangers_in(page))}
    assert {at: page.status_code for at, page in answers.items() if page.status_code != 200} == {}
    assert found == {}
    assert len(pages) > 9


def _proposal(cast: Cast, place: Place, bad: Record, part: str = "contributor") -> Correction:
    correction = put(begin(place, author=cast[part]), {**bad, "operator": bad["operator"] + "!"})
    return propose(correction, reason=bad["operator"]) if part == "contributor" else correction


def _of_register(place: Place, proposal: Correction) -> list[str]:
    at = f"/en/register/places/{place.identifier}/"
    return [
        *("/en/register/", "/en/register/places/", f"/en/register/bulk/?place={place.identifier}"),
        *(at, f"{at}changes/", f"{at}history/", "/en/register/review/"),
        *(f"{at}edit/{section}/" for section in SECTIONS),
        f"/en/register/review/{proposal.key}/",
    ]


def _of_public(place: Place) -> list[str]:
    return [
        *(f"/en/places/{place.slug}/", "/en/places/", "/en/map/", "/en/", "/en/regions/zwickau/"),
        *(f"/en/places/{place.slug}/report/", "/en/embed/?region=zwickau", "/en/sources/"),
        *("/en/data/", "/en/downloads/", "/en/editions/", "/en/editions/1/", "/en/attribution/"),
        *(f"/ogc/{at}?f=html" for at in ("collections", "collections/places/items")),
        f"/ogc/collections/places/items/{place.identifier}?f=html",
        *(f"/en/places/?q={payload}" for payload in ("<script>", "'\"><img onerror=x>")),
    ]


# --- rights stay with roles -----------------------------------------------------------------------
def test_nobody_gets_a_right_by_naming_it(cast: Cast) -> None:
    """Fields that no form has are not taken: nobody makes herself staff or steward."""
    for part in PARTS:
        client = client_of(cast, part)
        told = {"name": "X", "language": "en", "is_staff": "1", "is_superuser": "1", "role": "7"}
        client.post("/en/people/me/", told)
        cast[part].refresh_from_db()
        assert (cast[part].is_staff, cast[part].is_superuser) == (False, False)


def test_every_test_that_the_page_on_security_names_is_there() -> None:
    page = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", page)
    assert len(named) > 15
    lost = [
        f"{file}::{name}"
        for file, name in named
        if f"def {name}(" not in (ROOT / file).read_text(encoding="utf-8")
    ]
    assert lost == []


def test_the_check_of_the_framework_finds_nothing(settings: Any) -> None:
    settings.SECURE_HTTPS = True
    call_command("check", fail_level="WARNING")
