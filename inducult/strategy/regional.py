"""The strategies of the regions, rolled up into that of Central Europe."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from inducult.catalogue.queries import current
from inducult.common.languages import Said
from inducult.partnership.models import Area
from inducult.strategy.citing import MOST_FOUND, Citable, Cited, Home, Sight, citable
from inducult.strategy.models import Adoption, Citation, Joining, Measure, Objective, Strategy
from inducult.strategy.queries import open_strategies, strategies_for
from inducult.strategy.showing import name_of_region
from inducult.strategy.together import Shared, Wanted, matrix, proposals


@dataclass(frozen=True)
class Cell:
    """What a region wants in an area: how many objectives, and where to read them."""

    count: int
    titles: list[tuple[str, str]]  # title and language of the first few
    address: str


@dataclass(frozen=True)
class Row:
    """A region with its strategy and a cell for each area."""

    region: Said
    strategy: Strategy
    cells: list[Cell]
    total: int


@dataclass(frozen=True)
class Together:
    """The matrix of regions and areas, with the sum of each area."""

    areas: list[tuple[str, str | Promise]]
    rows: list[Row]
    sums: list[int]


FEW = 3  # titles that a cell names


def together_of() -> Together:
    """From the strategies that everybody may read; the newest of each region counts."""
    strategies = _of_regions(open_strategies())
    objectives = {each.region_id or "": _objectives_of(each) for each in strategies}
    areas = [area.value for area in Area]
    told = [(region, area) for region, rows in objectives.items() for area, _title in rows]
    cells = matrix(told, [s.region_id or "" for s in strategies], areas)
    rows = [_row(each, objectives[each.region_id or ""], cells) for each in strategies]
    sums = [sum(cells[area].values()) for area in areas]
    return Together([(area.value, area.label) for area in Area], rows, sums)


def together_read(strategy: Strategy) -> dict[str, Any]:
    """What the page of a strategy reads of the regions: nothing but for Central Europe."""
    if strategy.region_id:
        return {"together": None, "members": []}
    return {"together": together_of(), "members": members_of(strategy)}


def members_of(strategy: Strategy) -> list[Joining]:
    """Who has joined, the first first."""
    rows = Joining.objects.filter(strategy=strategy, state=Joining.State.MEMBER)
    rows = rows.select_related("region").prefetch_related("region__texts")
    return list(rows.order_by("joined_on", "id"))


def proposed(strategy: Strategy) -> list[tuple[Shared, list[Measure]]]:
    """Measures of the regions that could be one, but for those that this strategy has joined.

    Only of strategies that show what is written now; of others, what was adopted may be past.
    """
    regional = _of_regions(open_strategies().filter(is_public=True))
    joined = Citation.objects.filter(strategy=strategy, cited_kind="measure").order_by()
    rows = Measure.objects.filter(objective__field__strategy__in=regional)
    rows = rows.exclude(key__in=joined.values("cited_key"))
    found = {row.key: row for row in rows.select_related("objective__field__strategy__region")}
    shared = proposals(_wanted(found.values()))
    return [(each, [found[m.key] for m in each.measures]) for each in shared]


def _of_regions(strategies: Any) -> list[Strategy]:
    rows = strategies.exclude(region=None).select_related("region").order_by("-begins", "-id")
    newest: dict[str, Strategy] = {}
    for row in rows.prefetch_related("region__texts"):
        newest.setdefault(row.region_id, row)
    return sorted(newest.values(), key=lambda each: name_of_region(each.region).text)


def _objectives_of(strategy: Strategy) -> list[tuple[str, str]]:
    """Area and title of each: as written now where that is shown, else as adopted."""
    if strategy.is_public:
        rows = Objective.objects.filter(field__strategy=strategy)
        told = rows.order_by("field__order", "order", "id").values_list("field__area", "title")
        return [(area, title) for area, title in told]
    adoption = Adoption.objects.filter(version__strategy=strategy).order_by("-on", "-id").first()
    fields = adoption.version.content.get("plan", {}).get("fields", []) if adoption else []
    return [(each["area"], one["title"]) for each in fields for one in each["objectives"]]


def _row(
    strategy: Strategy, objectives: list[tuple[str, str]], cells: dict[str, dict[str, int]]
) -> Row:
    region = strategy.region_id or ""
    address = reverse("strategy:strategy", kwargs={"slug": strategy.slug})
    row = [
        Cell(
            cells[area.value][region],
            [(title, strategy.language) for each, title in objectives if each == area.value][:FEW],
            f"{address}#fields",
        )
        for area in Area
    ]
    return Row(name_of_region(strategy.region), strategy, row, sum(cell.count for cell in row))


def _wanted(measures: Iterable[Measure]) -> list[Wanted]:
    rows = list(measures)
    types = _types_cited([row.key for row in rows])
    return [
        Wanted(
            row.objective.field.strategy.region_id or "",
            row.key,
            row.objective.field.area,
            row.title,
            types.get(row.key, frozenset()),
        )
        for row in rows
    ]


def _types_cited(measures: list[str]) -> dict[str, frozenset[str]]:
    """Kinds of the places that each measure cites."""
    edition = current()
    rows = Citation.objects.filter(subject_kind="measure", subject_key__in=measures)
    found: dict[str, frozenset[str]] = {}
    for row in rows.filter(cited_kind="place").order_by("id"):
        record = edition.place(row.cited_key) if edition else None
        types = frozenset(record["types"]) if record else frozenset()
        found[row.subject_key] = found.get(row.subject_key, frozenset()) | types
    return found


# --- measures of regions can be cited by the strategy of all --------------------------------------
def _seen(reader: Any) -> Any:
    known = strategies_for(reader).values("pk")
    rows = Measure.objects.filter(
        Q(objective__field__strategy__is_public=True) | Q(objective__field__strategy__in=known)
    )
    return rows.select_related("objective__field__strategy__region")


def _find(keys: Iterable[str], reader: Any) -> dict[str, Cited]:
    wanted = list(keys)
    seen = {row.key: _cited(row) for row in _seen(reader).filter(key__in=wanted).order_by("id")}
    there = Measure.objects.filter(key__in=wanted).order_by("id").values_list("key", flat=True)
    return {key: seen.get(key) or Cited("measure", key, Sight.HIDDEN) for key in there}


def _search(words: str, reader: Any, home: Home) -> list[Cited]:
    rows = _seen(reader)
    for word in words.split():
        rows = rows.filter(title__icontains=word)
    rows = rows.exclude(objective__field__strategy=home.strategy) if home.strategy else rows
    return [_cited(row) for row in rows.order_by("title", "id")[:MOST_FOUND]]


def _cited(measure: Measure) -> Cited:
    strategy = measure.objective.field.strategy
    address = reverse("strategy:strategy", kwargs={"slug": strategy.slug})
    return Cited(
        "measure",
        measure.key,
        Sight.SEEN,
        measure.title,
        strategy.language,
        f"{address}#measure-{measure.key}",
        by=name_of_region(strategy.region).text,
    )


citable(Citable("measure", _("Measures of others"), _find, _search))
