"""Themes and types as SKOS, with what they are called elsewhere.

Source: SKOS Reference (W3C 2009). Mappings are those of the taxonomy; Getty's and Wikidata's are
addresses, the others notations of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from inducult.opendata.citing import CREATOR, LICENCE
from inducult.opendata.linked.graph import TYPE, Iri, Text, Triple
from inducult.opendata.linked.places import concept
from inducult.places.terms import Term, load_terms
from inducult.places.vocabulary import PhaseState

ADDRESSES: Final = {
    "aat": "http://vocab.getty.edu/aat/{}",
    "wikidata": "http://www.wikidata.org/entity/{}",
}
TITLE: Final = "InduCult taxonomy of industrial culture"


def scheme(site: str) -> str:
    return f"{site}/taxonomy"


def taxonomy_triples(site: str) -> Iterator[Triple]:
    """The whole taxonomy, and the states of a lifecycle as a small scheme beside it."""
    me = scheme(site)
    yield me, TYPE, Iri("skos:ConceptScheme")
    yield me, "dct:title", Text(TITLE, "en")
    yield me, "dct:creator", Text(CREATOR)
    yield me, "dct:license", Iri(LICENCE[1])
    for term in load_terms().values():
        yield from term_triples(term, site)
    yield from _phases(site)


def term_triples(term: Term, site: str) -> Iterator[Triple]:
    """One theme or type."""
    me = concept(site, term.code).name
    yield me, TYPE, Iri("skos:Concept")
    yield me, "skos:inScheme", Iri(scheme(site))
    yield me, "skos:notation", Text(term.code)
    for language, label in term.labels.items():
        yield me, "skos:prefLabel", Text(label, language)
    if term.is_theme:
        yield me, "skos:topConceptOf", Iri(scheme(site))
        yield scheme(site), "skos:hasTopConcept", Iri(me)
    else:
        yield me, "skos:broader", concept(site, term.parent)
        yield concept(site, term.parent).name, "skos:narrower", Iri(me)
    for name, codes in term.mappings.items():
        for code in codes:
            yield me, *_mapped(name, code)


def _mapped(name: str, code: str) -> tuple[str, Iri | Text]:
    if name in ADDRESSES:
        return "skos:closeMatch", Iri(ADDRESSES[name].format(code))
    return "skos:note", Text(f"{name}: {code}", "en")


def _phases(site: str) -> Iterator[Triple]:
    me = f"{site}/taxonomy/phases"
    yield me, TYPE, Iri("skos:ConceptScheme")
    yield me, "dct:title", Text("Phases in the life of a place", "en")
    for state in PhaseState:
        phase = f"{site}/taxonomy/phase-{state.value}"
        yield phase, TYPE, Iri("skos:Concept")
        yield phase, "skos:inScheme", Iri(me)
        yield phase, "skos:topConceptOf", Iri(me)
        yield me, "skos:hasTopConcept", Iri(phase)
        yield phase, "skos:notation", Text(state.value)
        yield phase, "skos:prefLabel", Text(state.value, "en")
