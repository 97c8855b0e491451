"""From the voice to the indicator and back, for one reader; taken back, a voice is a count."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.test import Client

from inducult.dialogue.actions import withdraw
from inducult.dialogue.models import Proposition, Session, Story, Theme
from inducult.partnership.models import Region
from inducult.strategy.actions import Subject, cite
from inducult.strategy.models import Citation
from inducult.strategy.tracing import trace_of
from tests.cast import HOME, Cast
from tests.dialogue.workshop import workshop_in
from tests.strategy.made import BY
from tests.strategy.planned import Small, small

pytestmark = pytest.mark.django_db
WORDS = "We lit the chimney together"


@dataclass
class Way:
    """A plan that grew from a story by a theme and a proposition."""

    plan: Small
    story: Story
    theme: Theme
    proposition: Proposition

    @property
    def names(self) -> set[str]:
        plan = self.plan
        return {
            *(f"story:{self.story.key}", f"theme:{self.theme.key}"),
            *(f"proposition:{self.proposition.key}", f"objective:{plan.objective.key}"),
            *(f"measure:{plan.measure.key}", f"action:{plan.actions[0].key}"),
            *(f"pilot:{plan.pilot.key}", f"indicator:{plan.indicator.key}"),
        }


@pytest.fixture
def way(cast: Cast) -> Way:
    plan, room = small(), workshop_in(Region.objects.get(code=HOME))
    story = room.story(WORDS, consent="public", quote_consent="public")
    theme = room.theme("Light")
    proposition = room.proposition("Our chimneys are lit.")
    story.themes.add(theme)
    proposition.themes.add(theme)
    Session.objects.update(published_at="2026-10-01T12:00:00Z")
    told = {"strategy": plan.strategy, "subject_kind": "objective", "by": "command:test"}
    Citation.objects.create(
        **told,
        subject_key=plan.objective.key,
        cited_kind="proposition",
        cited_key=proposition.key,
    )
    return Way(plan, story, theme, proposition)


def test_one_walks_from_the_voice_to_the_indicator_and_back(way: Way) -> None:
    trace = trace_of(way.plan.strategy, None)
    first = way.plan.actions[0]
    assert trace.path(f"action:{first.key}") == way.names
    assert trace.down(f"story:{way.story.key}") >= way.names - {f"story:{way.story.key}"}
    assert trace.up(f"indicator:{way.plan.indicator.key}") == way.names - {
        *(f"indicator:{way.plan.indicator.key}", f"pilot:{way.plan.pilot.key}")
    }


def test_the_page_starts_anywhere(way: Way) -> None:
    base = f"/en/strategies/{way.plan.strategy.slug}/trace/"
    page = Client().get(base, {"from": f"action:{way.plan.actions[0].key}"}).content.decode()
    assert [w for w in (WORDS, "Light", "Our chimneys are lit.", "Visitors") if w not in page] == []
    from_voice = Client().get(base, {"from": f"story:{way.story.key}"}).content.decode()
    assert ("Visitors" in from_voice, "Where it leads to" in from_voice) == (True, True)


def test_a_pilot_that_grew_from_a_voice_itself_leads_back_to_it(way: Way) -> None:
    Citation.objects.all().delete()
    pilot = Subject("pilot", way.plan.pilot.key)
    cite(pilot, "story", way.story.key, by=BY)
    trace = trace_of(way.plan.strategy, None)
    assert f"story:{way.story.key}" in trace.up(f"pilot:{way.plan.pilot.key}")
    withdraw(way.story, by=BY)
    lost = trace_of(way.plan.strategy, None).lost_before(f"pilot:{way.plan.pilot.key}")
    assert lost == 1


def test_words_that_were_taken_back_are_gone_everywhere_and_still_count(way: Way) -> None:
    plan = way.plan
    withdraw(way.story, by=BY)
    pages = pages_of(plan)
    assert [address for address, page in pages.items() if WORDS in page] == []
    trace = trace_of(plan.strategy, None)
    assert trace.lost_before(f"indicator:{plan.indicator.key}") == 1
    assert (
        "1 voice was taken back."
        in Client().get(f"/en/strategies/{plan.strategy.slug}/trace/").content.decode()
    )


def test_words_for_the_group_are_bridged_and_not_counted(way: Way) -> None:
    Story.objects.update(consent="group", quote_consent="group")
    Session.objects.update(published_at=None)
    trace = trace_of(way.plan.strategy, None)
    assert [node.kind for node in trace.nodes.values() if node.kind in ("story", "theme")] == []
    assert trace.lost == {}


def test_a_public_story_behind_a_hidden_theme_is_still_heard(way: Way) -> None:
    Session.objects.update(published_at=None)
    trace = trace_of(way.plan.strategy, None)
    assert trace.up(f"objective:{way.plan.objective.key}") == {f"story:{way.story.key}"}


def pages_of(plan: Small) -> dict[str, str]:
    """Every page and table of the plan, as everybody gets it."""
    base = f"/en/strategies/{plan.strategy.slug}/"
    first = plan.actions[0]
    addresses = (
        *("", "plan/", "plan/?view=board", "plan/?view=chart", "trace/", "indicators/"),
        *(f"actions/{first.key}/", f"trace/?from=action:{first.key}", "tables/actions.csv"),
        "tables/indicators.csv",
    )
    return {name: Client().get(base + name).content.decode() for name in addresses}
