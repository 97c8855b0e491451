"""The catalogue of our data for data portals: DCAT-AP 3.0.1.

Source: SEMICeu DCAT-AP 3.0.1; codes of the EU Publications Office for licence, language, theme,
frequency, access and file types.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from inducult.catalogue.queries import Summary
from inducult.opendata.citing import CREATOR, KEYWORDS, LICENCE, TITLE
from inducult.opendata.downloads.dialects import DIALECTS
from inducult.opendata.linked.graph import TYPE, Iri, Text, Triple

EU: Final = "http://publications.europa.eu/resource/authority"
IANA: Final = "https://www.iana.org/assignments/media-types/"
LANGUAGES: Final = ("ENG", "DEU", "CES", "POL", "ITA", "SLV", "HRV", "NLD")
THEMES: Final = {"EDUC": "Education, culture and sport", "REGI": "Regions and cities"}
FILE_TYPES: Final = {
    "geojson": "GEOJSON",
    "gpkg": "GPKG",
    "parquet": "PARQUET",
    "fgb": "BIN",
    "csv.zip": "CSV",
    "xlsx": "XLSX",
    "kml": "KML",
    "gpx": "XML",
    "pmtiles": "BIN",
}
# Interfaces: path, title, and the standard that they follow.
SERVICES: Final = (
    ("ogc", "/ogc/", "OGC API Features", "http://www.opengis.net/doc/IS/ogcapi-features-1/1.0"),
    ("oai", "/oai", "OAI-PMH", "http://www.openarchives.org/OAI/2.0/"),
    ("sparql", "/sparql", "SPARQL", "https://www.w3.org/TR/sparql11-protocol/"),
)


# What the values of a property are.
CLASSES: Final = {
    "dct:language": "dct:LinguisticSystem",
    "dct:license": "dct:LicenseDocument",
    "dct:accessRights": "dct:RightsStatement",
    "dct:accrualPeriodicity": "dct:Frequency",
    "dct:format": "dct:MediaTypeOrExtent",
    "dcat:mediaType": "dct:MediaType",
    "dcat:theme": "skos:Concept",
    "dct:conformsTo": "dct:Standard",
    "dcat:landingPage": "foaf:Document",
    "foaf:homepage": "foaf:Document",
}


def catalog_triples(edition: Summary, site: str) -> Iterator[Triple]:
    """Catalogue, data set, its files and interfaces; the edition in use is the version."""
    yield from _typed(_catalog(edition, site))


def _catalog(edition: Summary, site: str) -> Iterator[Triple]:
    me, data = f"{site}/catalog", f"{site}/catalog#places"
    yield me, TYPE, Iri("dcat:Catalog")
    yield me, "dct:title", Text("InduCult open data", "en")
    yield me, "dct:description", Text("Open data of living industrial culture.", "en")
    yield me, "dct:publisher", Iri(f"{me}#publisher")
    yield me, "dct:license", Iri(f"{EU}/licence/CC_BY_4_0")
    yield me, "foaf:homepage", Iri(f"{site}/")
    yield me, "dcat:dataset", Iri(data)
    yield me, "dct:modified", _moment(edition)
    for language in LANGUAGES:
        yield me, "dct:language", Iri(f"{EU}/language/{language}")
    yield from _publisher(f"{me}#publisher", site)
    yield from _dataset(data, edition, site)
    for name, path, title, standard in SERVICES:
        yield me, "dcat:service", Iri(f"{me}#{name}")
        yield from _service(f"{me}#{name}", data, f"{site}{path}", title, standard)


def _publisher(me: str, site: str) -> Iterator[Triple]:
    yield me, TYPE, Iri("foaf:Agent")
    yield me, "foaf:name", Text(CREATOR, "en")
    yield f"{me}-contact", TYPE, Iri("vcard:Kind")
    yield f"{me}-contact", "vcard:fn", Text(CREATOR)
    yield f"{me}-contact", "vcard:hasURL", Iri(f"{site}/")


def _dataset(me: str, edition: Summary, site: str) -> Iterator[Triple]:
    yield me, TYPE, Iri("dcat:Dataset")
    yield me, "dct:title", Text(TITLE, "en")
    about = "Places of past, present and future industrial culture in Central Europe, with phases, "
    yield me, "dct:description", Text(f"{about}visits, offers and sources.", "en")
    yield me, "dct:publisher", Iri(f"{site}/catalog#publisher")
    yield me, "dcat:contactPoint", Iri(f"{site}/catalog#publisher-contact")
    yield me, "dct:identifier", Text(f"{site}/editions/{edition.number}")
    yield me, "dcat:version", Text(str(edition.number))
    yield me, "dct:modified", _moment(edition)
    yield me, "dcat:landingPage", Iri(f"{site}/editions/{edition.number}")
    yield me, "dct:accessRights", Iri(f"{EU}/access-right/PUBLIC")
    yield me, "dct:accrualPeriodicity", Iri(f"{EU}/frequency/CONT")
    for theme, label in THEMES.items():
        yield me, "dcat:theme", Iri(f"{EU}/data-theme/{theme}")
        yield f"{EU}/data-theme/{theme}", "skos:prefLabel", Text(label, "en")
    for word in KEYWORDS:
        yield me, "dcat:keyword", Text(word, "en")
    for language in LANGUAGES:
        yield me, "dct:language", Iri(f"{EU}/language/{language}")
    for ending in DIALECTS:
        yield me, "dcat:distribution", Iri(f"{me}-{ending}")
        yield from _distribution(f"{me}-{ending}", ending, edition, site)


def _distribution(me: str, ending: str, edition: Summary, site: str) -> Iterator[Triple]:
    dialect = DIALECTS[ending]
    address = f"{site}/downloads/{edition.number}/places.{ending}"
    yield me, TYPE, Iri("dcat:Distribution")
    yield me, "dct:title", Text(dialect.name, "en")
    yield me, "dcat:accessURL", Iri(f"{site}/editions/{edition.number}")
    yield me, "dcat:downloadURL", Iri(address)
    yield me, "dct:license", Iri(f"{EU}/licence/CC_BY_4_0")
    yield me, "dct:format", Iri(f"{EU}/file-type/{FILE_TYPES[ending]}")
    yield me, "dcat:mediaType", Iri(IANA + dialect.media_type)
    yield me, "dct:modified", _moment(edition)


def _service(me: str, data: str, address: str, title: str, standard: str) -> Iterator[Triple]:
    yield me, TYPE, Iri("dcat:DataService")
    yield me, "dct:title", Text(title, "en")
    yield me, "dcat:endpointURL", Iri(address)
    yield me, "dcat:servesDataset", Iri(data)
    yield me, "dct:conformsTo", Iri(standard)
    yield me, "dct:license", Iri(LICENCE[1])


def _typed(triples: Iterable[Triple]) -> Iterator[Triple]:
    """The triples, and once for each code of others what it is: validators ask for that."""
    seen: set[str] = set()
    for subject, predicate, node in triples:
        yield subject, predicate, node
        kind = CLASSES.get(predicate, "")
        if kind and isinstance(node, Iri) and node.name not in seen:
            seen.add(node.name)
            yield node.name, TYPE, Iri(kind)


def _moment(edition: Summary) -> Text:
    return Text(edition.changed_at.strftime("%Y-%m-%dT%H:%M:%SZ"), datatype="xsd:dateTime")
