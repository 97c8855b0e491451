"""A plan with its figures, as every page, chart, table and document reads it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet

from inducult.strategy.models import (
    Action,
    Field,
    Indicator,
    Measure,
    Milestone,
    Objective,
    Strategy,
)
from inducult.strategy.progress import (
    Doing,
    Measured,
    Reported,
    Totals,
    by_code,
    course,
    reached,
    share,
    totals,
)


@dataclass(frozen=True)
class Figure:
    """An indicator with what its reports come to."""

    indicator: Indicator
    measured: Measured

    @property
    def reached(self) -> Any:
        return reached(self.measured)

    @property
    def share(self) -> Any:
        return share(self.measured)

    @property
    def percent(self) -> int | None:
        """Of the way to the target, whole percent."""
        found = self.share
        return None if found is None else round(found * 100)

    @property
    def course(self) -> list[Reported]:
        return course(self.measured)


@dataclass(frozen=True)
class Plan:
    """The fields of a strategy with all under them, its milestones, figures and totals on a day."""

    strategy: Strategy
    today: date
    fields: Sequence[Field]
    actions: Sequence[Action]
    milestones: Sequence[Milestone]
    figures: Sequence[Figure]
    totals: Totals
    codes: list[Any] = field(default_factory=list)


def plan_of(strategy: Strategy, today: date) -> Plan:
    """The whole plan, in a number of questions that does not grow with it."""
    actions = list(actions_of(strategy))
    figures = figures_of(strategy.indicators.all())
    return Plan(
        strategy=strategy,
        today=today,
        fields=list(_fields(strategy)),
        actions=actions,
        milestones=list(strategy.milestones.filter(action=None)),
        figures=figures,
        totals=totals(map(doing, actions), today),
        codes=by_code(figure.measured for figure in figures),
    )


def actions_of(strategy: Strategy) -> QuerySet[Action]:
    """The actions in the order of the plan, each with its measure and objective."""
    rows = Action.objects.filter(strategy=strategy)
    return rows.select_related("measure__objective__field", "lead_organisation").order_by(
        *("measure__objective__field__order", "measure__objective__order"),
        *("measure__order", "order", "id"),
    )


def _fields(strategy: Strategy) -> QuerySet[Field]:
    measures = Measure.objects.prefetch_related("actions")
    objectives = Objective.objects.prefetch_related(Prefetch("measures", measures))
    return strategy.fields.prefetch_related(Prefetch("objectives", objectives))


def doing(action: Action) -> Doing:
    """The action as the calculation of progress takes it."""
    return Doing(
        key=action.key,
        area=action.area,
        status=action.status,
        begins=action.begins,
        ends=action.ends,
        blocked=bool(action.blocked_because),
        explained=bool(action.explanation or action.status_reason),
        cost_min=action.cost_min,
        cost_max=action.cost_max,
        currency=action.currency,
    )


def measured(indicator: Indicator) -> Measured:
    """The indicator with its reports as the calculation of progress takes it."""
    return Measured(
        key=indicator.key,
        unit=indicator.unit,
        code=indicator.code,
        adding=indicator.adding,
        baseline=indicator.baseline,
        target=indicator.target,
        target_on=indicator.target_on,
        reports=tuple(Reported(value.on, value.value) for value in indicator.values.all()),
    )


def figures_of(indicators: QuerySet[Indicator]) -> list[Figure]:
    """Indicators with their figures, in their order."""
    related = ("strategy", "action", "objective", "pilot")
    rows = indicators.select_related(*related).prefetch_related("values").order_by("order", "id")
    return [Figure(each, measured(each)) for each in rows]


def totals_of(strategies: Iterable[Strategy], today: date) -> dict[int, Totals]:
    """Totals of several strategies by their primary key, in one question."""
    wanted = {strategy.pk: strategy for strategy in strategies}
    found: dict[int, list[Doing]] = {pk: [] for pk in wanted}
    for action in Action.objects.filter(strategy__in=wanted).order_by("id"):
        found[action.strategy_id].append(doing(action))
    return {pk: totals(doings, today) for pk, doings in found.items()}
