"""Whatever is asked of SPARQL and OAI-PMH is answered in the words of the standard, and soon."""

from __future__ import annotations

import time
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inducult.places.records import Record

CLOSELY = [HealthCheck.function_scoped_fixture]
OAI = "{http://www.openarchives.org/OAI/2.0/}"
COUNT = "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?p a <http://www.cidoc-crm.org/cidoc-crm/E53_Place> }"


# --- SPARQL ---------------------------------------------------------------------------------------
def asked(client: Client, query: str, accept: str = "text/csv") -> tuple[int, str]:
    response = client.get("/sparql", {"query": query}, HTTP_ACCEPT=accept)
    return response.status_code, response.content.decode()


def test_a_question_counts_every_place(
    client: Client, atlas: Path, real_records: list[Record]
) -> None:
    assert asked(client, COUNT) == (200, f"n\r\n{len(real_records)}\r\n")


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("text/html", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
    ],
)
def test_tables_come_in_the_dialect_that_is_asked_for(
    client: Client, atlas: Path, accept: str, media_type: str
) -> None:
    response = client.get("/sparql", {"query": COUNT}, HTTP_ACCEPT=accept)
    assert response["Content-Type"] == media_type


def test_graphs_come_as_turtle_and_queries_may_be_sent(client: Client, atlas: Path) -> None:
    graph = "CONSTRUCT WHERE { ?s ?p ?o } LIMIT 3"
    assert client.post("/sparql", {"query": graph})["Content-Type"] == "text/turtle"
    body = client.post("/sparql", COUNT, content_type="application/sparql-query")
    assert body.status_code == 200


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 400),
        ("SELECT nonsense", 400),
        ("INSERT DATA { <a:a> <b:b> <c:c> }", 400),
        ("DROP ALL", 400),
        ("LOAD <file:///etc/passwd>", 400),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 400),
        ("SELECT * { # not a comment\nservice\n<http://127.0.0.1:1/> { ?s ?p ?o } }", 400),
        ('SELECT * { BIND("\\"" AS ?x) SERVICE <http://127.0.0.1:1/> {?s ?p ?o} }', 400),
        ("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", 413),
        ("x" * 30_000, 413),
        ("(" * 15_000, 400),
    ],
)
def test_what_is_not_answered_says_so(client: Client, atlas: Path, query: str, status: int) -> None:
    told, words = asked(client, query)
    assert told == status
    assert words.strip()


def test_a_query_without_an_end_is_stopped(
    client: Client, atlas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inducult.opendata.linked.sparql.SECONDS", 1)
    begun = time.monotonic()
    assert asked(client, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")[0] == 408
    assert time.monotonic() - begun < 20


def test_words_in_texts_and_addresses_are_no_calls(client: Client, atlas: Path) -> None:
    query = 'SELECT ?x { BIND("SERVICE <x>" AS ?x) } # LOAD'
    assert asked(client, query) == (200, "x\r\nSERVICE <x>\r\n")


WORDS = st.sampled_from(
    [
        *("SELECT", "*", "WHERE", "{", "}", "?a", "?b", "FILTER", "(", ")", "LIMIT 1", ".", ";"),
        *("GRAPH", "ASK", "UNION", "BIND", "AS", "'", '"', "\\", "<", ">", "#", "\n", "SERVICE"),
        *("FROM", "<file:///etc/passwd>", "VALUES", "ORDER BY", "RAND()", "^^", "@en", "/", "\x00"),
    ]
)


@settings(max_examples=25, suppress_health_check=CLOSELY)
@given(words=st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=14).map(" ".join)))
def test_any_query_is_answered_or_refused(client: Client, atlas: Path, words: str) -> None:
    assert asked(client, words)[0] in (200, 400, 413)


def test_too_many_at_once_are_told_to_come_back(
    client: Client, atlas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from inducult.opendata.linked import sparql  # noqa: PLC0415 -- to take its turns away

    monkeypatch.setattr(sparql, "WAIT_S", 0.01)
    for _turn in range(sparql.TOGETHER):
        sparql._turns.acquire()
    try:
        assert asked(client, COUNT)[0] == 429
    finally:
        for _turn in range(sparql.TOGETHER):
            sparql._turns.release()


def test_nothing_is_answered_where_the_edition_is_too_large(
    client: Client, atlas: Path, settings: object
) -> None:
    settings.SPARQL_PLACES = 10  # type: ignore[attr-defined]
    assert asked(client, COUNT)[0] == 404


# --- OAI-PMH --------------------------------------------------------------------------------------
def error_of(client: Client, query: str) -> str:
    """The code of the error in an answer, "" if there is none."""
    response = client.get(f"/oai?{query}")
    assert response.status_code == 200
    root = ElementTree.fromstring(response.content)  # noqa: S314 -- our own
    found = root.find(f"{OAI}error")
    return found.attrib["code"] if found is not None else ""


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "badVerb"),
        ("verb=Nonsense", "badVerb"),
        ("verb=Identify&verb=Identify", "badVerb"),
        ("verb=Identify&more=1", "badArgument"),
        ("verb=ListRecords", "badArgument"),
        ("verb=ListRecords&metadataPrefix=marc", "cannotDisseminateFormat"),
        ("verb=ListRecords&metadataPrefix=edm&metadataPrefix=edm", "badArgument"),
        ("verb=ListRecords&metadataPrefix=edm&from=yesterday", "badArgument"),
        ("verb=ListRecords&metadataPrefix=edm&from=2026-13-01", "badArgument"),
        ("verb=ListRecords&metadataPrefix=edm&from=2026-02-01&until=2026-01-01", "badArgument"),
        (
            "verb=ListRecords&metadataPrefix=edm&from=2026-01-01&until=2026-02-01T00:00:00Z",
            "badArgument",
        ),
        ("verb=ListRecords&metadataPrefix=edm&from=2099-01-01", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=edm&set=mines", "noSetHierarchy"),
        ("verb=ListSets", "noSetHierarchy"),
        ("verb=ListRecords&resumptionToken=x", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=edm!!!1!abc!0&metadataPrefix=edm", "badArgument"),
        ("verb=ListRecords&resumptionToken=marc!!!1!abc!0", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=edm!x!!1!abc!0", "badResumptionToken"),
        ("verb=GetRecord&metadataPrefix=edm&identifier=nobody", "idDoesNotExist"),
        ("verb=GetRecord&metadataPrefix=edm&identifier=oai:testserver:", "idDoesNotExist"),
        ("verb=ListMetadataFormats&identifier=nobody", "idDoesNotExist"),
        ("verb=Identify", ""),
        ("verb=ListMetadataFormats", ""),
        ("verb=ListIdentifiers&metadataPrefix=oai_dc", ""),
    ],
)
def test_mistakes_are_said_in_the_codes_of_the_protocol(
    client: Client, atlas: Path, query: str, code: str
) -> None:
    assert error_of(client, query) == code


TOKENS = st.one_of(
    st.text(max_size=40),
    st.from_regex(
        r"(edm|oai_dc|x)!.{0,12}!.{0,12}!\d{0,12}![0-9a-z]{0,12}!\d{0,12}", fullmatch=True
    ),
)


@settings(max_examples=60, suppress_health_check=CLOSELY)
@given(token=TOKENS)
def test_any_token_is_answered(client: Client, atlas: Path, token: str) -> None:
    response = client.get("/oai", {"verb": "ListIdentifiers", "resumptionToken": token})
    assert response.status_code == 200
    root = ElementTree.fromstring(response.content)  # noqa: S314 -- our own
    error = root.find(f"{OAI}error")
    codes = ("badResumptionToken", "noRecordsMatch")
    assert error is None or error.attrib["code"] in codes


@settings(max_examples=40, suppress_health_check=CLOSELY)
@given(
    asked=st.dictionaries(
        st.sampled_from(["verb", "metadataPrefix", "from", "until", "identifier", "set", "x"]),
        st.one_of(
            st.text(max_size=20),
            st.sampled_from(["ListRecords", "GetRecord", "edm", "2026-01-01", "0000-00-00"]),
        ),
    )
)
def test_any_question_is_answered_in_xml(
    client: Client, atlas: Path, asked: dict[str, str]
) -> None:
    response = client.get("/oai", asked)
    assert response.status_code == 200
    ElementTree.fromstring(response.content)  # noqa: S314 -- our own
