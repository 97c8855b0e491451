"""What one seat sees: the step as everybody does, and what is her own: dots, pair, words."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

from inducult.dialogue.models import Card, Dot, Participant, Sector, Session
from inducult.dialogue.models.spoken import Spoken
from inducult.dialogue.phases import Deed, Kind
from inducult.dialogue.queries import words_of
from inducult.dialogue.room.board import board_of
from inducult.dialogue.room.columns import columns
from inducult.dialogue.room.showing import of_kind
from inducult.dialogue.room.steps import Standing, map_of, seconds_left, standing

SHORT: Final = 80  # of one's own words in the list below the receipt, in letters


def seen_from(seat: Participant) -> dict[str, Any]:
    """What stands on the phone of this participant."""
    session = seat.session
    at = standing(session)
    things = board_of(session.key).at_present()
    given = {(dot.kind, dot.subject): dot.number for dot in seat.dots.order_by("id")}
    return {
        "session": session,
        "participant": seat,
        "at": at,
        "step": at.step,
        "columns": columns(things, at.kinds, session.position),
        "propositions": of_kind(things, "proposition"),
        "commitments": of_kind(things, "commitment"),
        "stories": of_kind(things, "story"),
        "themes": of_kind(things, "theme"),
        "core": [theme["title"] for theme in of_kind(things, "theme") if theme["core"]],
        "pair": _pair_of(seat),
        "votes": _votes(session, at, given),
        "dots_left": session.dots_each - _given(at, session, given),
        "map": map_of(things, at),
        "ring_names": Card.Ring.choices,
        "elements": _elements(at, seat),
        "left": seconds_left(session),
        "own": [_own(row) for row in words_of(seat)],
    }


def _own(row: Spoken) -> dict[str, str]:
    """One thing that she said, shortened, and who may read it."""
    words = next((text for field in row.WORDS if (text := getattr(row, field))), "")
    short = words if len(words) <= SHORT else f"{words[:SHORT].rstrip()} …"
    return {"words": short, "readers": str(row.get_consent_display())}


def _votes(
    session: Session, at: Standing, given: dict[tuple[str, str], int]
) -> list[dict[str, Any]]:
    """What dots are put on in this step, with one's own: propositions once there are any."""
    if not at.allows(Deed.GIVE_DOTS):
        return []
    kind = _dotted(session, at)
    subjects = _subjects(session, kind)
    return [_vote(kind, key, text, given.get((kind, key), 0)) for key, text in subjects]


def _subjects(session: Session, kind: str) -> list[tuple[str, str]]:
    if kind == Dot.Kind.CARD:
        rows = session.cards.filter(withdrawn_at=None, step=session.position)
        return list(rows.order_by("id").values_list("key", "text"))
    if kind == Dot.Kind.PROPOSITION:
        return list(session.propositions.order_by("order", "id").values_list("key", "text"))
    return list(session.themes.order_by("order", "id").values_list("key", "title"))


def _vote(kind: str, key: str, text: str, mine: int) -> dict[str, Any]:
    numbers = {"mine": mine, "less": max(0, mine - 1), "more": mine + 1, "dots": "●" * mine}
    return {"kind": kind, "key": key, "text": text, **numbers}


def _dotted(session: Session, at: Standing) -> str:
    """On what kind of thing dots are put."""
    if at.step and at.step.kind == Kind.IDEAS:
        return Dot.Kind.CARD
    late = at.step and at.step.kind == Kind.DOTS and session.propositions.exists()
    return Dot.Kind.PROPOSITION if late else Dot.Kind.THEME


def _given(at: Standing, session: Session, given: dict[tuple[str, str], int]) -> int:
    """How many dots she has put on things of the kind that is voted on."""
    by_kind: Counter[str] = Counter()
    for (kind, _subject), number in given.items():
        by_kind[kind] += number
    return by_kind[_dotted(session, at)]


def _elements(at: Standing, seat: Participant) -> list[dict[str, Any]]:
    """Elements and ideas to sign up for, with whether one has."""
    if not at.allows(Deed.SIGN_UP):
        return []
    mine = set(seat.sign_ups.order_by("id").values_list("card_id", flat=True))
    cards = seat.session.cards.filter(withdrawn_at=None, step=seat.session.position)
    return [
        {
            "key": card.key,
            "text": card.text,
            "ring": card.get_ring_display(),
            "is_mine": card.pk in mine,
        }
        for card in cards.order_by("id")
    ]


def _pair_of(seat: Participant) -> dict[str, Any] | None:
    """With whom one sits, in the latest round."""
    pair = seat.pairs.order_by("-round").first()
    if pair is None:
        return None
    others = [each for each in pair.members.order_by("id") if each.pk != seat.pk]
    names = [each.name or str(Sector(each.sector).label) for each in others]
    return {"number": pair.number, "round": pair.round, "others": names}
