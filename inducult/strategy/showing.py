"""Strategies as pages show them: plain values in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from inducult.common.languages import Said
from inducult.partnership.models import Area, Region
from inducult.strategy.models import Adoption, Strategy


@dataclass(frozen=True)
class Line:
    """A strategy in a list: whose it is, for how long, how far it has come."""

    strategy: Strategy
    region: Said
    areas: list[tuple[str, str | Promise]]
    adoption: Adoption | None


def lines_of(strategies: QuerySet[Strategy]) -> list[Line]:
    """That of Central Europe first, then the regions by name; the newest of each first."""
    rows = strategies.select_related("region").prefetch_related("region__texts").order_by("-id")
    last = adoptions_of(strategies)
    lines = [_line(row, last.get(row.pk)) for row in rows]
    return sorted(lines, key=lambda each: (bool(each.strategy.region), each.region.text))


def adoptions_of(strategies: QuerySet[Strategy]) -> dict[int, Adoption]:
    """The last adoption of each, by the strategy's number."""
    rows = Adoption.objects.filter(version__strategy__in=strategies).select_related("version")
    return {row.version.strategy_id: row for row in rows.order_by("on", "id")}


def name_of_region(region: Region | None) -> Said:
    """The region's name in the reader's language; without one, Central Europe."""
    language = get_language() or "en"
    return region.name_in(language) if region else Said(_("Central Europe"), language)


def areas_of(codes: list[str]) -> list[tuple[str, str | Promise]]:
    """The thematic areas in their order, each with its name."""
    return [(area.value, area.label) for area in Area if area.value in codes]


def _line(strategy: Strategy, adoption: Adoption | None) -> Line:
    region = name_of_region(strategy.region)
    return Line(strategy, region, areas_of(strategy.areas), adoption)
