"""Linked data, judged by strangers: rdflib, pyshacl with the shapes of DCAT-AP, the JSON schemas
of Linked Art, the XSD of Europeana, sickle, icalendar."""

from __future__ import annotations

import json
import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pyshacl
import pytest
import rdflib
from django.test import Client
from icalendar import Calendar
from lxml import etree
from rdflib import DCAT, RDF, SKOS, Namespace
from referencing import Registry, Resource
from sickle import Sickle

from inducult.catalogue import changes, withdrawals
from inducult.catalogue.publication import publish
from inducult.catalogue.withdrawals import Withdrawn
from inducult.opendata.linked.edm import dublin_core, edm
from inducult.opendata.linked.graph import jsonld, ntriples, turtle
from inducult.opendata.linked.places import place_triples
from inducult.places.records import Record

SCHEMAS = Path(__file__).parent / "schemas"
SITE = "https://atlas.example"
CRM = Namespace("http://www.cidoc-crm.org/cidoc-crm/")
SH = Namespace("http://www.w3.org/ns/shacl#")
MONDAY = datetime(2026, 5, 4, 9, tzinfo=UTC)


def graph(text: str, dialect: str = "turtle") -> rdflib.Graph:
    return rdflib.Graph().parse(data=text, format=dialect)


# --- places ---------------------------------------------------------------------------------------
@pytest.mark.filterwarnings("ignore:.*is deprecated:DeprecationWarning")  # of rdflib's own reader
def test_every_dialect_says_the_same_of_every_real_place(real_records: list[Record]) -> None:
    triples = [each for record in real_records[::8] for each in place_triples(record, SITE)]
    told = graph("".join(ntriples(triples)), "nt")
    assert len(told) == len(set(triples))
    assert set(graph(turtle(triples))) == set(told)
    assert set(graph(jsonld(triples), "json-ld")) == set(told)


@pytest.mark.parametrize(
    "text",
    ['"quoted" \\ back', "line\nbreak\ttab", "ends with \\", "łódź 🏭", "\x00\x0bodd", "'''"],
)
def test_any_text_survives_every_dialect(text: str) -> None:
    from inducult.opendata.linked.graph import Text  # noqa: PLC0415 -- the name is taken above

    triples = [("https://a.example/x", "schema:name", Text(text, "en"))]
    clean = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text)
    for told in (graph("".join(ntriples(triples)), "nt"), graph(turtle(triples))):
        assert [str(o) for o in told.objects()] == [clean]


def test_an_address_of_a_stranger_cannot_break_out_of_the_dialects() -> None:
    from inducult.opendata.linked.graph import Iri  # noqa: PLC0415 -- as above

    evil = Iri("https://x.example/> . <https://evil.example/> <b> <c")
    triples = [("https://a.example/x", "dct:source", evil)]
    for told in (graph("".join(ntriples(triples)), "nt"), graph(turtle(triples))):
        assert len(told) == 1


@pytest.fixture(scope="module")
def judges() -> dict[str, Any]:
    """The schemas of Linked Art by their endpoint."""
    files = (SCHEMAS / "linked-art").glob("*.json")
    schemas = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    known = Registry().with_resources(  # type: ignore[var-annotated]
        [(schema["$id"], Resource.from_contents(schema)) for schema in schemas]
    )
    return {
        schema["$id"].rpartition("/")[2]: jsonschema.Draft202012Validator(schema, registry=known)
        for schema in schemas
    }


def test_places_and_phases_are_valid_linked_art(
    client: Client, atlas: Path, real_records: list[Record], judges: dict[str, Any]
) -> None:
    for record in real_records[::6]:
        told = client.get(f"/data/places/{record['id']}.art.json").json()
        judges["place.json"].validate(told)
        assert told["id"].endswith(f"/id/{record['id']}")
        for number in range(1, len(record["phases"]) + 1):
            address = f"/data/places/{record['id']}/phases/{number}"
            judges["event.json"].validate(client.get(address).json())
    assert client.get(f"/data/places/{real_records[0]['id']}/phases/99").status_code == 404


def test_a_position_that_is_only_a_town_is_not_given_as_a_point(
    client: Client, atlas: Path, real_records: list[Record]
) -> None:
    by_precision = {record["position"]["precision"]: record for record in real_records}
    for precision, record in by_precision.items():
        told = client.get(f"/data/places/{record['id']}.ttl").content.decode()
        assert ("geosparql:asWKT" in told) == (precision in ("exact", "street"))


@pytest.mark.parametrize(
    ("accept", "ending"),
    [
        ("text/html,application/xhtml+xml,*/*;q=0.8", ""),
        ("", ""),
        ("*/*", ""),
        ("text/turtle", ".ttl"),
        ("application/ld+json", ".jsonld"),
        ("application/n-triples", ".nt"),
        ("application/ld+json, text/html;q=0.5", ".jsonld"),
        ('application/ld+json;profile="https://linked.art/ns/v1/linked-art.json"', ".art.json"),
        ("image/png", ""),
    ],
)
def test_one_address_leads_people_to_the_page_and_programs_to_data(
    client: Client, atlas: Path, real_records: list[Record], accept: str, ending: str
) -> None:
    record = real_records[0]
    response = client.get(f"/id/{record['id']}", HTTP_ACCEPT=accept)
    if ending:
        assert response.status_code == 303
        assert response["Location"] == f"/data/places/{record['id']}{ending}"
        assert client.get(response["Location"]).status_code == 200
    else:
        assert response["Location"] == f"/en/places/{record['slug']}/"
    assert "Accept" in response["Vary"].split(", ")


# --- taxonomy and catalogue -----------------------------------------------------------------------
def test_the_taxonomy_is_sound_skos_in_eight_languages(client: Client, atlas: Path) -> None:
    told = graph(client.get("/taxonomy.ttl").content.decode())
    concepts = set(told.subjects(RDF.type, SKOS.Concept))
    assert len(concepts) == 16 + 126 + 6
    for concept in concepts:
        labels = [label.language for label in told.objects(concept, SKOS.prefLabel)]
        assert len(labels) == len(set(labels))
        assert list(told.objects(concept, SKOS.inScheme))
        for broader in told.objects(concept, SKOS.broader):
            assert (broader, SKOS.narrower, concept) in told
            assert not list(told.objects(broader, SKOS.broader))
    codes = {str(code) for code in told.objects(None, SKOS.notation)}
    assert {"MIN", "MIN.COAL"} <= codes


def test_types_lead_people_to_their_places_and_programs_to_skos(
    client: Client, atlas: Path
) -> None:
    page = client.get("/taxonomy/MIN.COAL", HTTP_ACCEPT="text/html")
    assert (page.status_code, page["Location"]) == (303, "/en/places/?type=MIN.COAL")
    told = graph(client.get("/taxonomy/MIN.COAL", HTTP_ACCEPT="text/turtle").content.decode())
    assert "Kohlenbergwerk" in {str(label) for label in told.objects(None, SKOS.prefLabel)} or told
    assert client.get("/taxonomy/NOTHING").status_code == 404
    assert client.get("/taxonomy", HTTP_ACCEPT="application/ld+json")["Location"].endswith("jsonld")


def test_the_catalogue_conforms_to_dcat_ap(client: Client, atlas: Path) -> None:
    shapes = rdflib.Graph().parse(SCHEMAS / "dcat-ap" / "dcat-ap-SHACL.ttl")
    # Two shapes that the file names are defined in none of its parts; pyshacl would stop there.
    lost = [(s, o) for s, o in shapes.subject_objects(SH.property) if (o, None, None) not in shapes]
    assert len(lost) == 2
    for shape, piece in lost:
        shapes.remove((shape, SH.property, piece))
    told = graph(client.get("/catalog.ttl").content.decode())
    conforms, _report, words = pyshacl.validate(told, shacl_graph=shapes)
    assert conforms, words
    links = [str(url) for url in told.objects(None, DCAT.downloadURL)]
    assert len(links) == 9
    for link in links:
        response = client.get(link.removeprefix("http://testserver"))
        assert response.status_code == 200
        response.close()


# --- Europeana ------------------------------------------------------------------------------------
def test_records_for_europeana_are_valid_by_its_schema(real_records: list[Record]) -> None:
    folder = os.environ.get("INDUCULT_EDM_SCHEMAS", "")
    if not folder:
        pytest.skip("the schemas of Europeana are not here: set INDUCULT_EDM_SCHEMAS")
    schema = etree.XMLSchema(etree.parse(str(Path(folder) / "EDM.xsd")))
    faults = [
        str(fault)
        for record in real_records
        if not schema.validate(etree.fromstring(edm(record, SITE)))
        for fault in schema.error_log
    ]
    assert faults[:3] == []


def test_every_record_is_well_formed_in_both_formats(real_records: list[Record]) -> None:
    for record in real_records:
        for write in (edm, dublin_core):
            ElementTree.fromstring(write(record, SITE))  # noqa: S314 -- our own


# --- OAI-PMH --------------------------------------------------------------------------------------
@pytest.fixture
def harvested(
    atlas: Path, real_records: list[Record], settings: Any, tmp_path: Path
) -> tuple[Path, list[Record]]:
    """Two editions: 230 places, then one changed, one gone and one new."""
    settings.DATA = tmp_path
    first = real_records[:230]
    publish(tmp_path, map(json.dumps, first), at=MONDAY)
    changes.follow(tmp_path, now=MONDAY)
    second = [{**first[0], "operator": "new"}, *first[2:], real_records[230]]
    publish(tmp_path, map(json.dumps, second), at=MONDAY + timedelta(days=1))
    changes.follow(tmp_path, now=MONDAY + timedelta(days=1))
    return tmp_path, real_records


@pytest.fixture
def sickle(live_server: Any, harvested: tuple[Path, list[Record]]) -> Sickle:
    return Sickle(f"{live_server.url}/oai")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("prefix", ["oai_dc", "edm"])
def test_a_harvester_gets_every_place_once_over_several_pages(
    sickle: Sickle, harvested: tuple[Path, list[Record]], prefix: str
) -> None:
    records = list(sickle.ListRecords(metadataPrefix=prefix))
    names = [record.header.identifier.rpartition(":")[2] for record in records]
    assert sorted(names) == sorted(record["id"] for record in harvested[1][:231])
    gone = [record.header.identifier for record in records if record.deleted]
    assert [name.rpartition(":")[2] for name in gone] == [harvested[1][1]["id"]]


@pytest.mark.django_db(transaction=True)
def test_who_comes_back_gets_what_changed_since(
    sickle: Sickle, harvested: tuple[Path, list[Record]]
) -> None:
    _data, records = harvested
    since = (MONDAY + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    told = sickle.ListIdentifiers(metadataPrefix="oai_dc", **{"from": since})
    found = {header.identifier.rpartition(":")[2]: header.deleted for header in told}
    assert found == {
        records[0]["id"]: False,
        records[1]["id"]: True,
        records[230]["id"]: False,
    }


@pytest.mark.django_db(transaction=True)
def test_a_list_that_an_edition_interrupts_misses_nothing(
    client: Client, harvested: tuple[Path, list[Record]]
) -> None:
    data, records = harvested

    def pages() -> Any:
        query = "metadataPrefix=oai_dc"
        while query:
            told = client.get(f"/oai?verb=ListIdentifiers&{query}").content.decode()
            yield told
            token = re.search(r"<resumptionToken[^>]*>([^<]+)<", told)
            query = f"resumptionToken={token.group(1)}" if token else ""

    found: list[str] = []
    for number, told in enumerate(pages()):
        found += re.findall(r"<identifier>[^<]*:([^<]+)</identifier>", told)
        if number == 0:  # places that were told already change, and so do some that were not
            changed = [{**record, "operator": "again"} for record in records[:231:3]]
            rest = [record for n, record in enumerate(records[:231]) if n % 3]
            publish(data, map(json.dumps, [*changed, *rest]), at=MONDAY + timedelta(days=2))
    assert set(found) == {record["id"] for record in records[:231]}


@pytest.mark.django_db
def test_a_withdrawn_place_is_a_deleted_record_at_once(
    client: Client, harvested: tuple[Path, list[Record]]
) -> None:
    data, records = harvested
    gone = records[5]["id"]
    listed = [Withdrawn(gone, MONDAY + timedelta(days=3), "privacy")]
    withdrawals.keep_list(data, lambda: listed)
    told = client.get(f"/oai?verb=GetRecord&metadataPrefix=edm&identifier=oai:testserver:{gone}")
    assert 'status="deleted"' in told.content.decode()
    assert records[5]["names"][0]["text"] not in told.content.decode()


# --- feeds, calendar, sitemaps --------------------------------------------------------------------
@pytest.mark.django_db
def test_feeds_tell_the_last_changes_first(
    client: Client, harvested: tuple[Path, list[Record]]
) -> None:
    _data, records = harvested
    atom = ElementTree.fromstring(client.get("/feeds/changes.atom?lang=de").content)  # noqa: S314
    space = {"a": "http://www.w3.org/2005/Atom"}
    links = [e.find("a:link", space).attrib["href"] for e in atom.findall("a:entry", space)]  # type: ignore[union-attr]
    assert len(links) == 50
    newest = {link.rpartition("/")[2] for link in links[:2]}
    assert newest == {records[0]["id"], records[230]["id"]}
    assert atom.find("a:updated", space).text == "2026-05-05T09:00:00Z"  # type: ignore[union-attr]
    rss = ElementTree.fromstring(client.get("/feeds/changes.rss").content)  # noqa: S314
    assert len(rss.findall("channel/item")) == 50


@pytest.mark.django_db
def test_events_are_a_calendar_that_can_be_read(
    client: Client, atlas: Path, real_records: list[Record], settings: Any, tmp_path: Path
) -> None:
    settings.DATA = tmp_path
    told = {"starts_on": "2026-09-13", "ends_on": "", "url": ""}
    title = [{"language": "en", "text": "Open day, with steam", "origin": "", "translation": None}]
    events = [
        {**told, "titles": title, "recurrence": "FREQ=YEARLY;BYMONTH=9;BYDAY=2SU"},
        {**told, "titles": [], "recurrence": "nonsense"},
        {**told, "titles": [], "recurrence": "", "starts_on": ""},
    ]
    publish(tmp_path, [{**real_records[0], "events": events}], at=MONDAY)
    response = client.get("/feeds/events.ics")
    found = Calendar.from_ical(response.content).walk("VEVENT")
    assert str(found[0]["summary"]) == "Open day, with steam"
    assert found[0]["dtstart"].dt.isoformat() == "2026-09-13"
    assert found[0]["dtend"].dt.isoformat() == "2026-09-14"
    assert found[0]["rrule"]["FREQ"] == ["YEARLY"]
    assert len(found) == 2
    assert client.get("/feeds/events.ics").content == response.content
    assert client.get("/feeds/events.ics?bbox=1,2").status_code == 400


@pytest.mark.django_db
def test_the_sitemaps_name_every_place_in_every_language(
    client: Client, atlas: Path, real_records: list[Record]
) -> None:
    index = client.get("/sitemap.xml").content.decode()
    maps = re.findall(r"<loc>http://testserver([^<]+)</loc>", index)
    assert maps == ["/sitemap-0.xml", "/sitemap-1.xml"]
    places = re.findall(r"<loc>([^<]+)</loc>", client.get(maps[1]).content.decode())
    assert len(set(places)) == 8 * len(real_records)
    for address in re.findall(
        r"<loc>http://testserver([^<]+)</loc>", client.get(maps[0]).content.decode()
    )[::8]:
        assert client.get(address).status_code == 200, address
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content.decode()
    assert client.get("/sitemap-9.xml").status_code == 404
