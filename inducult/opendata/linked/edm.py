"""Places for Europeana (EDM) and in Dublin Core, as XML.

Source: Europeana Data Model, mapping guidelines 2.4; the order of elements is that of its XSD.
The rights are those of the description: of an object that stands outdoors nobody owns a copy here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final
from xml.sax.saxutils import quoteattr

from inducult.catalogue.queries import name_of, names_of
from inducult.opendata.citing import CREATOR, LICENCE
from inducult.opendata.downloads.taking import sources_of
from inducult.opendata.downloads.texts import xml
from inducult.opendata.linked.places import OWN, address_of, concept
from inducult.places.terms import load_terms

Record = Mapping[str, Any]
NAMESPACES: Final = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "edm": "http://www.europeana.eu/schemas/edm/",
    "ore": "http://www.openarchives.org/ore/terms/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "wgs84_pos": "http://www.w3.org/2003/01/geo/wgs84_pos#",
}
DC: Final = "http://www.openarchives.org/OAI/2.0/oai_dc/"


def edm(record: Record, site: str) -> str:
    """The object, its place and types, and the aggregation that says who shows it where."""
    declared = " ".join(f"xmlns:{name}={quoteattr(uri)}" for name, uri in NAMESPACES.items())
    parts = (_object(record, site), _place(record, site), _concepts(record, site))
    return f"<rdf:RDF {declared}>{''.join(parts)}{_aggregation(record, site)}</rdf:RDF>"


def _object(record: Record, site: str) -> str:
    me = address_of(site, record["id"])
    lines = [
        *(_said("dc:description", text, language) for language, text in _summaries(record)),
        f"<dc:identifier>{record['id']}</dc:identifier>",
        *(_said("dc:language", language) for language in _languages(record)),
        *(f"<dc:subject {_to(concept(site, code).name)}/>" for code in record["types"]),
        *(_said("dc:title", text, language) for language, text in names_of(record).items()),
        *(_said("dc:source", url) for url in sources_of(record)),
        f"<dcterms:spatial {_to(f'{me}#place')}/>",
        "<edm:type>TEXT</edm:type>",
    ]
    return f"<edm:ProvidedCHO {_about(f'{me}#object')}>{''.join(lines)}</edm:ProvidedCHO>"


def _place(record: Record, site: str) -> str:
    me = address_of(site, record["id"])
    position = record["position"]
    point = ""
    if position and position["precision"] in OWN:
        point = (
            f"<wgs84_pos:lat>{position['lat']:.6f}</wgs84_pos:lat>"
            f"<wgs84_pos:long>{position['lon']:.6f}</wgs84_pos:long>"
        )
    names = "".join(
        _said("skos:prefLabel", text, language) for language, text in names_of(record).items()
    )
    return f"<edm:Place {_about(f'{me}#place')}>{point}{names}</edm:Place>"


def _concepts(record: Record, site: str) -> str:
    terms = (load_terms()[code] for code in record["types"] if code in load_terms())
    return "".join(
        f"<skos:Concept {_about(concept(site, term.code).name)}>"
        + "".join(_said("skos:prefLabel", text, code) for code, text in term.labels.items())
        + "</skos:Concept>"
        for term in terms
    )


def _aggregation(record: Record, site: str) -> str:
    me = address_of(site, record["id"])
    return (
        f"<ore:Aggregation {_about(f'{me}#aggregation')}>"
        f"<edm:aggregatedCHO {_to(f'{me}#object')}/>"
        f"<edm:dataProvider>{CREATOR}</edm:dataProvider>"
        f"<edm:isShownAt {_to(me)}/>"
        f"<edm:provider>{CREATOR}</edm:provider>"
        f"<edm:rights {_to(LICENCE[1])}/>"
        "</ore:Aggregation>"
    )


def dublin_core(record: Record, site: str) -> str:
    """The unqualified Dublin Core that every harvester understands."""
    me = address_of(site, record["id"])
    lines = [
        *(_said("dc:title", text, language) for language, text in names_of(record).items()),
        *(_said("dc:description", text, language) for language, text in _summaries(record)),
        *(_said("dc:subject", load_terms()[c].labels["en"], "en") for c in record["types"]),
        _said("dc:publisher", CREATOR),
        _said("dc:identifier", me),
        *(_said("dc:source", url) for url in sources_of(record)),
        *(_said("dc:language", language) for language in _languages(record)),
        _said("dc:coverage", record["address"]["municipality"]),
        _said("dc:rights", LICENCE[1]),
    ]
    return (
        f'<oai_dc:dc xmlns:oai_dc="{DC}" xmlns:dc="{NAMESPACES["dc"]}" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation='
        f'"{DC} http://www.openarchives.org/OAI/2.0/oai_dc.xsd">{"".join(lines)}</oai_dc:dc>'
    )


def _summaries(record: Record) -> Iterator[tuple[str, str]]:
    found = [(t["language"], t["text"]) for t in record["texts"] if t["field"] == "summary"]
    yield from found or [("en", name_of(record, "en").text)]


def _languages(record: Record) -> list[str]:
    return list(dict.fromkeys(language for language, _text in _summaries(record)))


def _said(element: str, text: str, language: str = "") -> str:
    if not text:
        return ""
    attribute = f" xml:lang={quoteattr(language)}" if language else ""
    return f"<{element}{attribute}>{xml(text)}</{element}>"


def _to(address: str) -> str:
    return f"rdf:resource={quoteattr(address)}"


def _about(address: str) -> str:
    return f"rdf:about={quoteattr(address)}"
