"""The network at a glance, as the start page and the list of regions show it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from inducult.catalogue.queries import Edition, Filter
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


def shares(
    values: Iterable[str], counts: Mapping[str, int], facet: str, among: Filter | None = None
) -> list[Share]:
    """What each value of a facet finds, in the given order, among the places of a filter."""
    asked = among or Filter()
    return [
        Share(value, counts.get(value, 0), asked.with_value(facet, value).to_query())
        for value in values
    ]


def region_lines(edition: Edition | None, language: str) -> list[RegionLine]:
    """All regions of the network by name, numbered; without an edition their figures are nought."""
    regions = Region.objects.prefetch_related("texts")
    named = sorted(
        ((region, region.name_in(language)) for region in regions),
        key=lambda pair: pair[1].text.casefold(),
    )
    drawn = {
        outline.code: outline
        for outline in outlines({each.code: each.boundary for each, _ in named if each.boundary})
    }
    return [
        RegionLine(
            number,
            region.code,
            name,
            region.description_in(language),
            region.country,
            *_figures(edition, region.code),
            drawn.get(region.code),
        )
        for number, (region, name) in enumerate(named, 1)
    ]


def _figures(edition: Edition | None, code: str) -> tuple[int, list[Share]]:
    among = Filter(region=(code,))
    if edition is None:
        return 0, shares(TIMES, {}, "time", among)
    figures = edition.figures(code)
    return figures.total, shares(TIMES, figures.counts["time"], "time", among)
