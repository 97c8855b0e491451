"""Laws of bringing two versions of a template together."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from inducult.dialogue.merging import changes, merge
from inducult.dialogue.phases import Kind, Phase, Step

KEYS = "abcdefgh"


def step(key: str, minutes: int = 10) -> Step:
    return Step(key, Phase.DEFINE, Kind.WELCOME, f"Step {key}", minutes)


@st.composite
def versions(draw: st.DrawFn) -> list[Step]:
    keys = draw(st.lists(st.sampled_from(KEYS), unique=True, max_size=6))
    return [step(key, draw(st.sampled_from([10, 20]))) for key in keys]


@given(versions(), versions())
def test_who_changed_nothing_takes_what_the_other_made(base: list[Step], new: list[Step]) -> None:
    assert merge(base, base, new).steps == tuple(new)
    assert merge(base, new, base).steps == tuple(new)
    assert not merge(base, base, new).clashes


@given(versions(), versions())
def test_the_same_change_on_both_sides_is_no_clash(base: list[Step], new: list[Step]) -> None:
    merged = merge(base, new, new)
    assert merged.steps == tuple(new)
    assert not merged.clashes


@given(versions(), versions(), versions())
def test_clashes_are_what_both_changed_differently(
    base: list[Step], mine: list[Step], theirs: list[Step]
) -> None:
    my_changes = {c.key: c.after for c in changes(base, mine)}
    their_changes = {c.key: c.after for c in changes(base, theirs)}
    both = {k for k in my_changes.keys() & their_changes if my_changes[k] != their_changes[k]}
    assert {clash.key for clash in merge(base, mine, theirs).clashes} == both


@given(versions(), versions(), versions())
def test_no_step_comes_twice_and_none_from_nowhere(
    base: list[Step], mine: list[Step], theirs: list[Step]
) -> None:
    steps = merge(base, mine, theirs).steps
    assert len({each.key for each in steps}) == len(steps)
    assert set(steps) <= {*base, *mine, *theirs}


def test_a_region_keeps_its_own_step_and_takes_the_new_one() -> None:
    base = [step("a"), step("b"), step("c")]
    mine = [step("a"), step("own"), replace(step("b"), title="In our words"), step("c")]
    theirs = [step("a"), step("b"), step("new"), step("c", 25)]
    merged = merge(base, mine, theirs)
    assert [each.key for each in merged.steps] == ["a", "own", "b", "new", "c"]
    assert merged.steps[2].title == "In our words"
    assert merged.steps[4].minutes == 25
    assert not merged.clashes


def test_what_both_changed_stays_as_mine_and_is_named() -> None:
    base, mine, theirs = [step("a")], [step("a", 15)], [step("a", 20)]
    merged = merge(base, mine, theirs)
    assert merged.steps == (step("a", 15),)
    assert merged.clashes[0].theirs == step("a", 20)
