"""A place as triples: CIDOC CRM for what happened, schema.org for who comes to visit.

Sources: CIDOC CRM 7.1 (E53 Place, E7 Activity, E52 Time-Span), schema.org, WGS 84 vocabulary,
GeoSPARQL. A point is given only where it is that of the place, as on the page for machines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import quote

from inducult.catalogue.queries import names_of
from inducult.opendata.citing import LICENCE
from inducult.opendata.downloads.taking import sources_of
from inducult.opendata.linked.graph import TYPE, Iri, Text, Triple

Record = Mapping[str, Any]
OWN: Final = ("exact", "street")  # positions that are the place's own
YEAR: Final = re.compile(r"(-?\d{4})")
WIKIDATA: Final = re.compile(r"Q\d{1,12}")


def address_of(site: str, identifier: str) -> str:
    """The address of a place that outlives its name."""
    return f"{site}/id/{identifier}"


def concept(site: str, code: str) -> Iri:
    """The address of a theme or type."""
    return Iri(f"{site}/taxonomy/{quote(code)}")


def place_triples(record: Record, site: str) -> Iterator[Triple]:
    """All that is said of a place."""
    me = address_of(site, record["id"])
    yield me, TYPE, Iri("crm:E53_Place")
    yield me, TYPE, Iri("schema:Place")
    yield from _names(me, record)
    yield me, "dct:identifier", Text(record["id"])
    yield me, "dct:license", Iri(LICENCE[1])
    for code in record["types"]:
        yield me, "crm:P2_has_type", concept(site, code)
        yield me, "schema:additionalType", concept(site, code)
    yield from _position(me, record["position"])
    yield from _address(me, record["address"])
    for region in record["regions"]:
        yield me, "schema:containedInPlace", Iri(f"{site}/en/regions/{quote(region['code'])}/")
    yield from _elsewhere(me, record)
    for number, phase in enumerate(record["phases"], 1):
        yield from _phase(me, f"{me}#phase-{number}", phase, site)
    for number, offer in enumerate(record["offers"], 1):
        yield from _offer(me, f"{me}#offer-{number}", offer)
    for number, event in enumerate(record["events"], 1):
        yield from _event(me, f"{me}#event-{number}", event)
    for relation in record["relations"]:
        kind = "schema:containedInPlace" if relation["kind"] == "part_of" else "dct:relation"
        yield me, kind, Iri(address_of(site, relation["place"]))


def _names(me: str, record: Record) -> Iterator[Triple]:
    for language, text in names_of(record).items():
        yield me, "rdfs:label", Text(text, language)
        yield me, "schema:name", Text(text, language)
    for name in record["names"]:
        yield me, "schema:alternateName", Text(name["text"], name["language"])
    for text in record["texts"]:
        if text["field"] == "summary":
            yield me, "schema:description", Text(text["text"], text["language"])


def _position(me: str, position: Mapping[str, Any] | None) -> Iterator[Triple]:
    if position is None or position["precision"] not in OWN:
        return
    lon, lat = f"{position['lon']:.6f}", f"{position['lat']:.6f}"
    point = f"{me}#point"
    yield me, "geo:lat", Text(lat, datatype="xsd:decimal")
    yield me, "geo:long", Text(lon, datatype="xsd:decimal")
    wkt = Text(f"POINT({lon} {lat})", datatype="geosparql:wktLiteral")
    yield me, "crm:P168_place_is_defined_by", wkt
    yield me, "geosparql:hasGeometry", Iri(point)
    yield me, "schema:geo", Iri(point)
    yield point, TYPE, Iri("schema:GeoCoordinates")
    yield point, TYPE, Iri("geosparql:Geometry")
    yield point, "geosparql:asWKT", wkt
    yield point, "schema:latitude", Text(lat, datatype="xsd:decimal")
    yield point, "schema:longitude", Text(lon, datatype="xsd:decimal")
    if position.get("source"):
        yield point, "dct:source", Text(position["source"])


def _address(me: str, told: Mapping[str, str]) -> Iterator[Triple]:
    parts = {
        "schema:streetAddress": told["street"],
        "schema:postalCode": told["postal_code"],
        "schema:addressLocality": told["municipality"],
        "schema:addressCountry": told["country"],
    }
    if any(parts.values()):
        yield me, "schema:address", Iri(f"{me}#address")
        yield f"{me}#address", TYPE, Iri("schema:PostalAddress")
    for predicate, text in parts.items():
        if text:
            yield f"{me}#address", predicate, Text(text)


def _elsewhere(me: str, record: Record) -> Iterator[Triple]:
    if _is_web(record["website"]):
        yield me, "schema:url", Iri(record["website"])
    for each in record["identifiers"]:
        if each["scheme"] == "wikidata" and WIKIDATA.fullmatch(each["value"]):
            yield me, "owl:sameAs", Iri(f"http://www.wikidata.org/entity/{each['value']}")
    for url in sources_of(record):
        yield me, "dct:source", Iri(url) if _is_web(url) else Text(url)


def _phase(me: str, phase: str, told: Mapping[str, str], site: str) -> Iterator[Triple]:
    """A stretch of the lifecycle as an activity at the place, with the years that are certain."""
    yield phase, TYPE, Iri("crm:E7_Activity")
    yield phase, "rdfs:label", Text(told["state"], "en")
    yield phase, "crm:P7_took_place_at", Iri(me)
    yield phase, "crm:P2_has_type", Iri(f"{site}/taxonomy/phase-{told['state']}")
    if told["as_type"]:
        yield phase, "crm:P2_has_type", concept(site, told["as_type"])
    years = {end: year_of(told[end]) for end in ("start", "end")}
    if any(years.values()):
        span = f"{phase}-time"
        yield phase, "crm:P4_has_time-span", Iri(span)
        yield span, TYPE, Iri("crm:E52_Time-Span")
        said = " – ".join(filter(None, (told["start"], told["end"])))
        yield span, "rdfs:label", Text(said)
        if years["start"]:
            begin = Text(f"{years['start']}-01-01T00:00:00Z", datatype="xsd:dateTime")
            yield span, "crm:P82a_begin_of_the_begin", begin
        if years["end"]:
            end = Text(f"{years['end']}-12-31T23:59:59Z", datatype="xsd:dateTime")
            yield span, "crm:P82b_end_of_the_end", end


def _offer(me: str, offer: str, told: Mapping[str, Any]) -> Iterator[Triple]:
    yield me, "schema:makesOffer", Iri(offer)
    yield offer, TYPE, Iri("schema:Offer")
    yield offer, "schema:category", Text(told["kind"])
    for audience in told["audiences"]:
        yield offer, "schema:audience", Text(audience)
    for note in told["notes"]:
        yield offer, "schema:description", Text(note["text"], note["language"])


def _event(me: str, event: str, told: Mapping[str, Any]) -> Iterator[Triple]:
    yield me, "schema:event", Iri(event)
    yield event, TYPE, Iri("schema:Event")
    yield event, "schema:location", Iri(me)
    for title in told["titles"]:
        yield event, "schema:name", Text(title["text"], title["language"])
    for predicate, day in (("startDate", told["starts_on"]), ("endDate", told["ends_on"])):
        if day:
            yield event, f"schema:{predicate}", Text(day, datatype="xsd:date")


def year_of(edtf: str) -> str:
    """The year of a date that is certain to its year; "" for centuries, decades and the like."""
    found = YEAR.match(edtf)
    return found.group(1) if found else ""


def _is_web(address: str) -> bool:
    return address.startswith(("https://", "http://"))
