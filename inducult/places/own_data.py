"""What the register keeps about a person, for her to take out."""

from __future__ import annotations

from typing import Any

from inducult.partnership.models import Person
from inducult.partnership.own_data import share
from inducult.places.models import Comment, Correction, Reminder, Sheet


@share("corrections")
def corrections(person: Person) -> list[Any]:
    """Her drafts, proposals and what became of them."""
    fields = ("place__slug", "state", "reason", "answer", "begun_at", "decided_at", "record")
    rows = Correction.objects.filter(author=person).order_by("id").values(*fields)
    return [{**row, "place": row.pop("place__slug")} for row in rows]


@share("comments")
def comments(person: Person) -> list[Any]:
    """What she said about places."""
    rows = Comment.objects.filter(author=person).order_by("id")
    return list(rows.values("place__slug", "text", "said_at"))


@share("reminders")
def reminders(person: Person) -> list[Any]:
    """What we asked her about places, and whether she answered."""
    rows = Reminder.objects.filter(person=person).order_by("id")
    return list(rows.values("place__slug", "season", "due_on", "sent_at", "answered_at", "answer"))


@share("tables")
def tables(person: Person) -> list[Any]:
    """The tables that she sent back."""
    rows = Sheet.objects.filter(person=person).order_by("id")
    return list(rows.values("name", "sent_at", "header", "rows", "run"))
