"""What is said once is kept once; what is taken back is gone from every row."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.apps import apps
from django.core import serializers
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoCaptureOnCommitCallbacks

from inducult.common.models import Act
from inducult.dialogue.actions import (
    change_consent,
    gather,
    give_dots,
    say,
    sign_up,
    withdraw,
    withdraw_all,
)
from inducult.dialogue.digest import digest_of
from inducult.dialogue.events import words_withdrawn
from inducult.dialogue.models import Card, Consent, Dot, Session, Story
from tests.dialogue.workshop import BY, Workshop, every_kind

MARK = "quillwort"  # a word that stands nowhere else


def everything() -> str:
    """All rows of the dialogue and the whole history, as text."""
    rows = [
        serializers.serialize("json", model.objects.order_by("pk"), ensure_ascii=False)
        for model in apps.get_app_config("dialogue").get_models()
    ]
    acts = list(Act.objects.order_by("id").values("reason", "before", "after", "subject"))
    return "".join(rows) + json.dumps(acts, ensure_ascii=False)


@pytest.mark.django_db
class TestSaying:
    def test_what_a_phone_sends_twice_is_one_card(self, workshop: Workshop) -> None:
        first = workshop.card("Looms", client_key="k1")
        again = workshop.card("Looms", client_key="k1")
        assert again.pk == first.pk
        assert list(Card.objects.values_list("text", flat=True)) == ["Looms"]

    def test_a_corrected_row_replaces_the_first(self, workshop: Workshop) -> None:
        workshop.story("Loms", client_key="k1")
        workshop.story("Looms", client_key="k1")
        assert list(Story.objects.values_list("title", flat=True)) == ["Looms"]

    def test_without_a_key_each_card_is_its_own(self, workshop: Workshop) -> None:
        workshop.card("Looms")
        workshop.card("Looms")
        assert Card.objects.count() == 2

    def test_an_old_phone_does_not_bring_words_back(self, workshop: Workshop) -> None:
        card = workshop.card(MARK, client_key="k1")
        withdraw(card, by=BY)
        workshop.card(MARK, client_key="k1")
        assert MARK not in everything()

    def test_every_change_grows_the_counter(self, workshop: Workshop) -> None:
        before = Session.objects.get().count
        theme = workshop.theme()
        card = workshop.card()
        gather(card, theme)
        give_dots(workshop.session, "theme", theme.key, 2, participant=None)
        sign_up(card, workshop.seat())
        assert Session.objects.get().count == before + 5

    def test_dots_sent_twice_are_counted_once(self, workshop: Workshop) -> None:
        theme, seat = workshop.theme(), workshop.seat()
        for _ in range(2):
            give_dots(workshop.session, "theme", theme.key, 3, participant=seat)
        give_dots(workshop.session, "theme", theme.key, 14, participant=None)
        assert digest_of(workshop.session, None).themes[0].dots == 17
        give_dots(workshop.session, "theme", theme.key, 0, participant=seat)
        assert Dot.objects.get().number == 14

    def test_history_never_holds_the_words(self, workshop: Workshop) -> None:
        for row in every_kind(workshop, MARK):
            change_consent(row, Consent.PUBLIC, by=BY)
        acts = json.dumps(list(Act.objects.values("before", "after", "reason", "subject")))
        assert MARK not in acts
        assert Act.objects.filter(deed="change_consent").count() == 4


@pytest.mark.django_db
class TestTakingBack:
    def test_the_event_is_told_when_it_is_committed(
        self,
        workshop: Workshop,
        django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    ) -> None:
        heard: list[tuple[str, str]] = []

        def hear(sender: Any, kind: str, key: str, **more: Any) -> None:
            heard.append((kind, key))

        words_withdrawn.connect(hear)
        story = workshop.story(MARK)
        with django_capture_on_commit_callbacks(execute=True):
            withdraw(story, by=BY)
            assert heard == []
        words_withdrawn.disconnect(hear)
        assert heard == [("story", story.key)]

    def test_a_participant_takes_back_all_at_once(self, workshop: Workshop) -> None:
        seat = workshop.seat()
        every_kind(workshop, MARK, participant=seat)
        assert withdraw_all(seat, by=BY) == 4
        assert MARK not in everything()
        assert withdraw_all(seat, by=BY) == 0


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["resend", "consent", "gather", "withdraw", "dots", "correct"]),
        st.integers(0, 3),
        st.sampled_from(Consent.values),
    ),
    max_size=8,
)


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(steps=STEPS)
def test_whatever_was_done_the_words_are_gone_and_the_counts_stay(
    workshop: Workshop, steps: list[tuple[str, int, str]]
) -> None:
    """Any acts in any order; then all is taken back, and an old phone sends once more."""
    Story.objects.all().delete()
    for kind in ("cards", "commitments", "concerns", "themes"):
        getattr(workshop.session, kind).all().delete()
    theme = workshop.theme()
    rows = every_kind(workshop, MARK)
    for number, row in enumerate(rows):
        type(row).objects.filter(pk=row.pk).update(client_key=f"k{number}")  # type: ignore[attr-defined]
    for deed, which, consent in steps:
        row = type(rows[which]).objects.get(pk=rows[which].pk)  # type: ignore[attr-defined]
        _act(workshop, deed, row, theme, consent)
    before = digest_of(workshop.session, None)
    for row in rows:
        withdraw(row, by=BY)
        withdraw(row, by=BY)
    for row in rows:
        again = type(row).objects.get(pk=row.pk)  # type: ignore[attr-defined]
        for field in row.WORDS:
            setattr(again, field, MARK)
        again.pk = None
        again.key, again.receipt = row.key[::-1], row.receipt[::-1]
        say(again, by=BY)
    after = digest_of(workshop.session, None)
    assert MARK not in everything()
    assert (after.stories, after.cards, after.commitments_made, after.concerns) == (1, 1, 1, 1)
    assert (before.themes[0].cards, before.themes[0].stories, before.themes[0].dots) == (
        after.themes[0].cards,
        after.themes[0].stories,
        after.themes[0].dots,
    )


def _act(workshop: Workshop, deed: str, row: Any, theme: Any, consent: str) -> None:
    if deed == "consent":
        change_consent(row, consent, by=BY, quote=consent)
    elif deed == "withdraw":
        withdraw(row, by=BY)
    elif deed == "gather" and isinstance(row, Card | Story):
        gather(row, theme)
    elif deed == "dots":
        give_dots(workshop.session, "theme", theme.key, 2, participant=None)
    elif not row.is_withdrawn:
        say(row, by=BY)
