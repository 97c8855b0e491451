"""A strategy as it is read, chapter by chapter: from what stands now, or from a version."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.functional import Promise

from inducult.strategy.freezing import Content
from inducult.strategy.models import Section, Strategy
from inducult.strategy.outline import Chapter, chapters_of
from inducult.strategy.sources import Sources, sources_of


@dataclass(frozen=True)
class Part:
    """A section as it is read."""

    key: str
    kind: str
    title: str
    body: str
    sources: Sources
    due: date | None = None

    @property
    def label(self) -> str | Promise:
        """What its heading says where it has no title of its own."""
        return Section.Kind(self.kind).label

    @property
    def is_empty(self) -> bool:
        return not (self.title or self.body or self.sources.total)

    @property
    def state(self) -> str:
        """`empty`, `begun` (few words, or nothing behind it) or `written`."""
        if self.is_empty:
            return "empty"
        return "written" if len(self.body.split()) >= ENOUGH else "begun"


@dataclass(frozen=True)
class Read:
    """A chapter with its parts; `number` counts from 1.

    `has_rows`: beside what is written there are fields, actions or indicators in it.
    """

    number: int
    chapter: Chapter
    parts: list[Part] = field(default_factory=list)
    has_rows: bool = False

    def of(self, kind: str) -> list[Part]:
        return [part for part in self.parts if part.kind == kind]

    @property
    def is_empty(self) -> bool:
        return all(part.is_empty for part in self.parts)

    @property
    def state(self) -> str:
        """`written` when every part is, `empty` when none is begun and no row is there."""
        states = {part.state for part in self.parts} or {"empty"}
        if states == {"empty"} and self.has_rows:
            return "begun"
        return states.pop() if len(states) == 1 else "begun"

    @property
    def cites(self) -> int:
        return sum(part.sources.total for part in self.parts)


ENOUGH = 25  # words from which on a part counts as written


def chapters_read(strategy: Strategy, content: Content, reader: Any) -> list[Read]:
    """The chapters in their order, with the parts that the content holds."""
    sources = sources_of(content["citations"], reader)
    parts = [_part(said, sources) for said in content["sections"]]
    with_rows = _with_rows(content["plan"])
    return [
        Read(
            number,
            chapter,
            [part for kind in chapter.kinds for part in parts if part.kind == kind],
            chapter.name in with_rows,
        )
        for number, chapter in enumerate(chapters_of(strategy), 1)
    ]


def _with_rows(plan: dict[str, Any]) -> set[str]:
    """The chapters that the plan fills."""
    objectives = [each for row in plan["fields"] for each in row["objectives"]]
    measures = [each for row in objectives for each in row["measures"]]
    filled = {
        "fields": plan["fields"],
        "plan": any(row["actions"] for row in measures),
        "monitoring": plan["indicators"],
    }
    return {name for name, rows in filled.items() if rows}


def all_sources(content: Content, reader: Any) -> dict[tuple[str, str], Sources]:
    """What everything in the content has grown from, objectives and actions as well."""
    return sources_of(content["citations"], reader)


def _part(said: dict[str, Any], sources: dict[tuple[str, str], Sources]) -> Part:
    own = sources.get(("section", said["key"]), Sources())
    day = said.get("due")  # versions of former days have none
    due = date.fromisoformat(day) if day else None
    return Part(said["key"], said["kind"], said["title"], said["body"], own, due)
