"""What grew from what: a story, theme, proposition or commitment as others may cite it.

Who cites keeps kind and key, never words; the words are asked for at each reading, for the reader.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from inducult.dialogue.models import Commitment, Proposition, Session, Story, Theme
from inducult.dialogue.reading import Circles, circles_of
from inducult.dialogue.voices import voice_of


class Standing(StrEnum):
    """Whether the words can be shown."""

    READABLE = "readable"
    CLOSED = "closed"  # there are words, or were: never for this reader, who learns nothing of them
    WITHDRAWN = "withdrawn"  # she could read them; there are none any more, the row counts on
    GONE = "gone"  # there never was such a thing, or it was removed with its session


@dataclass(frozen=True)
class Cited:
    """One cited thing for one reader. `text`, `title` and `by` are "" unless it is readable.

    `by` is whom its teller wants named.
    """

    kind: str
    key: str
    standing: Standing
    title: str = ""
    text: str = ""
    language: str = ""
    region: str = ""
    session: str = ""
    is_example: bool = False
    by: str = ""


def as_cited(kind: str, key: str, reader: Any) -> Cited:
    """A thing of the dialogue as it may be cited; raises KeyError for a kind we do not know."""
    return all_cited(kind, [key], reader)[key]


def all_cited(kind: str, keys: Iterable[str], reader: Any) -> dict[str, Cited]:
    """Many of one kind, by key, with two questions; raises KeyError for a kind we do not know."""
    known, wanted, circles = _KINDS[kind], list(keys), circles_of(reader)
    rows = known.model.objects.filter(key__in=wanted).select_related(*known.with_it)
    found = {row.key: known.tell(row, circles) for row in rows.order_by("id")}
    return {key: found.get(key) or Cited(kind, key, Standing.GONE) for key in wanted}


def _story(row: Story, circles: Circles) -> Cited:
    voice = voice_of(row, circles)
    return Cited(
        "story",
        row.key,
        _standing(row.is_withdrawn, circles.may_read(row.open_to, row.group_id)),
        title=voice.title,
        text=voice.quote or voice.happening,
        language=voice.language,
        region=voice.region,
        session=voice.session,
        is_example=voice.is_example,
        by=voice.named_as,
    )


def _theme(row: Theme, circles: Circles) -> Cited:
    standing = _group_word(row.session, circles)
    return _of_session(row.session, Cited("theme", row.key, standing, row.title, row.note))


def _proposition(row: Proposition, circles: Circles) -> Cited:
    standing = _group_word(row.session, circles)
    return _of_session(row.session, Cited("proposition", row.key, standing, text=row.text))


def _commitment(row: Commitment, circles: Circles) -> Cited:
    shown = circles.may_read(row.open_to, row.session.group_id)
    standing = _standing(row.is_withdrawn, shown)
    return _of_session(row.session, Cited("commitment", row.key, standing, row.who, row.what))


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


def _group_word(session: Session, circles: Circles) -> Standing:
    """Themes and propositions are the group's: theirs, and everybody's once published."""
    shown = session.published_at is not None or session.group_id in circles.groups
    return _standing(withdrawn=False, shown=shown)


def _standing(withdrawn: bool, shown: bool) -> Standing:
    """Of what she could never read, nobody learns that it was taken back."""
    if not shown:
        return Standing.CLOSED
    return Standing.WITHDRAWN if withdrawn else Standing.READABLE


@dataclass(frozen=True)
class _Kind:
    """A kind of things: its rows, what is read with them, and what of it is told."""

    model: Any
    with_it: tuple[str, ...]
    tell: Callable[[Any, Circles], Cited]


_SESSION: Final = ("session__group",)
_KINDS: Final[Mapping[str, _Kind]] = {
    "story": _Kind(Story, ("group", "session", "where"), _story),
    "theme": _Kind(Theme, _SESSION, _theme),
    "proposition": _Kind(Proposition, _SESSION, _proposition),
    "commitment": _Kind(Commitment, _SESSION, _commitment),
}
KINDS: Final = tuple(_KINDS)
