"""The demonstration of the workshop: whole, marked, and gone when it is unwanted."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from inducult.common.history import Actor
from inducult.common.models import Act
from inducult.config.examples import load, remove
from inducult.config.examples.reading import OF_EXAMPLES, read, regions
from inducult.dialogue.models import Card, FocusGroup, Member, Session, Story, Theme
from inducult.partnership.loading import load_partnership
from inducult.strategy.citing import found
from inducult.strategy.models import Action, Citation, Indicator, Pilot, Strategy
from inducult.strategy.planned import plan_of
from inducult.strategy.tracing import trace_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(db: None) -> None:
    load_partnership(by=Actor.command("test"))
    load()


def counts() -> dict[str, int]:
    models: tuple[Any, ...] = (FocusGroup, Session, Story, Strategy, Action, Pilot, Citation, Act)
    return {model.__name__: model.objects.count() for model in models}


def test_eight_regions_have_a_session_and_a_strategy_and_europe_one_as_well(loaded: None) -> None:
    sessions = Session.objects.order_by().values_list("group__region", flat=True)
    assert len(set(sessions)) == 8
    strategies = list(Strategy.objects.order_by().values_list("region", flat=True))
    assert len(strategies) == 9
    assert strategies.count(None) == 1
    assert Pilot.objects.count() >= 15
    assert load() == 0  # a second time there is nothing to do


def test_everything_that_is_not_documented_is_marked(loaded: None) -> None:
    assert not Strategy.objects.filter(is_example=False).exists()
    assert not Session.objects.filter(is_example=False).exists()
    assert not Story.objects.filter(is_example=False).exists()
    documented = Pilot.objects.filter(is_example=False)
    assert documented.count() == len(read("pilots")["pilots"])
    assert all(pilot.links.exists() for pilot in documented)
    for member in Member.objects.order_by("id"):
        assert member.name.split()[0].isdigit()
        assert member.email == ""


def test_one_region_is_walked_through_from_story_to_indicator(loaded: None) -> None:
    rows = Citation.objects.exclude(cited_kind="place").order_by("id")
    pairs = list(rows.values_list("cited_kind", "cited_key"))
    assert {cited.sight.value for cited in found(pairs, None).values()} <= {"seen", "hidden"}
    trace = trace_of(Strategy.objects.get(slug="zwickau-example"), None)
    story = next(node for node in trace.layer("story") if "Werktor" in node.title)
    reached = {name.partition(":")[0] for name in trace.path(story.name)}
    assert reached == {
        *("story", "theme", "proposition", "objective", "measure", "action", "pilot", "indicator")
    }
    plan = plan_of(Strategy.objects.get(slug="zwickau-example"), timezone.localdate())
    assert all(figure.reached is not None for figure in plan.figures)


def test_without_examples_nothing_of_them_is_left_and_what_is_documented_stays(
    loaded: None,
) -> None:
    before = counts()
    documented = set(Pilot.objects.filter(is_example=False).values_list("key", flat=True))
    assert remove() == 8 + 9 + 3  # groups, strategies, pilots
    models: tuple[Any, ...] = (Session, Story, Theme, Card, Strategy, Action, Indicator, Citation)
    assert [model.__name__ for model in models if model.objects.exists()] == []
    assert not Act.objects.filter(actor=OF_EXAMPLES.name).exists()
    assert set(Pilot.objects.values_list("key", flat=True)) == documented
    assert FocusGroup.objects.get().about.startswith("Die Gruppe begann")
    assert remove() == 0
    load(examples=False)
    assert not Strategy.objects.exists()
    load()
    assert counts() == before


def test_every_file_names_its_region_and_language() -> None:
    known = {told["region"]: told["language"] for told in regions()}
    assert known == {
        "zwickau": "de",
        "leoben": "de",
        "karlovy-vary": "cs",
        "padova": "it",
        "gorenjska": "sl",
        "sisak-moslavina": "hr",
        "opole": "pl",
        "genk": "nl",
    }
