"""What map, list and embedded map have in common: a filter, its result, and both in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from inducult.catalogue.queries import Edition, FacetCount, Filter, Problem, Results, parse
from inducult.common.languages import CODES
from inducult.explore.asking import Chip, chips_of, trouble_of
from inducult.explore.filtering import Form, form_of
from inducult.explore.mapping import MapState, map_of_result
from inducult.explore.naming import Names


@dataclass(frozen=True)
class Finding:
    """A result and all that a page says about it."""

    edition: Edition
    asked: Filter
    problems: tuple[Problem, ...]
    results: Results
    language: str
    moment: datetime

    @cached_property
    def names(self) -> Names:
        return Names(self.language)

    @cached_property
    def form(self) -> Form:
        """The filter form with counts."""
        return form_of(self.asked, self.results.facets, everything_in(self.edition), self.names)

    @cached_property
    def chips(self) -> list[tuple[Chip, str]]:
        """What narrows the result, each with the query without it."""
        return [(chip, query_of(chip.without)) for chip in chips_of(self.asked, self.names)]

    @property
    def troubles(self) -> list[str]:
        """What could not be read, in sentences."""
        return [trouble_of(problem) for problem in self.problems]

    @property
    def query(self) -> str:
        """The query string of exactly this page."""
        return query_of(self.asked)

    @cached_property
    def map(self) -> MapState:
        return map_of_result(self.edition, self.asked, self.language, self.moment)

    @property
    def first(self) -> int:
        """The number of the first card of this page in the whole result."""
        return (self.results.page - 1) * PAGE_SIZE + 1


PAGE_SIZE = 20


def find(request: HttpRequest, edition: Edition) -> Finding:
    """The finding that a request asks for. Never raises for what a visitor wrote."""
    asked, problems = asked_in(request)
    moment, language = datetime.now(UTC), language_of_page()
    results = edition.search(asked, language=language, moment=moment, page_size=PAGE_SIZE)
    return Finding(edition, asked, tuple(problems), results, language, moment)


def asked_in(request: HttpRequest) -> tuple[Filter, list[Problem]]:
    """The filter of a request. Around a point the nearest come first unless told otherwise."""
    asked, problems = parse(request.GET)
    if asked.near and not request.GET.get("sort"):
        asked = replace(asked, sort="distance")
    return asked, problems


def query_of(asked: Filter, **changes: Any) -> str:
    """The query string of a filter, the order always told where it could be misunderstood."""
    query = asked.to_query(**changes)
    if asked.near and asked.sort == "relevance":
        query = f"{query}&sort=relevance"
    return query


def language_of_page() -> str:
    """The language of the page; English where an address has none."""
    language = get_language() or CODES[0]
    return language if language in CODES else CODES[0]


@lru_cache(maxsize=1)
def everything_in(edition: Edition) -> dict[str, list[FacetCount]]:
    """The facets of all places of an edition."""
    moment = datetime.now(UTC)  # the empty filter does not depend on it
    return edition.search(Filter(), language=CODES[0], moment=moment, page_size=1).facets
