"""Strategies on paper: what may be read, the same figures as everywhere, no word taken back."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import Any

import docx
import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inducult.common.documents import tree
from inducult.common.documents.paper import pdf_of
from inducult.common.documents.word import docx_of
from inducult.common.history import Actor
from inducult.config.examples import load
from inducult.dialogue.actions import withdraw
from inducult.dialogue.models import Story
from inducult.partnership.loading import load_partnership
from inducult.partnership.models import Region
from inducult.strategy.actions.planning import add
from inducult.strategy.freezing import content_of
from inducult.strategy.models import Action, Measure, Pilot, Strategy
from inducult.strategy.papers.pilots import pilot_document
from inducult.strategy.papers.strategies import strategy_document
from inducult.strategy.plan_tables import actions_table
from inducult.strategy.planned import plan_of
from tests.cast import HOME
from tests.strategy.made import BY
from tests.strategy.planned import small

TODAY = date(2026, 11, 27)
pytestmark = pytest.mark.django_db


def words(document: tree.Document) -> str:
    return "\n".join(tree.texts_of(document))


def on_paper(strategy: Strategy) -> tree.Document:
    return strategy_document(strategy, content_of(strategy), None, TODAY)


@pytest.fixture
def walked(db: None) -> Strategy:
    """The example that is walked through whole."""
    load_partnership(by=Actor.command("test"))
    load()
    return Strategy.objects.get(slug="zwickau-example")


def test_every_example_makes_a_marked_pdf_in_its_language(walked: Strategy) -> None:
    for strategy in Strategy.objects.order_by("id"):
        document = on_paper(strategy)
        pdf = pikepdf.open(io.BytesIO(pdf_of(document)))
        assert str(pdf.Root.Lang) == strategy.language
        assert document.mark
    read = docx.Document(io.BytesIO(docx_of(on_paper(walked))))
    assert read.core_properties.title == walked.title
    for pilot in Pilot.objects.order_by("id"):
        document = pilot_document(pilot, TODAY)
        assert pdf_of(document).startswith(b"%PDF")
        assert bool(document.mark) == pilot.is_example


def test_the_summary_in_english_stands_first_and_says_that_it_is_english(walked: Strategy) -> None:
    first = on_paper(walked).blocks[0]
    assert first == tree.Heading("Summary in English", 1, "en")


def test_words_that_were_taken_back_are_in_no_document(walked: Strategy) -> None:
    story = Story.objects.get(title__startswith="Der Abend, an dem")
    assert story.quote in words(on_paper(walked))
    withdraw(story, by=BY)
    documents = [on_paper(each) for each in Strategy.objects.order_by("id")]
    documents += [pilot_document(each, TODAY) for each in Pilot.objects.order_by("id")]
    assert [d.title for d in documents if story.quote in words(d) or story.title in words(d)] == []


def test_words_for_the_network_are_in_no_public_document(walked: Strategy) -> None:
    story = Story.objects.get(title="Zurück aus der großen Stadt")
    assert story.quote not in words(on_paper(walked))


def test_an_adopted_strategy_that_is_not_shown_keeps_its_plan_for_itself(walked: Strategy) -> None:
    assert "Zwölf offene Schichten im Jahr" in words(on_paper(walked))
    Strategy.objects.filter(pk=walked.pk).update(is_public=False)
    hidden = words(on_paper(Strategy.objects.get(pk=walked.pk)))
    assert "Zwölf offene Schichten im Jahr" not in hidden
    assert "Leerstand ist Vorrat" in hidden


plans = st.lists(
    st.fixed_dictionaries(
        {
            "status": st.sampled_from(["idea", "planned", "running", "done", "stopped"]),
            "area": st.sampled_from(["T1", "T2", "T3", "T4"]),
            "cost_min": st.none() | st.integers(0, 10**7),
            "cost_max": st.none() | st.integers(0, 10**7),
            "ends": st.none() | st.dates(date(2025, 1, 1), date(2031, 1, 1)),
            "currency": st.sampled_from(["EUR", "CZK"]),
        }
    ),
    max_size=6,
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(plans)
def test_totals_are_the_same_on_paper_and_in_the_export(
    db: None, told: list[dict[str, Any]]
) -> None:
    Region.objects.get_or_create(code=HOME, defaults={"country": "DE"})
    made = small(title=f"Plan {Strategy.objects.count()}")
    strategy = made.strategy
    measure = Measure.objects.get(pk=made.measure.pk)
    for number, said in enumerate(told):
        add(Action(strategy=strategy, measure=measure, title=f"Deed {number}", **said), by=BY)
    found = plan_of(strategy, TODAY).totals
    said = words(on_paper(strategy))
    assert f"{found.actions} action" in said
    assert f"Overdue: {len(found.overdue)}" in said
    assert f"Blocked: {len(found.blocked)}" in said
    table = actions_table(strategy, TODAY)
    assert len(table.rows) == found.actions
    for code, cost in found.costs.items():
        on_page = re.search(rf"Costs: ([\d,]+) to ([\d,]+) {code}", said)
        assert on_page is not None
        assert [int(n.replace(",", "")) for n in on_page.groups()] == [cost.least, cost.most]
        assert ["Cost from", f"{cost.least} {code}"] in [
            [row[0].capitalize(), row[1]] for row in table.explained[1]
        ]
