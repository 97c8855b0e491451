"""A small focus group with a session, as tests need it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.utils import timezone

from inducult.common.history import Actor
from inducult.dialogue.actions import keep_group, keep_member, keep_session, open_session, say
from inducult.dialogue.models import (
    Card,
    Commitment,
    Concern,
    FocusGroup,
    Member,
    Participant,
    Proposition,
    Session,
    Story,
    Theme,
)
from inducult.dialogue.models.spoken import Spoken
from inducult.partnership.models import Person, Region
from tests.cast import ABROAD, HOME

BY: Final = Actor.command("test")


@dataclass
class Workshop:
    """A group at home with a session that is open."""

    group: FocusGroup
    session: Session

    def seat(self, name: str = "Anna", sector: str = "museum", **more: Any) -> Participant:
        return Participant.objects.create(session=self.session, name=name, sector=sector, **more)

    def story(self, words: str = "A story", **more: Any) -> Story:
        told = {"title": words, "happening": words, "quote": words, "language": "en", **more}
        return say(Story(group=self.group, session=self.session, **told), by=BY)

    def card(self, words: str = "A card", **more: Any) -> Card:
        return say(Card(session=self.session, text=words, **more), by=BY)

    def theme(self, title: str = "A theme", **more: Any) -> Theme:
        return say(Theme(session=self.session, title=title, **more), by=BY)

    def proposition(self, text: str = "A proposition", **more: Any) -> Proposition:
        return say(Proposition(session=self.session, text=text, language="en", **more), by=BY)

    def commitment(self, words: str = "A deed", **more: Any) -> Commitment:
        told = {"who": words, "what": words, "needs": words, "offers": words, **more}
        return say(Commitment(session=self.session, **told), by=BY)

    def concern(self, words: str = "A concern", **more: Any) -> Concern:
        return say(Concern(session=self.session, text=words, **more), by=BY)


def workshop_in(region: Region, **more: Any) -> Workshop:
    """A group of the region, with a session that has been opened."""
    group = keep_group(FocusGroup(region=region, title="Looms", language="en", **more), by=BY)
    session = keep_session(
        Session(group=group, title="First session", language="en", topic="What weaves us?"), by=BY
    )
    return Workshop(group, open_session(session, by=BY))


def join(group: FocusGroup, person: Person, sector: str = "museum") -> Member:
    """A member with an account."""
    member = Member(group=group, name=person.name, email=person.email, sector=sector, person=person)
    return keep_member(member, by=BY)


def every_kind(workshop: Workshop, words: str, **more: Any) -> list[Spoken]:
    """The same words as a story, card, commitment and concern."""
    return [
        workshop.story(words, **more),
        workshop.card(words, **more),
        workshop.commitment(words, **more),
        workshop.concern(words, **more),
    ]


def rooms_for_permissions() -> dict[str, str]:
    """The words of addresses that the permission matrix asks: sessions at home and abroad."""
    home, abroad = (workshop_in(Region.objects.get(code=code)).session for code in (HOME, ABROAD))
    return {"home room": home.key, "foreign room": abroad.key, "{code}": home.code}


def now() -> Any:
    return timezone.now()
