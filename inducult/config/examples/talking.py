"""Groups and sessions of the demonstration, through the deeds of the dialogue."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

from inducult.config.examples.reading import OF_EXAMPLES, OF_SOURCES, Told, key_of
from inducult.dialogue.actions import give_dots, keep_group, keep_member, publish_digest, say
from inducult.dialogue.actions.leading import keep_session
from inducult.dialogue.house_templates import house_template
from inducult.dialogue.models import (
    Card,
    Commitment,
    FocusGroup,
    Member,
    Participant,
    Proposition,
    Session,
    Story,
    Theme,
)
from inducult.dialogue.phases import plain
from inducult.partnership.models import Region

MARKS = {
    "en": "example",
    "de": "Beispiel",
    "cs": "příklad",
    "pl": "przykład",
    "it": "esempio",
    "sl": "primer",
    "hr": "primjer",
    "nl": "voorbeeld",
}


def add_documented_group(told: Told) -> None:
    """The group as its sources tell of it, without members and sessions."""
    said = told["documented"]
    group = FocusGroup(
        key=key_of(told, "group", "documented"),
        region=Region.objects.get(pk=told["region"]),
        title=said["title"],
        about=said["about"].strip(),
        language=told["language"],
        begun_at=_at(said["begun"]),
    )
    keep_group(group, by=OF_SOURCES)


def add_example_group(told: Told) -> Session:
    """The group with members of no name, and its session with all that was said in it."""
    group = FocusGroup(
        key=key_of(told, "group", "example"),
        region=Region.objects.get(pk=told["region"]),
        title=told["group"]["title"],
        about=told["group"]["about"].strip(),
        language=told["language"],
        is_example=True,
        begun_at=_at(told["session"]["held_on"]),
    )
    keep_group(group, by=OF_EXAMPLES)
    session = _session(told, group)
    _add_people(told, group, session)
    themes = _add_themes(told, session)
    _add_stories(told, session, themes)
    _add_cards(told, session, themes)
    _add_propositions(told, session, themes)
    _add_dots(told, session)
    publish_digest(session, by=OF_EXAMPLES)
    return session


def _session(told: Told, group: FocusGroup) -> Session:
    said = told["session"]
    begun = _at(said["held_on"])
    template = house_template(said["form"], told["language"])
    session = Session(
        key=key_of(told, "session", "example"),
        group=group,
        title=said["title"],
        language=told["language"],
        steps=plain(template.steps),
        position=max(len(template.steps) - 1, 0),
        problem=said["problem"],
        topic=said["topic"],
        guide=said["guide"],
        state=Session.State.CLOSED,
        held_on=said["held_on"],
        opened_at=begun,
        closed_at=begun,
        is_example=True,
    )
    return keep_session(session, by=OF_EXAMPLES)


def _add_people(told: Told, group: FocusGroup, session: Session) -> None:
    """Members and participants are numbers: nobody is named."""
    number = 0
    for sector, count in told["group"]["members"].items():
        for _each in range(count):
            number += 1
            name = f"{number} ({MARKS[told['language']]})"
            key = key_of(told, "member", number)
            member = Member(key=key, group=group, name=name, sector=sector)
            keep_member(member, by=OF_EXAMPLES)
            seat = key_of(told, "participant", number)
            Participant.objects.create(key=seat, session=session, sector=sector, member=member)


def _add_themes(told: Told, session: Session) -> dict[str, Theme]:
    themes = {}
    for order, said in enumerate(told["session"]["themes"], 1):
        theme = Theme(
            key=key_of(told, "theme", said["key"]),
            session=session,
            title=said["title"],
            note=said.get("note", ""),
            is_core=said.get("core", False),
            order=order,
        )
        themes[said["key"]] = say(theme, by=OF_EXAMPLES)
    return themes


def _add_stories(told: Told, session: Session, themes: dict[str, Theme]) -> None:
    fields = ("title", "happening", "made_possible", "involved", "when", "quote", "named_as")
    for said in told["session"]["stories"]:
        told_at = _at(told["session"]["held_on"])
        story = Story(
            key=key_of(told, "story", said["key"]),
            session=session,
            group=session.group,
            language=told["language"],
            consent=said["consent"],
            quote_consent=said["consent"],
            told_at=told_at,
            withdrawn_at=told_at if said.get("withdrawn") else None,
            is_example=True,
            **{field: said.get(field, "") for field in fields},
        )
        say(story, by=OF_EXAMPLES, themes=[themes[key] for key in said["themes"]])


def _add_cards(told: Told, session: Session, themes: dict[str, Theme]) -> None:
    for order, said in enumerate(told["session"].get("cards", ()), 1):
        card = Card(
            key=key_of(told, "card", order),
            session=session,
            text=said["text"],
            kind=said.get("kind", Card.Kind.STRENGTH),
            theme=themes.get(said.get("theme", "")),
            consent="public",
            order=order,
        )
        say(card, by=OF_EXAMPLES)


def _add_propositions(told: Told, session: Session, themes: dict[str, Theme]) -> None:
    """Propositions, and the commitments that stand by them."""
    kept: dict[str, Proposition] = {}
    for order, said in enumerate(told["session"]["propositions"], 1):
        proposition = Proposition(
            key=key_of(told, "proposition", said["key"]),
            session=session,
            text=said["text"],
            language=told["language"],
            order=order,
        )
        grounds = [themes[key] for key in said["themes"]]
        kept[said["key"]] = say(proposition, by=OF_EXAMPLES, themes=grounds)
    for number, said in enumerate(told["session"]["commitments"], 1):
        _add_commitment(told, session, number, said, kept)


def _add_commitment(
    told: Told, session: Session, number: int, said: Told, kept: dict[str, Proposition]
) -> None:
    commitment = Commitment(
        key=key_of(told, "commitment", number),
        session=session,
        who=said["who"],
        what=said["what"],
        until=said["until"],
        needs=said.get("needs", ""),
        offers=said.get("offers", ""),
        consent=said["consent"],
        proposition=kept[said["proposition"]],
        done_at=_at(said["until"]) if said.get("done") else None,
    )
    say(commitment, by=OF_EXAMPLES)


def _add_dots(told: Told, session: Session) -> None:
    """Dots as they were counted on the wall."""
    for name, number in told["session"]["dots"].items():
        kind = "proposition" if name.startswith("p-") else "theme"
        give_dots(session, kind, key_of(told, kind, name), number, participant=None)


def _at(day: Any) -> datetime:
    """Noon of the day: the hour is not known."""
    return datetime.combine(day, time(12), UTC)
