"""What map, list and embedded map have in common: a filter, its result, and both in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from typing import Any, Final

from django.http import HttpRequest, QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from inducult.catalogue.queries import Edition, FacetCount, Filter, Problem, Results, parse
from inducult.common.languages import CODES
from inducult.explore.asking import Chip, chips_of, trouble_of
from inducult.explore.editions import Past, is_past, past_of
from inducult.explore.filtering import Form, form_of
from inducult.explore.mapping import MapState, map_of_result
from inducult.explore.naming import Names
from inducult.explore.paging import Step, steps
from inducult.explore.rows import Part, parts_of, rows_of

PAGE_SIZE: Final = 20


@dataclass(frozen=True)
class Known:
    """How complete the data is: numbers of places; `region` is a name, "" for all regions."""

    region: str
    total: int
    exact: int
    with_hours: int


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

    @cached_property
    def past(self) -> Past | None:
        """What a page says when it shows an old edition."""
        return past_of(self.edition, self.asked)

    @property
    def cleared(self) -> str:
        """The query string that asks for everything of the same edition."""
        return query_of(Filter(edition=self.asked.edition))

    @property
    def query(self) -> str:
        """The query string of exactly this page."""
        return query_of(self.asked)

    @cached_property
    def map(self) -> MapState:
        return map_of_result(self.edition, self.asked, self.language, self.moment)

    @cached_property
    def parts(self) -> list[Part]:
        """The cards of this page in words; sorted by distance, rough positions stand apart."""
        rows = rows_of(self.results.cards, self.language)
        return parts_of(rows) if self.asked.sort == "distance" else [Part("", rows)]

    @property
    def first(self) -> int:
        """The number of the first row in the whole result."""
        return (self.results.page - 1) * PAGE_SIZE + 1

    @property
    def pages(self) -> list[Step]:
        """The way to the other pages of the list."""
        return steps(
            self.results.page, self.results.pages, lambda page: query_of(self.asked, page=page)
        )

    @property
    def sorts(self) -> list[tuple[str, str, bool]]:
        """The orders to choose from: value, words, whether chosen. The usual one has no value."""
        orders = {"relevance": _("best first"), "name": _("by name")}
        if self.asked.near:
            orders = {"distance": _("nearest first"), **orders}
        usual = next(iter(orders))
        return [
            ("" if order == usual else order, words, order == self.asked.sort)
            for order, words in orders.items()
        ]

    @cached_property
    def known(self) -> Known:
        """What is known of the places of the one region that was asked for, else of all."""
        code = self.asked.region[0] if len(self.asked.region) == 1 else None
        figures = self.edition.figures(code)
        region = self.names.name("region", code) if code else ""
        return Known(region, figures.total, figures.exact, figures.with_hours)

    @property
    def fields(self) -> dict[str, str]:
        """What stands in the fields of the form that hold a text."""
        asked = self.asked
        return {
            "near": asked.near.text if asked.near else "",
            "year": "" if asked.year is None else str(asked.year),
            "bbox": ",".join(f"{side:.6f}" for side in asked.bbox) if asked.bbox else "",
        }


def find(request: HttpRequest, edition: Edition) -> Finding:
    """The finding that a request asks for. Never raises for what a visitor wrote."""
    asked, problems = asked_in(request.GET)
    if asked.edition and asked.edition != edition.number:
        problems = [*problems, Problem("edition", str(asked.edition), "unknown")]
    if asked.edition:
        asked = replace(asked, edition=edition.number if is_past(edition) else None)
    moment, language = datetime.now(UTC), language_of_page()
    results = edition.search(asked, language=language, moment=moment, page_size=PAGE_SIZE)
    return Finding(edition, asked, tuple(problems), results, language, moment)


def asked_in(query: QueryDict) -> tuple[Filter, list[Problem]]:
    """The filter of an address. Around a point the nearest come first unless told otherwise."""
    asked, problems = parse(query)
    if asked.near and not query.get("sort"):
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
