"""What everybody in the room sees, as plain values by name: `card:KEY`, `theme:KEY`, `session`."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import Count, Sum

from inducult.dialogue.models import Dot, Pair, Participant, Session

Things = dict[str, Any]


def things_of(session: Session) -> Things:
    """All of it. Words that were taken back are not there; names only in a session by name."""
    by_name = session.naming == Session.Naming.BY_NAME
    return {
        "session": _step(session),
        **_cards(session, by_name=by_name),
        **_themes(session),
        **_stories(session),
        **_propositions(session),
        **_commitments(session, by_name=by_name),
        **_dots(session),
        **_pairs(session, by_name=by_name),
        "here": _here(session),
        "concerns": session.concerns.filter(withdrawn_at=None, settled_at=None).count(),
    }


def seats_of(session: Session) -> frozenset[str]:
    """The keys of all who sit there; nobody when the code leads nowhere any more."""
    if not session.code:
        return frozenset()
    seats = session.participants.filter(erased_at=None)
    return frozenset(seats.order_by().values_list("key", flat=True))


def of_kind(things: Things, kind: str) -> list[Things]:
    """The things of one kind, each with its key, in the order of the board."""
    rows = ((name.partition(":"), thing) for name, thing in things.items())
    return [{"key": key, **thing} for (word, _colon, key), thing in rows if word == kind and key]


def _step(session: Session) -> Things:
    begun = session.step_begun_at
    return {
        "state": session.state,
        "position": session.position,
        "begun": int(begun.timestamp()) if begun else None,
    }


def _cards(session: Session, *, by_name: bool) -> Things:
    rows = session.cards.filter(withdrawn_at=None).annotate(signs=Count("sign_ups"))
    fields = ("key", "text", "kind", "ring", "theme__key", "order", "step", "signs")
    return {
        f"card:{row['key']}": {
            "text": row["text"],
            "kind": row["kind"],
            "ring": row["ring"],
            "theme": row["theme__key"] or "",
            "order": row["order"],
            "step": row["step"],
            "signs": row["signs"],
            "by": (row["participant__name"] or "") if by_name else "",
        }
        for row in rows.order_by("id").values(*fields, "participant__name")
    }


def _themes(session: Session) -> Things:
    rows = session.themes.order_by("order", "id").values_list("key", "title", "order", "is_core")
    return {f"theme:{key}": {"title": t, "order": n, "core": c} for key, t, n, c in rows}


def _stories(session: Session) -> Things:
    rows = session.stories.filter(withdrawn_at=None).order_by("id").values_list("key", "title")
    return {f"story:{key}": {"title": title} for key, title in rows}


def _propositions(session: Session) -> Things:
    rows = session.propositions.order_by("order", "id").values_list("key", "text")
    return {f"proposition:{key}": {"text": text} for key, text in rows}


def _commitments(session: Session, *, by_name: bool) -> Things:
    rows = session.commitments.filter(withdrawn_at=None).order_by("id")
    return {
        f"commitment:{row.key}": {
            "who": row.who if by_name else "",
            "what": row.what,
            "until": row.until.isoformat() if row.until else "",
        }
        for row in rows
    }


def _dots(session: Session) -> Things:
    """How many lie on each thing, of all together; never whose they are."""
    rows = Dot.objects.filter(session=session).order_by().values("kind", "subject")
    return {f"dots:{r['kind']}:{r['subject']}": r["n"] for r in rows.annotate(n=Sum("number"))}


def _pairs(session: Session, *, by_name: bool) -> Things:
    """The tables of the latest round: who sits there is named by sector, or by name."""
    latest = Pair.objects.filter(session=session).order_by("-round").first()
    if latest is None:
        return {}
    rows = Pair.objects.filter(session=session, round=latest.round).prefetch_related("members")
    return {
        f"pair:{pair.number}": {
            "round": pair.round,
            "seats": [_seat(each, by_name=by_name) for each in pair.members.all()],
        }
        for pair in rows.order_by("number")
    }


def _seat(participant: Participant, *, by_name: bool) -> Things:
    return {
        "key": participant.key,
        "sector": participant.sector,
        "name": participant.name if by_name else "",
    }


def _here(session: Session) -> dict[str, int]:
    rows = Participant.objects.filter(session=session, erased_at=None)
    return dict(Counter(rows.order_by("id").values_list("sector", flat=True)))
