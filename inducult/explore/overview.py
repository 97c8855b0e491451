"""The network at a glance, as the start page and the list of regions show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils import timezone

from inducult.catalogue.queries import Edition, FacetCount, Filter
from inducult.common.languages import Said
from inducult.explore.outline import Outline, outlines
from inducult.partnership.models import Region

TIMES: Final = ("past", "present", "future")
AUDIENCES: Final = ("visitors", "jobs", "schools", "investors", "creatives")


@dataclass(frozen=True)
class Share:
    """How many places a choice finds, with the query string that finds them."""

    value: str
    count: int
    query: str


@dataclass(frozen=True)
class RegionLine:
    """A region in the list: its number on the drawing and its places in figures."""

    number: int
    code: str
    name: Said
    description: Said | None
    country: str
    places: int
    times: list[Share]
    outline: Outline | None


def shares(asked: Filter, facet: str, counts: list[FacetCount]) -> dict[str, Share]:
    """The counts of a facet by value, each with the filter that leads to it."""
    return {
        found.value: Share(
            found.value, found.count, asked.with_value(facet, found.value).to_query()
        )
        for found in counts
    }


def in_order(values: tuple[str, ...], found: Mapping[str, Share]) -> list[Share]:
    """The shares of the named values in their order, nought where nothing was found."""
    return [found.get(value, Share(value, 0, "")) for value in values]


def counted(edition: Edition, asked: Filter, language: str) -> dict[str, dict[str, Share]]:
    """Every facet of a result by name and value."""
    results = edition.search(asked, language=language, moment=timezone.now(), page_size=1)
    return {facet: shares(asked, facet, counts) for facet, counts in results.facets.items()}


def region_lines(edition: Edition | None, language: str) -> list[RegionLine]:
    """All regions of the network by name, numbered; without an edition their figures are nought."""
    regions = Region.objects.prefetch_related("texts")
    named = sorted(
        ((region, region.name_in(language)) for region in regions),
        key=lambda pair: pair[1].text.casefold(),
    )
    drawn = {
        line.code: line for line in outlines({r.code: r.boundary for r, _ in named if r.boundary})
    }
    return [
        RegionLine(
            number,
            region.code,
            name,
            region.description_in(language),
            region.country,
            *_figures(edition, region.code, language),
            drawn.get(region.code),
        )
        for number, (region, name) in enumerate(named, 1)
    ]


def _figures(edition: Edition | None, code: str, language: str) -> tuple[int, list[Share]]:
    if edition is None:
        return 0, in_order(TIMES, {})
    asked = Filter(region=(code,))
    results = edition.search(asked, language=language, moment=timezone.now(), page_size=1)
    return results.total, in_order(TIMES, shares(asked, "time", results.facets["time"]))
