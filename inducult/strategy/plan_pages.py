"""A plan as pages show it: filtered, sorted, in columns; words in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.db.models import F, Q, QuerySet
from django.urls import reverse

from inducult.partnership.models import Area
from inducult.strategy.chart import Chart, chart_of
from inducult.strategy.models import Action, Milestone, Strategy
from inducult.strategy.models.action import Status
from inducult.strategy.planned import actions_of, doing
from inducult.strategy.progress import OPEN, Totals, is_blocked, is_overdue, totals

PAGE: Final = 100
PLAN: Final = "plan"  # the order of the plan itself
SORTS: Final[dict[str, tuple[Any, ...]]] = {
    "number": ("number",),
    "title": ("title",),
    "area": ("area",),
    "lead": ("lead",),
    "begins": (F("begins").asc(nulls_last=True),),
    "ends": (F("ends").asc(nulls_last=True),),
    "status": ("status",),
    "cost": (F("cost_max").asc(nulls_last=True),),
}
STANDINGS: Final = ("overdue", "blocked")


@dataclass(frozen=True)
class Asked:
    """What of a plan is to be shown, and in which order; unknown words are left out."""

    status: str = ""
    area: str = ""
    lead: str = ""
    sort: str = PLAN

    @classmethod
    def of(cls, sent: Mapping[str, str]) -> Asked:
        """From the words of an address."""
        status, area, sort = (sent.get(name, "") for name in ("status", "area", "sort"))
        return cls(
            status=status if status in (*Status.values, *STANDINGS) else "",
            area=area if area in Area.values else "",
            lead=sent.get("lead", "")[:200].replace("\0", ""),
            sort=sort if sort in SORTS else PLAN,
        )

    @property
    def is_narrowed(self) -> bool:
        return bool(self.status or self.area or self.lead)

    def rows(self, strategy: Strategy, today: date) -> QuerySet[Action]:
        """The actions that are asked for."""
        rows = actions_of(strategy)
        if self.area:
            rows = rows.filter(area=self.area)
        if self.lead:
            rows = rows.filter(lead=self.lead)
        if self.status == "overdue":
            rows = rows.filter(ends__lt=today, status__in=OPEN)
        elif self.status == "blocked":
            rows = rows.filter(~Q(blocked_because=""), status__in=OPEN)
        elif self.status:
            rows = rows.filter(status=self.status)
        return rows if self.sort == PLAN else rows.order_by(*SORTS[self.sort], "order", "id")


@dataclass(frozen=True)
class Row:
    """An action in a list, with its page."""

    action: Action
    address: str
    is_overdue: bool
    is_blocked: bool


@dataclass(frozen=True)
class Shown:
    """What was asked of a plan: a page of rows, and totals of everything that was found."""

    asked: Asked
    rows: list[Row]
    page: Page[Action]
    totals: Totals
    leads: Sequence[str]

    @property
    def columns(self) -> list[tuple[str, Any, list[Row]]]:
        """The rows by status, for the board."""
        return [
            (status.value, status.label, [r for r in self.rows if r.action.status == status])
            for status in Status
        ]


def shown(strategy: Strategy, sent: Mapping[str, str], today: date, *, page_name: str) -> Shown:
    """A page of the plan; `page_name`: the address of an action (`strategy:action`)."""
    asked = Asked.of(sent)
    found = asked.rows(strategy, today)
    page = Paginator(found, PAGE).get_page(sent.get("page"))
    every = found.order_by("id").select_related(None)
    return Shown(
        asked=asked,
        rows=[row_of(action, strategy, today, page_name) for action in page.object_list],
        page=page,
        totals=totals(map(doing, every), today),
        leads=leads_of(strategy),
    )


def row_of(action: Action, strategy: Strategy, today: date, page_name: str) -> Row:
    """The action with what its dates and words mean today."""
    plain = doing(action)
    address = reverse(page_name, kwargs={"slug": strategy.slug, "key": action.key})
    return Row(action, address, is_overdue(plain, today), is_blocked(plain))


def leads_of(strategy: Strategy) -> list[str]:
    """The organisations in the lead, by name."""
    rows = strategy.actions.exclude(lead="").order_by("lead")
    return list(rows.values_list("lead", flat=True).distinct())


def chart_for(found: Shown, strategy: Strategy, today: date) -> Chart:
    """The rows of the page on a line of time, with the milestones on it."""
    keys = {row.action.pk: row.action.key for row in found.rows}
    rows = Milestone.objects.filter(strategy=strategy).filter(
        Q(action=None) | Q(action__in=list(keys))
    )
    marks = [(keys.get(each.action_id or 0, ""), each.due, each) for each in rows]
    doings = [doing(row.action) for row in found.rows]
    return chart_of(doings, marks, today, dict(found.totals.by_quarter))
