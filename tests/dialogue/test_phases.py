"""What is allowed in a session, when and to whom."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inducult.dialogue.phases import (
    USUAL_PHASE,
    Deed,
    Kind,
    Phase,
    State,
    Step,
    StepFault,
    Who,
    deeds,
    may,
    minutes_of,
    plain,
    starts,
    step_at,
    steps_from,
    takes_card,
)

KINDS = st.none() | st.sampled_from(Kind)
STEPS = st.builds(
    Step,
    key=st.text("abc", min_size=1, max_size=4),
    phase=st.sampled_from(Phase),
    kind=st.sampled_from(Kind),
    title=st.text("abc ", min_size=1, max_size=9).filter(str.strip).map(str.strip),
    minutes=st.integers(1, 120),
    question=st.text(max_size=20),
    guidance=st.text(max_size=20),
)


@given(st.sampled_from(Who), st.sampled_from(State), KINDS)
def test_words_can_be_taken_back_at_any_time(who: Who, state: State, kind: Kind | None) -> None:
    assert {Deed.WITHDRAW, Deed.CHANGE_CONSENT} <= deeds(who, state, kind)


@given(st.sampled_from(State), KINDS)
def test_a_participant_never_leads(state: State, kind: Kind | None) -> None:
    assert not {Deed.LEAD, Deed.PREPARE} & deeds(Who.PARTICIPANT, state, kind)


@given(KINDS)
def test_a_participant_says_nothing_before_and_after(kind: Kind | None) -> None:
    own = {Deed.WITHDRAW, Deed.CHANGE_CONSENT}
    assert deeds(Who.PARTICIPANT, State.PREPARED, kind) == own
    assert deeds(Who.PARTICIPANT, State.CLOSED, kind) == own


@given(KINDS)
def test_a_concern_may_be_raised_in_every_step(kind: Kind | None) -> None:
    assert may(Deed.RAISE_CONCERN, Who.PARTICIPANT, State.OPEN, kind)


@given(st.sampled_from(Deed), KINDS)
def test_what_is_open_to_participants_is_open_to_the_facilitator(
    deed: Deed, kind: Kind | None
) -> None:
    if may(deed, Who.PARTICIPANT, State.OPEN, kind):
        assert may(deed, Who.FACILITATOR, State.OPEN, kind)


@pytest.mark.parametrize(
    ("deed", "kinds"),
    [
        (Deed.COMMIT, {Kind.COMMITMENTS}),
        (Deed.PROPOSE, {Kind.PROPOSITIONS}),
        (Deed.CHOOSE_CORE, set()),
        (Deed.SIGN_UP, {Kind.MAP, Kind.IDEAS}),
        (Deed.GIVE_DOTS, {Kind.CORE, Kind.DOTS, Kind.IDEAS}),
    ],
)
def test_each_deed_has_its_steps(deed: Deed, kinds: set[Kind]) -> None:
    found = {kind for kind in Kind if may(deed, Who.PARTICIPANT, State.OPEN, kind)}
    assert found == kinds


def test_headlines_are_written_while_dreaming() -> None:
    assert takes_card("headline", Kind.HEADLINES)
    assert not takes_card("headline", Kind.WALL)
    assert not takes_card("strength", None)


def test_every_kind_has_its_phase() -> None:
    assert set(USUAL_PHASE) == set(Kind)


@given(st.lists(STEPS, max_size=6))
def test_steps_are_read_as_they_were_kept(steps: list[Step]) -> None:
    assert steps_from(plain(steps)) == steps


@given(st.lists(STEPS, max_size=6))
def test_steps_follow_each_other(steps: list[Step]) -> None:
    ends = [begin + step.minutes for begin, step in zip(starts(steps), steps, strict=True)]
    assert starts(steps)[1:] == ends[:-1]
    assert ends[-1:] == ([minutes_of(steps)] if steps else [])


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": " "}, "title"),
        ({"kind": "nap"}, "kind"),
        ({"phase": "delay"}, "phase"),
        ({"minutes": 0}, "minutes"),
        ({"minutes": True}, "minutes"),
        ({"minutes": "10"}, "minutes"),
        ({"key": ""}, "key"),
    ],
)
def test_a_step_that_cannot_be_read_says_which(changed: dict[str, Any], field: str) -> None:
    good = {"key": "a", "phase": "define", "kind": "welcome", "title": "Hello", "minutes": 10}
    with pytest.raises(StepFault, match=f"step 2: {field}"):
        steps_from([good, {**good, **changed}])


def test_before_the_first_step_none_runs() -> None:
    assert step_at([], 0) is None
    assert step_at([], -1) is None
