"""What grew from what: a story, theme, proposition or commitment as others may cite it.

Who cites keeps kind and key, never words; the words are asked for at each reading, for the reader.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from inducult.dialogue.models import Commitment, Proposition, Session, Story, Theme
from inducult.dialogue.reading import in_circle, may_read
from inducult.dialogue.voices import voice_of


class Standing(StrEnum):
    """Whether the words can be shown."""

    READABLE = "readable"
    CLOSED = "closed"  # there are words, not for this reader
    WITHDRAWN = "withdrawn"  # there are none any more; the row counts on
    GONE = "gone"  # there never was such a thing, or it was removed with its session


@dataclass(frozen=True)
class Cited:
    """One cited thing for one reader. `text` and `title` are "" unless it is readable."""

    kind: str
    key: str
    standing: Standing
    title: str = ""
    text: str = ""
    language: str = ""
    region: str = ""
    session: str = ""
    is_example: bool = False


def as_cited(kind: str, key: str, reader: Any) -> Cited:
    """A thing of the dialogue as it may be cited; raises KeyError for a kind we do not know."""
    return _KINDS[kind](key, reader) or Cited(kind, key, Standing.GONE)


def _story(key: str, reader: Any) -> Cited | None:
    row = Story.objects.select_related("group", "session", "where").filter(key=key).first()
    if row is None:
        return None
    voice = voice_of(row, reader)
    return Cited(
        "story",
        key,
        _standing(row.is_withdrawn, not voice.is_silent),
        title=voice.title,
        text=voice.quote or voice.happening,
        language=voice.language,
        region=voice.region,
        session=voice.session,
        is_example=voice.is_example,
    )


def _theme(key: str, reader: Any) -> Cited | None:
    row = Theme.objects.select_related("session__group").filter(key=key).first()
    if row is None:
        return None
    standing = _group_word(row.session, reader)
    return _of_session(row.session, Cited("theme", key, standing, row.title, row.note))


def _proposition(key: str, reader: Any) -> Cited | None:
    row = Proposition.objects.select_related("session__group").filter(key=key).first()
    if row is None:
        return None
    standing = _group_word(row.session, reader)
    return _of_session(row.session, Cited("proposition", key, standing, text=row.text))


def _commitment(key: str, reader: Any) -> Cited | None:
    row = Commitment.objects.select_related("session__group").filter(key=key).first()
    if row is None:
        return None
    shown = may_read(reader, row.consent, row.session.group)
    standing = _standing(row.is_withdrawn, shown)
    return _of_session(row.session, Cited("commitment", key, standing, row.who, row.what))


def _of_session(session: Session, cited: Cited) -> Cited:
    """With what the session knows of it, and without its words unless they are readable."""
    shown = cited.standing is Standing.READABLE
    return replace(
        cited,
        title=cited.title if shown else "",
        text=cited.text if shown else "",
        language=session.language,
        region=session.group.region_id,
        session=session.key,
        is_example=session.is_example,
    )


def _group_word(session: Session, reader: Any) -> Standing:
    """Themes and propositions are the group's: theirs, and everybody's once published."""
    shown = session.published_at is not None or in_circle(reader, session.group)
    return _standing(withdrawn=False, shown=shown)


def _standing(withdrawn: bool, shown: bool) -> Standing:
    if withdrawn:
        return Standing.WITHDRAWN
    return Standing.READABLE if shown else Standing.CLOSED


_KINDS: Final[Mapping[str, Callable[[str, Any], Cited | None]]] = {
    "story": _story,
    "theme": _theme,
    "proposition": _proposition,
    "commitment": _commitment,
}
KINDS: Final = tuple(_KINDS)
