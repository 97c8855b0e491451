"""Strategies of the demonstration, through the deeds of the strategy part."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from inducult.common.identifiers import identifier_from
from inducult.config.examples.reading import OF_EXAMPLES, Told, key_of, place_keys
from inducult.strategy.actions import beginning, doing, growing, measuring, planning
from inducult.strategy.actions.adopting import adopt
from inducult.strategy.actions.changing import Said, change
from inducult.strategy.actions.writing import Written, add_section, write
from inducult.strategy.models import (
    Action,
    Field,
    Indicator,
    Measure,
    Milestone,
    Objective,
    Pilot,
    Section,
    Strategy,
)

ACTION_TEXTS = (
    *("description", "why", "lead", "partners", "target_groups", "funding", "explanation"),
)
SUMMARY_TITLE = "Summary in English"


def slug_of(told: Told) -> str:
    return f"{told.get('region', 'central-europe')}-example"


def add_strategy(told: Told) -> Strategy:
    """The whole strategy: texts, plan, indicators with their values; adopted where it says so."""
    said = told["strategy"]
    begun = beginning.Begun(
        title=said["title"],
        region=told.get("region"),
        language=told["language"],
        begins=said["begins"],
        ends=said["ends"],
        areas=tuple(said["areas"]),
        is_example=True,
        slug=slug_of(told),
    )
    strategy = beginning.begin(begun, by=OF_EXAMPLES)
    _write(strategy, told)
    for field in said["fields"]:
        _add_field(strategy, told, field)
    _add_milestones(strategy, said.get("milestones", ()))
    return strategy


def finish_strategy(strategy: Strategy, told: Told) -> None:
    """Indicators, which also measure pilots; then it is shown, or adopted."""
    said = told["strategy"]
    for each in said.get("indicators", ()):
        _add_indicator(strategy, told, each)
    strategy.refresh_from_db()
    years = (strategy.begins, strategy.ends, tuple(strategy.areas))
    change(strategy, Said(strategy.title, *years, is_public=True), by=OF_EXAMPLES)
    if "adopted" in said:
        adopt(strategy, said["adopted"], said["body"], by=OF_EXAMPLES)


def cite_all(told: Told, subject: growing.Subject, cites: list[str]) -> None:
    """`story:spaetschicht` is a story of the same file, `place:…` a curated place."""
    for cited in cites:
        kind, _colon, name = cited.partition(":")
        key = identifier_from(f"curated:{name}") if kind == "place" else key_of(told, kind, name)
        growing.cite(subject, kind, key, by=OF_EXAMPLES)


def _write(strategy: Strategy, told: Told) -> None:
    said = told["strategy"]
    for kind, body in said["sections"].items():
        _say(strategy.sections.get(kind=kind), "", body)
    kinds = {"arguments": "argument", "aims": "aim", "midterm": "midterm"}
    for name, kind in kinds.items():
        for each in said.get(name, ()):
            section = add_section(strategy, kind, by=OF_EXAMPLES)
            _say(section, each["title"], each.get("body", ""))
            subject = growing.Subject("section", section.key, strategy)
            cite_all(told, subject, each.get("cites", []))
    if "summary" in said:
        section = add_section(strategy, Section.Kind.ANNEX, by=OF_EXAMPLES)
        _say(section, SUMMARY_TITLE, said["summary"]["body"])


def _say(section: Section, title: str, body: str) -> None:
    write(section, Written(title, body.strip(), section.revision), by=OF_EXAMPLES)


def _add_field(strategy: Strategy, told: Told, said: Told) -> None:
    field = Field(strategy=strategy, title=said["title"], area=said["area"])
    planning.add(field, by=OF_EXAMPLES)
    for objective in said["objectives"]:
        _add_objective(field, told, objective)


def _add_objective(field: Field, told: Told, said: Told) -> None:
    key = key_of(told, "objective", said["key"])
    objective = Objective(key=key, field=field, title=said["title"], text=said.get("text", ""))
    planning.add(objective, by=OF_EXAMPLES)
    strategy = field.strategy
    cite_all(told, growing.Subject("objective", key, strategy), said.get("cites", []))
    for each in said["measures"]:
        measure = Measure(
            key=key_of(told, "measure", each["key"]),
            objective=objective,
            title=each["title"],
            text=each.get("text", ""),
        )
        planning.add(measure, by=OF_EXAMPLES)
        subject = growing.Subject("measure", measure.key, strategy)
        cite_all(told, subject, each.get("cites", []))
        for action in each["actions"]:
            _add_action(measure, strategy, told, {"area": field.area, **action})


def _add_action(measure: Measure, strategy: Strategy, told: Told, said: Told) -> None:
    action = Action(
        key=key_of(told, "action", said["key"]),
        strategy=strategy,
        measure=measure,
        title=said["title"],
        area=said["area"],
        begins=said.get("begins"),
        ends=said.get("ends"),
        cost_min=said.get("cost_min"),
        cost_max=said.get("cost_max"),
        currency=said.get("currency", "EUR"),
        funding_status=said.get("funding_status", "open"),
        priority=said.get("priority", "normal"),
        status=said["status"],
        status_reason=said.get("reason", ""),
        blocked_because=said.get("blocked", ""),
        **{name: said.get(name, "") for name in ACTION_TEXTS},
    )
    planning.add(action, by=OF_EXAMPLES, places=place_keys(said.get("places", [])))
    subject = growing.Subject("action", action.key, strategy)
    cite_all(told, subject, said.get("cites", []))
    for text in said.get("notes", ()):
        doing.note(action, text, by=OF_EXAMPLES)
    _add_milestones(strategy, said.get("milestones", ()), action)


def _add_milestones(strategy: Strategy, told: Any, action: Action | None = None) -> None:
    for said in told:
        milestone = Milestone(
            strategy=strategy,
            action=action,
            title=said["title"],
            due=said["due"],
            met_on=said.get("met"),
        )
        planning.add(milestone, by=OF_EXAMPLES)


def _add_indicator(strategy: Strategy, told: Told, said: Told) -> None:
    action, pilot = said.get("action"), said.get("pilot")
    indicator = Indicator(
        key=key_of(told, "indicator", said["key"]),
        strategy=strategy,
        title=said["title"],
        kind=said["kind"],
        code=said.get("code", ""),
        unit=said["unit"],
        adding=said["adding"],
        baseline=said["baseline"],
        target=said["target"],
        target_on=said["target_on"],
        action=Action.objects.get(key=key_of(told, "action", action)) if action else None,
        pilot=Pilot.objects.get(key=key_of(told, "pilot", pilot)) if pilot else None,
    )
    planning.add(indicator, by=OF_EXAMPLES)
    for value in said.get("values", ()):
        measuring.report(
            *(indicator, value["on"], Decimal(str(value["value"]))),
            source=value["source"],
            by=OF_EXAMPLES,
        )
