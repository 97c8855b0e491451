"""What the history keeps of the dialogue: that something happened, never what was said."""

from __future__ import annotations

from typing import Any, Final

from inducult.common.history import Actor, Trace, keep
from inducult.dialogue.models import (
    Card,
    Commitment,
    Concern,
    Proposition,
    SessionPicture,
    Story,
    Theme,
)
from inducult.dialogue.models.spoken import Sent, Spoken

KINDS: Final[dict[type[Sent], str]] = {
    Story: "story",
    Card: "card",
    Theme: "theme",
    Proposition: "proposition",
    Commitment: "commitment",
    Concern: "concern",
    SessionPicture: "session_picture",
}
# Cards come by the thousand, and their row says all that a history could: who wrote it and when.
UNTRACED: Final = (Card,)


def kind_of(row: Sent) -> str:
    """The word for what somebody said."""
    return KINDS[type(row)]


def standing_of(row: Sent) -> dict[str, Any]:
    """What a history may hold of it: consent and whether the words are there."""
    if not isinstance(row, Spoken):
        return {"said": True}
    quote = {"quote_consent": row.quote_consent} if isinstance(row, Story) else {}
    return {"consent": row.consent, **quote, "withdrawn": row.is_withdrawn}


def trace(deed: str, row: Sent, before: dict[str, Any] | None, *, by: Actor) -> None:
    """Keep a deed on something said."""
    keep([Trace(deed, kind_of(row), row.key, before, standing_of(row))], by=by)


def note(deed: str, kind: str, key: str, told: dict[str, Any], *, by: Actor) -> None:
    """Keep a deed on a group, session, template: `told` are plain facts without words."""
    keep([Trace(deed, kind, key, None, {"deed": deed, **told})], by=by)
