"""From the voice to the indicator and back, for one reader; taken back, a voice is a count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inducult.dialogue.actions import withdraw
from inducult.dialogue.models import Consent, Proposition, Session, Story, Theme
from inducult.partnership.models import Region
from inducult.strategy.actions import Subject, cite
from inducult.strategy.models import Citation
from inducult.strategy.tracing import trace_of
from tests.cast import HOME, Cast
from tests.dialogue.workshop import Workshop, workshop_in
from tests.strategy.made import BY
from tests.strategy.planned import Small, small

pytestmark = pytest.mark.django_db
WORDS = "We lit the chimney together"
ALL = (
    *("", "plan/", "plan/?view=board", "plan/?view=chart", "trace/", "indicators/"),
    *("actions/{first}/", "trace/?from=action:{first}", "tables/actions.csv"),
    *("tables/indicators.csv", "/en/pilots/{pilot}/"),
)
SPEAKING = ("", "trace/", "actions/{first}/", "/en/pilots/{pilot}/")  # those that show voices


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


CONSENTS = st.sampled_from(Consent.values)
VOICES = st.fixed_dictionaries(
    {
        "consent": CONSENTS,
        "quote_consent": CONSENTS,
        "quote": st.sampled_from(["", "So it was."]),
        "is_withdrawn": st.booleans(),
    }
)


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=st.lists(VOICES, max_size=5))
def test_everybody_learns_nothing_of_voices_that_were_not_for_everybody(
    cast: Cast, told: list[dict[str, Any]]
) -> None:
    """Not even how many there are: all public pages read as if these had never been told."""
    plan, room = small(), workshop_in(Region.objects.get(code=HOME))
    told = [{**told, "words": f"Voice {n}"} for n, told in enumerate(told)]
    stories = [_told(room, plan, **each) for each in told]
    public = [story for story in stories if "public" in _circles(story)]
    lost = len(
        [
            story
            for story, each in zip(stories, told, strict=True)
            if each["is_withdrawn"] and story in public
        ]
    )
    trace = trace_of(plan.strategy, None)
    assert trace.lost_before(f"objective:{plan.objective.key}") == lost
    seen = pages_of(plan, *SPEAKING)
    others = [story.key for story in stories if story not in public]
    Citation.objects.filter(cited_key__in=others).delete()
    Story.objects.filter(key__in=others).delete()
    assert pages_of(plan, *SPEAKING) == seen


def _circles(story: Story) -> set[str]:
    """Who could read something of the story, as it was told."""
    quoted = {story.quote_consent} if story.quote else set()
    return {story.consent, *quoted}


def _told(room: Workshop, plan: Small, *, is_withdrawn: bool, **told: Any) -> Story:
    """A story that an objective, an action and a pilot grew from, taken back or not."""
    story = room.story(**told)
    subjects = (("objective", plan.objective), ("action", plan.actions[0]), ("pilot", plan.pilot))
    for kind, thing in subjects:
        cite(
            Subject(kind, thing.key, None if kind == "pilot" else plan.strategy),
            "story",
            story.key,
            by=BY,
        )
    if is_withdrawn:
        withdraw(Story.objects.get(pk=story.pk), by=BY)
    return story


def test_a_trace_asks_as_often_for_many_voices_as_for_one(
    way: Way,
) -> None:
    room = Workshop(way.story.group, Session.objects.get())
    with CaptureQueriesContext(connection) as one:
        trace_of(way.plan.strategy, None)
    for number in range(20):
        story = room.story(f"Story {number}", consent="public")
        story.themes.add(way.theme)
        room.proposition(f"Proposition {number}").themes.add(way.theme)
    with CaptureQueriesContext(connection) as many:
        trace = trace_of(way.plan.strategy, None)
    assert len(trace.layer("story")) == 21
    assert len(many) == len(one)


def pages_of(plan: Small, *addresses: str) -> dict[str, str]:
    """Pages and tables of the plan, as everybody gets them; all unless some are named."""
    words = {"first": plan.actions[0].key, "pilot": plan.pilot.slug}
    base = f"/en/strategies/{plan.strategy.slug}/"
    asked = [urljoin(base, each.format(**words)) for each in addresses or ALL]
    return {address: Client().get(address).content.decode() for address in asked}
