"""The digest of a session: what came out of it, for one reader. Counts are complete, words not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Count, Sum
from django.utils import timezone

from inducult.dialogue.models import (
    Card,
    Commitment,
    Dot,
    Proposition,
    Sector,
    Session,
    Story,
    Theme,
)
from inducult.dialogue.reading import Circles, circles_of
from inducult.dialogue.rings import Element, Placed, placed
from inducult.dialogue.voices import Voice, voice_of

FEW: Final = 3  # fewer people than this are not counted out


@dataclass(frozen=True)
class SectorCount:
    """How many of a sector were there; None: some, and fewer than three."""

    sector: str
    label: str
    number: int | None


@dataclass(frozen=True)
class ThemeOf:
    """A theme with what stands behind it. Counts also count what may not be read."""

    key: str
    title: str
    note: str
    is_core: bool
    dots: int
    cards: int
    stories: int
    quotes: tuple[Voice, ...]
    card_texts: tuple[str, ...]


@dataclass(frozen=True)
class PropositionOf:
    key: str
    text: str
    language: str
    dots: int
    themes: tuple[str, ...]


@dataclass(frozen=True)
class Promise:
    """A commitment for one reader; `who` is a name only inside the group."""

    key: str
    who: str
    what: str
    until: date | None
    needs: str
    offers: str
    is_done: bool
    is_due: bool


@dataclass(frozen=True)
class Digest:
    """What came out of a session, for one reader. `people` is None when it is not told."""

    session: Session
    held_on: date | None
    people: int | None
    sectors: tuple[SectorCount, ...]
    themes: tuple[ThemeOf, ...]
    voices: tuple[Voice, ...]
    stories: int
    stories_withdrawn: int
    cards: int
    propositions: tuple[PropositionOf, ...]
    map: tuple[Placed, ...]
    commitments: tuple[Promise, ...]
    commitments_made: int
    concerns: int

    @property
    def ring_names(self) -> list[tuple[str, Any]]:
        """Of the design map, from the middle outwards."""
        return list(Card.Ring.choices)

    @property
    def core(self) -> tuple[ThemeOf, ...]:
        """The themes of the positive core."""
        return tuple(theme for theme in self.themes if theme.is_core)


def digest_of(session: Session, reader: Any) -> Digest:
    """The digest as this reader may see it (None: the public)."""
    stories, circles = _stories(session), circles_of(reader)
    dots = _dots(session)
    sectors = Counter(session.participants.order_by().values_list("sector", flat=True))
    commitments = list(session.commitments.all())
    return Digest(
        session=session,
        held_on=held_on(session),
        people=total(sectors),
        sectors=by_sector(sectors),
        themes=tuple(_theme(theme, dots, circles) for theme in _themes(session)),
        voices=tuple(v for v in (voice_of(s, circles) for s in stories) if not v.is_silent),
        stories=len(stories),
        stories_withdrawn=sum(story.is_withdrawn for story in stories),
        cards=session.cards.count(),
        propositions=tuple(_proposition(p, dots) for p in _propositions(session)),
        map=tuple(_map(session, circles)),
        commitments=tuple(_promise(c) for c in commitments if _shown(c, session, circles)),
        commitments_made=len(commitments),
        concerns=session.concerns.count(),
    )


def _map(session: Session, circles: Circles) -> list[Placed]:
    """The design map with what this reader may read of it."""
    rows = session.cards.filter(kind=Card.Kind.ELEMENT, withdrawn_at=None)
    read = (row for row in rows.annotate(signs=Count("sign_ups")).order_by("id"))
    shown = [row for row in read if circles.may_read(row.consent, session.group_id)]
    return placed(Element(row.key, row.ring, row.text, row.signs) for row in shown)


def suppressed(number: int) -> int | None:
    """None when some, and fewer than three, could be told apart."""
    return None if 0 < number < FEW else number


def total(counts: Counter[str]) -> int | None:
    """All people; None when they are few, or when the sum would give away a small sector."""
    hidden = [number for number in counts.values() if 0 < number < FEW]
    given_away = sum(hidden) in (len(hidden), (FEW - 1) * len(hidden))
    return None if hidden and given_away else suppressed(sum(counts.values()))


def by_sector(counts: Counter[str]) -> tuple[SectorCount, ...]:
    """Sectors that were there, in the order in which we list them."""
    present = (sector for sector in Sector if counts[sector])
    return tuple(SectorCount(s.value, str(s.label), suppressed(counts[s])) for s in present)


def held_on(session: Session) -> date | None:
    """The day of its meeting, or the one that was typed in, or that on which it was opened."""
    if session.meeting:
        return timezone.localdate(session.meeting.starts_at)
    opened = timezone.localdate(session.opened_at) if session.opened_at else None
    return session.held_on or opened


def _stories(session: Session) -> list[Story]:
    return list(session.stories.select_related("group", "session", "where").order_by("told_at"))


def _themes(session: Session) -> Iterable[Theme]:
    return session.themes.prefetch_related("cards", "stories__group", "stories__where")


def _propositions(session: Session) -> Iterable[Proposition]:
    return session.propositions.prefetch_related("themes")


def _dots(session: Session) -> dict[tuple[str, str], int]:
    rows = session.dots.order_by().values_list("kind", "subject").annotate(sum=Sum("number"))
    return {(kind, subject): number for kind, subject, number in rows}


def _theme(theme: Theme, dots: dict[tuple[str, str], int], circles: Circles) -> ThemeOf:
    stories = theme.stories.all()
    cards = theme.cards.all()
    group = theme.session.group_id
    return ThemeOf(
        key=theme.key,
        title=theme.title,
        note=theme.note,
        is_core=theme.is_core,
        dots=dots.get((Dot.Kind.THEME, theme.key), 0),
        cards=len(cards),
        stories=len(stories),
        quotes=_quotes(stories, circles),
        card_texts=tuple(
            c.text for c in cards if not c.is_withdrawn and circles.may_read(c.consent, group)
        ),
    )


def _quotes(stories: Sequence[Story] | Any, circles: Circles) -> tuple[Voice, ...]:
    return tuple(voice for voice in (voice_of(s, circles) for s in stories) if voice.quote)


def _proposition(row: Proposition, dots: dict[tuple[str, str], int]) -> PropositionOf:
    return PropositionOf(
        key=row.key,
        text=row.text,
        language=row.language,
        dots=dots.get((Dot.Kind.PROPOSITION, row.key), 0),
        themes=tuple(theme.title for theme in row.themes.all()),
    )


def _shown(row: Commitment, session: Session, circles: Circles) -> bool:
    return not row.is_withdrawn and circles.may_read(row.consent, session.group_id)


def _promise(row: Commitment) -> Promise:
    today = timezone.localdate()
    late = row.until is not None and row.until < today and row.done_at is None
    return Promise(
        key=row.key,
        who=row.who,
        what=row.what,
        until=row.until,
        needs=row.needs,
        offers=row.offers,
        is_done=row.done_at is not None,
        is_due=late,
    )
