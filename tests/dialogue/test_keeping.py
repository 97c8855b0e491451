"""Retention, erasure and templates."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from inducult.dialogue.actions import (
    add_picture,
    adopt,
    change_template,
    draw_pairs,
    due,
    erase_member,
    expire,
    latest_version,
    load_house_templates,
    newer_than_credit,
)
from inducult.dialogue.house_templates import house_templates
from inducult.dialogue.models import (
    Card,
    Commitment,
    Consent,
    Member,
    Pair,
    Participant,
    SessionPicture,
    Story,
    Template,
)
from inducult.dialogue.phases import minutes_of, steps_from
from inducult.dialogue.pictures import path_of
from inducult.partnership.actions import erase
from inducult.partnership.models import Person, Region
from inducult.partnership.own_data import everything_about
from tests.dialogue.test_speaking import MARK, everything
from tests.dialogue.workshop import BY, Workshop, every_kind, join, now

pytestmark = pytest.mark.django_db


def test_words_for_the_group_are_emptied_when_their_time_is_over(workshop: Workshop) -> None:
    every_kind(workshop, MARK)
    workshop.card("For all", consent=Consent.PUBLIC)
    later = now() + timedelta(days=31 * workshop.group.months_kept)
    assert due(workshop.group, now()).number == 0
    assert due(workshop.group, later).number == 4
    assert expire(later, by=BY) == 4
    assert expire(later, by=BY) == 0
    assert MARK not in everything()
    assert list(Card.objects.values_list("text", flat=True)) == ["", "For all"]


def test_a_quote_that_was_given_to_all_outlives_its_story(workshop: Workshop) -> None:
    workshop.story(MARK, quote="We wove.", quote_consent=Consent.PUBLIC)
    assert expire(now() + timedelta(days=3650), by=BY) == 1
    assert expire(now() + timedelta(days=3650), by=BY) == 0
    story = Story.objects.get()
    assert (story.quote, story.happening, story.is_withdrawn) == ("We wove.", "", False)


def test_an_erased_member_is_still_counted(workshop: Workshop) -> None:
    person = Person.objects.create_user("anna@example.org", name=MARK)
    member = join(workshop.group, person, "school")
    seat = workshop.seat(MARK, "school", member=member)
    workshop.story("Ours", member=member, named_as=MARK)
    workshop.commitment("Mine", participant=seat, who=MARK)
    erase_member(member, by=BY)
    assert MARK not in everything()
    assert "anna@example.org" not in everything()
    assert list(Member.objects.values_list("sector", flat=True)) == ["school"]
    assert list(Participant.objects.values_list("sector", flat=True)) == ["school"]


def test_who_closes_her_account_leaves_the_groups(workshop: Workshop) -> None:
    person = Person.objects.create_user("anna@example.org", name=MARK)
    join(workshop.group, person)
    erase(person)
    assert MARK not in everything()
    assert Member.objects.get().erased_at is not None


def test_a_person_takes_out_what_she_said(workshop: Workshop) -> None:
    person = Person.objects.create_user("anna@example.org", name="Anna")
    member = join(workshop.group, person)
    workshop.story("Mine", member=member)
    workshop.story("Not mine")
    workshop.commitment("Mine too", participant=workshop.seat(member=member))
    told = everything_about(person)
    assert [row["title"] for row in told["stories"]] == ["Mine"]
    assert [row["what"] for row in told["commitments"]] == ["Mine too"]
    assert [row["group__title"] for row in told["focus_groups"]] == ["Looms"]


def test_pairs_are_drawn_round_after_round(workshop: Workshop) -> None:
    for number in range(7):
        workshop.seat(f"p{number}", "museum" if number % 2 else "company")
    assert [draw_pairs(workshop.session, by=BY) for _ in range(2)] == [1, 2]
    sizes = [pair.members.count() for pair in Pair.objects.all()]
    assert sorted(sizes) == [2, 2, 2, 2, 3, 3]


def test_the_house_has_six_templates_in_eight_languages() -> None:
    assert load_house_templates(by=BY) == (48, 0)
    assert load_house_templates(by=BY) == (0, 0)
    half_day = Template.objects.get(form="half-day", language="de")
    assert minutes_of(steps_from(latest_version(half_day).steps)) == 210  # type: ignore[union-attr]


def test_the_eight_languages_of_a_template_have_the_same_steps() -> None:
    shapes = {
        (t.form, tuple((s.key, s.kind, s.minutes) for s in t.steps)) for t in house_templates()
    }
    assert len(shapes) == 6


def test_a_region_sees_what_its_origin_made_since(region: Region) -> None:
    load_house_templates(by=BY)
    origin = Template.objects.get(form="half-day", language="en")
    first = latest_version(origin)
    assert first is not None
    copy = adopt(first, region, by=BY)
    assert newer_than_credit(copy) is None
    steps = steps_from(first.steps)
    own = change_template(copy, steps[:-1], by=BY, remark="Without the last step")
    assert (own.number, own.credit) == (2, first)
    change_template(origin, [*steps[1:]], by=BY)
    newer = newer_than_credit(copy)
    assert newer is not None
    assert newer.merged.steps == tuple(steps[1:-1])
    assert newer.merged.clashes == ()
    merged = change_template(copy, newer.merged.steps, by=BY, credit=newer.version)
    assert (merged.number, newer_than_credit(copy)) == (3, None)


def test_the_same_steps_make_no_new_version(region: Region) -> None:
    load_house_templates(by=BY)
    origin = Template.objects.get(form="soar", language="en")
    latest = latest_version(origin)
    assert latest is not None
    assert change_template(origin, steps_from(latest.steps), by=BY) == latest


def test_commitments_keep_their_day_when_words_go(workshop: Workshop) -> None:
    workshop.commitment(MARK, until=now().date())
    expire(now() + timedelta(days=3650), by=BY)
    assert Commitment.objects.get().until == now().date()


def test_the_pictures_of_a_group_that_goes_are_no_files_any_more(
    workshop: Workshop, django_capture_on_commit_callbacks: Any, settings: Any, tmp_path: Path
) -> None:
    settings.DATA = tmp_path
    row = SessionPicture(session=workshop.session, caption="A wall", width=4, height=3)
    file = path_of(add_picture(row, b"a wall", by=BY).file)
    with django_capture_on_commit_callbacks(execute=True):
        assert file.exists()
        workshop.group.delete()
    assert not file.exists()
