"""What stands in the workshop when the permissions are asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial

from inducult.dialogue.actions import (
    add_picture,
    adopt,
    change_template,
    draw_pairs,
    give_dots,
    keep_meeting,
    keep_session,
    latest_version,
    load_house_templates,
    publish_digest,
)
from inducult.dialogue.framing import core_questions
from inducult.dialogue.invitations import invitation_of
from inducult.dialogue.models import Meeting, Sector, SessionPicture, Template
from inducult.dialogue.phases import steps_from
from inducult.partnership.models import Region
from tests.cast import ABROAD, HOME, Cast
from tests.dialogue.workshop import BY, Workshop, join, workshop_in
from tests.rows import as_once


def workshops_for_permissions(cast: Cast) -> dict[str, str]:
    """A group at home, to which the member belongs, and one abroad; and what each has.

    What belongs to a group is found by the group's key and its word.
    """
    as_once("templates", partial(load_house_templates, by=BY))
    house = Template.objects.get(form="half-day", language="en")
    latest = latest_version(house)
    assert latest is not None
    home = workshop_in(Region.objects.get(code=HOME))
    join(home.group, cast["member"])
    published = workshop_in(Region.objects.get(code=HOME))
    publish_digest(published.session, by=BY)
    return {
        "{house template}": house.key,
        "home template": adopt(latest, Region.objects.get(code=HOME), by=BY).key,
        "{published session}": published.session.key,
        "{published picture}": _picture(published, consent="public", people_asked=True),
        "{story receipt}": published.story().receipt,
        **(of_home := _of("home group", home)),
        "{invitation to meet}": _invitation(of_home, home),
        **_of("foreign group", workshop_in(Region.objects.get(code=ABROAD))),
    }


def _of(name: str, workshop: Workshop) -> dict[str, str]:
    group = workshop.group
    times = {"starts_at": datetime(2027, 3, 1, 9, tzinfo=UTC)}
    times["ends_at"] = datetime(2027, 3, 1, 12, tzinfo=UTC)
    meeting = keep_meeting(Meeting(group=group, title="Spring meeting", **times), by=BY)
    member = group.members.create(name="Berta Beispiel", sector="company")
    return {
        name: group.key,
        f"{group.key}{{session}}": workshop.session.key,
        f"{group.key}{{meeting}}": meeting.key,
        f"{group.key}{{member}}": member.key,
        f"{group.key}{{picture of session}}": _picture(workshop),
    }


def _invitation(made: dict[str, str], workshop: Workshop) -> str:
    """By which the member answers."""
    group = workshop.group
    meeting = group.meetings.get(key=made[f"{group.key}{{meeting}}"])
    return invitation_of(meeting, group.members.get(key=made[f"{group.key}{{member}}"]))


def _picture(workshop: Workshop, **more: object) -> str:
    row = SessionPicture(session=workshop.session, caption="A wall", width=4, height=3, **more)
    return add_picture(row, b"", by=BY).key


def a_group_that_has_met(region: Region) -> dict[str, str]:
    """A group with a session in which everything has been said that can be; for the eye."""
    as_once("templates", partial(load_house_templates, by=BY))
    workshop = workshop_in(region, about="An example of people who weave.", is_example=True)
    made = _of("group", workshop)
    _lay_out(workshop)
    words = _say(workshop)
    publish_digest(workshop.session, by=BY)
    return {
        "group": workshop.group.key,
        "session": workshop.session.key,
        "meeting": made[f"{workshop.group.key}{{meeting}}"],
        "group_member": made[f"{workshop.group.key}{{member}}"],
        "template": _template_left_behind(region),
        "invited": _invitation(made, workshop),
        "words": words,
    }


def _lay_out(workshop: Workshop) -> None:
    latest = latest_version(Template.objects.get(form="half-day", language="en"))
    assert latest is not None
    session = workshop.session
    session.steps, session.guide = latest.steps, core_questions("en")
    session.problem, session.is_example = "Young people leave the valley.", True
    session.topic = "When did a young person decide to stay, and what made it possible?"
    session.meeting = workshop.group.meetings.get()
    keep_session(session, by=BY)


def _say(workshop: Workshop) -> str:
    """Words of every kind; returns the receipt of one story."""
    seats = [workshop.seat(f"Example {s.label}", s) for s in list(Sector)[:5]]
    draw_pairs(workshop.session, by=BY)
    titles = ("Hands that can", "Open doors", "Young and old at one machine")
    themes = [workshop.theme(title, order=n, is_core=n < 3) for n, title in enumerate(titles, 1)]
    for number, theme in enumerate(themes):
        give_dots(workshop.session, "theme", theme.key, 9 - 2 * number, participant=None)
        workshop.card(f"A card about {theme.title.lower()}", theme=theme, consent="public")
        workshop.card("A card for us", theme=theme)
    told = {"quote": "The machine sang, and the children were quiet.", "quote_consent": "public"}
    story = workshop.story("The morning of the looms", consent="public", **told)
    story.themes.set(themes[:2])
    workshop.story("A story for us", client_key="typed1").themes.set(themes[2:])
    sentence = workshop.proposition("Every school class of the valley weaves its own cloth.")
    sentence.themes.set(themes[:1])
    give_dots(workshop.session, "proposition", sentence.key, 12, participant=None)
    workshop.commitment("Example company", until=date(2027, 6, 1), consent="public")
    workshop.commitment("Example school", until=date(2026, 2, 1), participant=seats[0])
    workshop.concern("Who pays for the bus?", may_be_reframed=True)
    workshop.concern("We are always the same few.")
    return story.receipt


def _template_left_behind(region: Region) -> str:
    """The region's copy of a template, of which a step was changed here and at its origin."""
    origin = Template.objects.get(form="soar", language="en")
    first = latest_version(origin)
    assert first is not None
    copy = adopt(first, region, by=BY)
    steps = steps_from(first.steps)
    change_template(origin, [replace(steps[0], minutes=12), *steps[1:]], by=BY, remark="Longer")
    change_template(copy, [replace(steps[0], minutes=15), *steps[1:]], by=BY, remark="Our way")
    return copy.key
