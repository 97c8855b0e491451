"""Plan, indicators and pilots as tables, with the totals that the pages show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from inducult.partnership.models import Area
from inducult.strategy.models import Action, Indicator, Pilot, Strategy
from inducult.strategy.models.action import Status
from inducult.strategy.plan_columns import KEY, columns
from inducult.strategy.plan_words import label_of
from inducult.strategy.planned import Plan, plan_of
from inducult.strategy.progress import Totals

INDICATOR = ("title", "kind", "code", "unit", "adding", "baseline", "target", "target_on")
PILOT_TEXTS = (
    *("owner", "partners", "begins", "ends", "status", "chance", "description", "novelty"),
    *("target_groups", "people_planned", "people_reached", "budget", "spent", "currency"),
    *("transnational_input", "outputs", "effects", "institutional", "financial", "political"),
    *("conditions", "resources", "success_factors", "obstacles", "advice", "contact", "lessons"),
    *("environment", "social", "self_evaluation"),
)


@dataclass(frozen=True)
class Sheet:
    """A table: header, rows, and title and rows of a second sheet."""

    header: list[str]
    rows: list[list[Any]]
    explained: tuple[str, list[list[str]]] = ("", [])


def actions_table(strategy: Strategy, today: date) -> Sheet:
    """All actions; what can be written comes back by `plan_files.read`."""
    plan, written = plan_of(strategy, today), columns()
    more = [_("milestones"), _("places"), _("indicators"), _("example")]
    header = [KEY, *(column.label for column in written.values()), *more]
    rows = [
        [action.key, *(c.show(action) for c in written.values()), *_more(action, plan)]
        for action in _with_all(plan.actions)
    ]
    return Sheet(header, rows, (_("Totals"), told_totals(plan.totals)))


def indicators_table(strategy: Strategy, today: date) -> Sheet:
    """All indicators with what they have reached, and each report on the second sheet."""
    figures = plan_of(strategy, today).figures
    header = [label_of(Indicator, name) for name in INDICATOR] + [_("reached"), _("example")]
    rows = [
        [*(_shown(f.indicator, name) for name in INDICATOR), _number(f.reached), _mark(strategy)]
        for f in figures
    ]
    heads = [_("indicator"), _("date"), _("value"), _("source of the value")]
    reports = [
        [f.indicator.title, v.on.isoformat(), str(v.value), v.source]
        for f in figures
        for v in f.indicator.values.all()
    ]
    return Sheet(header, rows, (_("Reports"), [heads, *reports]))


def pilots_table(pilots: Iterable[Pilot]) -> Sheet:
    """Pilots with all that is told of them."""
    names = ("title", "region", "type", *PILOT_TEXTS)
    header = [label_of(Pilot, name) for name in names] + [_("thematic areas"), _("example")]
    rows = [
        [
            pilot.title,
            pilot.region_id,
            *(_shown(pilot, name) for name in names[2:]),
            " ".join(pilot.areas),
            _("example") if pilot.is_example else "",
        ]
        for pilot in pilots
    ]
    return Sheet(header, rows)


def told_totals(found: Totals) -> list[list[str]]:
    """The totals in words and numbers, as the page has them."""
    rows = [[_("Totals"), _("number")], [_("actions"), str(found.actions)]]
    rows += [[str(Status(s).label), str(n)] for s, n in found.by_status.items()]
    rows += [[str(Area(a).label), str(n)] for a, n in found.by_area.items()]
    rows += [
        [pgettext("actions", "overdue"), str(len(found.overdue))],
        [pgettext("actions", "blocked"), str(len(found.blocked))],
    ]
    for code, cost in found.costs.items():
        rows += [[_("cost from"), f"{cost.least} {code}"], [_("cost to"), f"{cost.most} {code}"]]
    rows += [[quarter, str(n)] for quarter, n in found.by_quarter.items()]
    return rows


def _with_all(actions: Iterable[Action]) -> list[Action]:
    related = ("milestones", "places", "indicators")
    keys = [action.pk for action in actions]
    rows = {a.pk: a for a in Action.objects.filter(pk__in=keys).prefetch_related(*related)}
    found = []
    for action in actions:
        full = rows[action.pk]
        full.measure = action.measure
        found.append(full)
    return found


def _more(action: Action, plan: Plan) -> list[str]:
    milestones = "; ".join(f"{m.title} ({m.due.isoformat()})" for m in action.milestones.all())
    places = " ".join(sorted(place.identifier for place in action.places.all()))
    indicators = "; ".join(indicator.title for indicator in action.indicators.all())
    return [milestones, places, indicators, _mark(plan.strategy)]


def _mark(strategy: Strategy) -> str:
    return _("example") if strategy.is_example else ""


def _shown(thing: Any, name: str) -> Any:
    """Words for a choice, the value for everything else."""
    if type(thing)._meta.get_field(name).choices:
        return str(getattr(thing, f"get_{name}_display")())
    return _number(getattr(thing, name))


def _number(value: Any) -> Any:
    """A decimal as a number that a spreadsheet takes for one."""
    is_decimal = hasattr(value, "as_tuple")
    return float(value) if is_decimal else value
