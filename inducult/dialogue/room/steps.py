"""Where a session stands, for pages: the step that runs, and what may be done in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from inducult.dialogue.models import Card, Session
from inducult.dialogue.phases import CARDS, Deed, Kind, State, Step, Who, may, step_at, steps_from
from inducult.dialogue.rings import Element, Placed, placed
from inducult.dialogue.room.showing import Things, of_kind


@dataclass(frozen=True)
class Standing:
    """A session at one of its steps, as a participant sees it."""

    session: Session
    step: Step | None
    number: int
    of: int

    @property
    def cards(self) -> list[tuple[str, Any]]:
        """The kinds of card that the step takes, with their names."""
        labels = dict(Card.Kind.choices)
        kinds = CARDS.get(self.step.kind, ()) if self.step else ()
        return [(kind, labels[kind]) for kind in kinds]

    @property
    def rings(self) -> list[tuple[str, Any]]:
        """The rings of the design map; in other steps there are none."""
        return Card.Ring.choices if self.step and self.step.kind == Kind.MAP else []

    @property
    def deeds(self) -> dict[str, bool]:
        """Every deed by its word, and whether participants may do it now."""
        return {str(deed): self.allows(deed) for deed in Deed}

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of card that hang on the wall of the step; of a step without, strengths."""
        return (CARDS.get(self.step.kind) if self.step else None) or ("strength",)

    @property
    def shows_wall(self) -> bool:
        """Whether the step is about cards that all have written."""
        kind = self.step.kind if self.step else None
        return bool(self.cards) or kind in (Kind.DOTS, Kind.CORE)

    def allows(self, deed: Deed) -> bool:
        kind = self.step.kind if self.step else None
        return may(deed, Who.PARTICIPANT, State(self.session.state), kind)


def standing(session: Session, position: int | None = None) -> Standing:
    """At the step that runs, or at an earlier one: what was written there without a net may come
    late. A later step than the running one has not begun for anybody."""
    steps = steps_from(session.steps)
    at = session.position if position is None else min(position, session.position)
    return Standing(session, step_at(steps, at), at + 1, len(steps))


def map_of(things: Things, at: Standing) -> list[Placed]:
    """The design map of the step that runs; empty in another step."""
    if not at.rings:
        return []
    cards = (card for card in of_kind(things, "card") if card["kind"] == Card.Kind.ELEMENT)
    return placed(Element(c["key"], c["ring"], c["text"], c["signs"]) for c in cards)


def seconds_left(session: Session) -> int | None:
    """Of the step that runs; negative when it has lasted too long, None when nothing runs."""
    step = standing(session).step
    if step is None or session.step_begun_at is None or session.state != Session.State.OPEN:
        return None
    gone = (timezone.now() - session.step_begun_at).total_seconds()
    return int(step.minutes * 60 - gone)
