"""A small plan for tests, written as people write it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from inducult.places.exchange.sheets import Table
from inducult.strategy.actions.exchanging import keep_sheet
from inducult.strategy.actions.measuring import report
from inducult.strategy.actions.picturing import add_picture
from inducult.strategy.actions.piloting import begin_pilot
from inducult.strategy.actions.planning import add
from inducult.strategy.actions.reporting import ask, close
from inducult.strategy.models import (
    Action,
    Field,
    Indicator,
    Measure,
    Objective,
    Pilot,
    PilotPicture,
    Strategy,
)
from tests.cast import ABROAD, HOME, Cast
from tests.strategy.made import BY, strategy


@dataclass
class Small:
    """One of each."""

    strategy: Strategy
    field: Field
    objective: Objective
    measure: Measure
    actions: list[Action]
    indicator: Indicator
    pilot: Pilot


def small(region: str | None = HOME, **said: Any) -> Small:
    """A public strategy with three actions, an indicator and a pilot."""
    made = strategy(region, **{"title": "Together we make", **said})
    Strategy.objects.filter(pk=made.pk).update(is_public=True)
    made.refresh_from_db()
    return under(made)


def under(made: Strategy) -> Small:
    """The plan under a strategy."""
    field = add(Field(strategy=made, area="T2", title="Industry goes public"), by=BY)
    objective = add(Objective(field=field, title="Everybody can look in"), by=BY)
    measure = add(Measure(objective=objective, title="Open doors"), by=BY)
    actions = [action(measure, title) for title in ("Late shift", "Guide school", "Open mill")]
    indicator = add(
        Indicator(
            strategy=made, action=actions[0], title="Visitors", unit="people", target=Decimal(500)
        ),
        by=BY,
    )
    report(indicator, date(2026, 6, 30), Decimal(120), source="counted at the door", by=BY)
    return Small(made, field, objective, measure, actions, indicator, pilot(actions[0]))


def action(measure: Measure, title: str, **said: Any) -> Action:
    """An action under the measure, in the area of its field."""
    field = measure.objective.field
    told = {"area": field.area, "strategy": field.strategy, "title": title, **said}
    return add(Action(measure=measure, **told), by=BY)  # type: ignore[no-any-return]


def pilot(of: Action | None, title: str = "Night of the machines", **said: Any) -> Pilot:
    """A public idea of the region at home."""
    told = {"region_id": HOME, "type": "event", "is_public": True, "areas": ["T2"], **said}
    return begin_pilot(Pilot(title=title, action=of, **told), by=BY)


def plans_for_permissions(cast: Cast) -> dict[str, str]:
    """Parts of the plans of the strategies that the permission matrix knows."""
    found: dict[str, str] = {}
    for made in _known().values():
        parts = under(made)
        report_of = ask(made, 2026, 2, due=date(2026, 12, 31), by=BY)
        found[f"{made.slug}{{action}}"] = parts.actions[0].key
        found[f"{made.slug}{{indicator}}"] = parts.indicator.key
        found[f"{made.slug}{{half year}}"] = report_of.key
    shown = under(Strategy.objects.get(title="Shown to all"))
    frozen = ask(shown.strategy, 2026, 1, due=date(2026, 6, 30), by=BY)
    close(frozen, date(2026, 7, 1), by=BY)
    home = _known()["home strategy"]
    open_pilot = pilot(None, "Seen by all")
    picture = PilotPicture(pilot=open_pilot, alternative="A mill", author="X", width=1, height=1)
    sheet = keep_sheet(Table(["title"], []), home, name="plan.xlsx", person=cast["keeper"])
    return {
        **found,
        "home idea": pilot(None, "An idea", is_public=False).slug,
        "plan sheet of the keeper": sheet.key,
        "{public pilot}": open_pilot.slug,
        "{picture of pilot}": add_picture(picture, b"", by=BY).key,
        "{open action}": shown.actions[0].key,
        "{closed report}": frozen.key,
    }


def _known() -> dict[str, Strategy]:
    drafts = Strategy.objects.filter(is_public=False)
    return {
        "home strategy": drafts.get(region=HOME),
        "foreign strategy": drafts.get(region=ABROAD),
        "strategy of Europe": drafts.get(region=None),
    }
