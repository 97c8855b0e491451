"""Texts are written, by several people at once; sections come, go and change their order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from inducult.common.history import Actor, Trace, keep
from inducult.strategy.actions.beginning import grow
from inducult.strategy.markup import tidy
from inducult.strategy.merging import Clash, clashes, merge, text_of
from inducult.strategy.models import Citation, Comment, Section, Strategy, Wording

__all__ = ["Clashing", "Written", "add_section", "move", "remove", "write"]


@dataclass(frozen=True)
class Written:
    """What somebody typed, and the revision that she saw when she began.

    `due` is the day of a mid-term aim.
    """

    title: str
    body: str
    revision: int
    due: date | None = None


class Clashing(Exception):
    """Somebody else has changed the same words; nothing was saved.

    `both` is the text with the words of both, to be joined and saved on `both.revision`.
    """

    def __init__(self, section: Section, both: Written, found: list[Clash]) -> None:
        super().__init__(section.key)
        self.section, self.both, self.clashes = section, both, found


@transaction.atomic
def write(section: Section, said: Written, *, by: Actor) -> Section:
    """The section with the text, merged with what others saved meanwhile. Raises Clashing."""
    section = Section.objects.select_for_update(of=("self",)).get(pk=section.pk)
    joined = _joined(section, replace(said, title=said.title.strip(), body=tidy(said.body)))
    if (joined.title, joined.body, joined.due) == (section.title, section.body, section.due):
        return section
    before = _record(section)
    section.title, section.body, section.due = joined.title, joined.body, joined.due
    section.revision += 1
    section.written_by, section.written_at = by.name, timezone.now()
    section.save()
    told = {"title": section.title, "body": section.body, "due": section.due}
    Wording.objects.create(section=section, revision=section.revision, by=by.name, **told)
    keep([Trace("write", "section", section.key, before, _record(section))], by=by)
    grow(section.strategy)
    return section


@transaction.atomic
def add_section(strategy: Strategy, kind: str, *, by: Actor) -> Section:
    """One more argument, aim or annex, behind the others."""
    last = strategy.sections.filter(kind=kind).aggregate(last=Max("order"))["last"]
    section = Section.objects.create(strategy=strategy, kind=kind, order=(last or 0) + 1)
    keep([Trace("add", "section", section.key, None, _record(section))], by=by)
    grow(strategy)
    return section


@transaction.atomic
def move(section: Section, steps: int, *, by: Actor) -> None:
    """Up (negative) or down among those of its kind."""
    rows = list(section.strategy.sections.filter(kind=section.kind).order_by("order", "id"))
    at = rows.index(section)
    rows.insert(min(max(at + steps, 0), len(rows) - 1), rows.pop(at))
    for order, row in enumerate(rows, 1):
        Section.objects.filter(pk=row.pk).update(order=order)
    to = rows.index(section) + 1
    keep([Trace("move", "section", section.key, {"order": at + 1}, {"order": to})], by=by)
    grow(section.strategy)


@transaction.atomic
def remove(section: Section, *, by: Actor) -> None:
    """An argument, aim or annex goes, with what it cited and what was remarked on it."""
    strategy, about = section.strategy, {"subject_kind": "section", "subject_key": section.key}
    keep([Trace("remove", "section", section.key, _whole(section), None)], by=by)
    Citation.objects.filter(strategy=strategy, **about).delete()
    Comment.objects.filter(strategy=strategy, **about).delete()
    section.delete()
    grow(strategy)


def _joined(section: Section, said: Written) -> Written:
    """The text to be saved; what was written on an older revision is merged."""
    if said.revision == section.revision:
        return said
    base = section.wordings.filter(revision=said.revision).first()
    title = merge(base.title if base else "", said.title, section.title)
    body = merge(base.body if base else "", said.body, section.body)
    due = section.due if said.due == (base.due if base else None) else said.due
    named = text_of(title).replace("\n", " / ")[:200]
    both = Written(named, text_of(body), section.revision, due)
    if found := [*clashes(title), *clashes(body)]:
        raise Clashing(section, both, found)
    return both


def _record(section: Section) -> dict[str, object]:
    """What the history keeps; the words of each revision stand in its wordings."""
    names = ("kind", "title", "order", "revision")
    return {name: getattr(section, name) for name in names}


def _whole(section: Section) -> dict[str, object]:
    return {**_record(section), "body": section.body}
