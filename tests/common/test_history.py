"""Every act leaves a trace from which the state before it can be walked back to."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from inducult.common.history import Actor, Trace, changed_fields, keep, state_before
from inducult.common.models import Act

ANNA = Actor("person:anna")
values = st.none() | st.integers() | st.text(st.characters(exclude_characters="\0", codec="utf-8"))
records = st.dictionaries(st.sampled_from("abcd"), values | st.lists(values, max_size=3))


@pytest.mark.django_db
def test_an_act_says_who_what_why_and_what_changed() -> None:
    trace = Trace("change", "place", "k3v7", {"a": 1, "b": 2}, {"a": 1, "b": 3})
    keep([trace], by=ANNA, reason="a letter", run="r1")
    (act,) = Act.objects.order_by("id")
    assert (act.actor, act.deed, act.subject_kind, act.subject, act.reason, act.run) == (
        "person:anna",
        "change",
        "place",
        "k3v7",
        "a letter",
        "r1",
    )
    assert (act.before, act.after) == ({"b": 2}, {"b": 3})


@pytest.mark.django_db
def test_an_act_that_changes_nothing_leaves_no_trace() -> None:
    keep([Trace("change", "place", "k3v7", {"a": 1}, {"a": 1})], by=ANNA)
    assert list(Act.objects.order_by("id")) == []


@given(records, records)
def test_fields_that_changed_are_those_that_differ(before: Any, after: Any) -> None:
    names = before.keys() | after.keys()
    differing = {n for n in names if (n in before, before.get(n)) != (n in after, after.get(n))}
    assert set(changed_fields(before, after)) == differing


class Walking(TestCase):
    """Any chain of states can be walked back from the last to the first."""

    @given(st.lists(records, min_size=1, max_size=6))
    def test_back(self, states: list[dict[str, Any]]) -> None:
        Act.objects.all().delete()
        for before, after in zip([None, *states], [*states, None], strict=True):
            keep([Trace("change", "place", "k3v7", before, after)], by=ANNA)
        state: dict[str, Any] | None = None
        walked = []
        for act in Act.objects.order_by("-id"):
            state = state_before(act, state)
            walked.append(state)
        expected = [s for i, s in enumerate(states) if i == 0 or s != states[i - 1]]
        assert walked == [*reversed(expected), None]
