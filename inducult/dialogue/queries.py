"""What pages and other parts ask of the dialogue. Words come only as the reader may see them."""

from __future__ import annotations

from typing import Any, cast

from django.db.models import Q, QuerySet

from inducult.dialogue.citing import Cited, all_cited, as_cited
from inducult.dialogue.digest import Digest, digest_of
from inducult.dialogue.models import (
    Card,
    Commitment,
    Concern,
    Consent,
    FocusGroup,
    Participant,
    Proposition,
    Session,
    SessionPicture,
    Story,
    Theme,
)
from inducult.dialogue.models.spoken import Spoken
from inducult.dialogue.reading import circles_of, in_circle, of_circle, readable, runs
from inducult.dialogue.voices import Voice, voice_of

__all__ = [
    "Cited",
    "Digest",
    "Voice",
    "all_cited",
    "as_cited",
    "behind_receipt",
    "commitments_for",
    "digest_of",
    "groups_for",
    "in_circle",
    "propositions_for",
    "public_pictures",
    "public_sessions",
    "public_stories",
    "runs",
    "stories_for",
    "themes_for",
    "voices_for",
    "words_of",
]


def groups_for(person: Any) -> QuerySet[FocusGroup]:
    """The groups in whose circle the person is."""
    return FocusGroup.objects.filter(of_circle(person)).select_related("region")


def stories_for(person: Any) -> QuerySet[Story]:
    """Stories of which the person may read something; show them through `voice_of` only."""
    told = readable(person, "group__")
    quoted = readable(person, "group__", "quote_consent") & ~Q(quote="")
    return Story.objects.filter(told | quoted).select_related("group", "session", "where")


def voices_for(person: Any, region: str = "", limit: int = 500) -> list[Voice]:
    """The newest stories that the person may read, each as she may read it."""
    rows = stories_for(person)
    rows = rows.filter(group__region=region) if region else rows
    circles = circles_of(person)
    return [voice_of(story, circles) for story in rows[:limit]]


def public_stories() -> QuerySet[Story]:
    """Stories that their tellers gave to everybody."""
    rows = Story.objects.filter(consent=Consent.PUBLIC, withdrawn_at=None)
    return rows.select_related("group", "session", "where")


def public_sessions() -> QuerySet[Session]:
    """Sessions whose digest the group has published."""
    return Session.objects.filter(published_at__isnull=False).select_related("group__region")


def themes_for(person: Any) -> QuerySet[Theme]:
    """Themes of the groups of the person, and those in published digests."""
    return Theme.objects.filter(_of_sessions(person)).select_related("session__group")


def propositions_for(person: Any) -> QuerySet[Proposition]:
    """Propositions of the groups of the person, and those in published digests."""
    return Proposition.objects.filter(_of_sessions(person)).select_related("session__group")


def commitments_for(person: Any) -> QuerySet[Commitment]:
    """Commitments that the person may read."""
    rows = Commitment.objects.filter(readable(person, "session__group__"))
    return rows.select_related("session__group", "member", "proposition")


def public_pictures(session: Session) -> QuerySet[SessionPicture]:
    """Pictures for everybody; not those of people who were not asked."""
    return session.pictures.filter(consent=Consent.PUBLIC, people_asked=True, withdrawn_at=None)


def behind_receipt(receipt: str) -> Spoken | Participant | None:
    """What somebody said, or the participant who said several things; None: nothing."""
    models = (Story, Card, Commitment, Concern, SessionPicture, Participant)
    rows = (cast(Any, model).objects.filter(receipt=receipt).first() for model in models)
    return cast("Spoken | Participant | None", next(filter(None, rows), None))


def words_of(participant: Participant) -> list[Spoken]:
    """What a participant said and has not taken back."""
    sets = (participant.stories, participant.cards, participant.commitments, participant.concerns)
    return [row for rows in sets for row in cast(Any, rows).filter(withdrawn_at=None)]


def _of_sessions(person: Any) -> Q:
    return of_circle(person, "session__group__") | Q(session__published_at__isnull=False)
