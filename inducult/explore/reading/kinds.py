"""Types and themes of a place, with the words and the lists they lead to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from inducult.catalogue.queries import Filter
from inducult.common.languages import Said, best
from inducult.places.terms import load_terms, theme_of


@dataclass(frozen=True)
class Kind:
    """A type (or bare theme): its label, and the query of the list of places of that kind."""

    code: str
    label: str
    query: str


def kinds_of(codes: Iterable[str], page: str) -> tuple[Kind, ...]:
    """The types of a place in their order."""
    return tuple(Kind(code, type_label(code, page), _query(code)) for code in codes)


def type_label(code: str, page: str) -> str:
    """The label of a type or theme; the code itself if the taxonomy does not know it."""
    term = load_terms().get(code)
    said = best(term.labels, page) if term else None
    return (said or Said(code, "")).text


def _query(code: str) -> str:
    facet = "theme" if theme_of(code) == code else "type"
    return Filter().with_value(facet, code).to_query()
