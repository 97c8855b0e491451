"""What every page of the builder shows around its own matter: whose strategy, and its outline."""

from __future__ import annotations

from collections import Counter
from typing import Any

from inducult.strategy.freezing import content_of
from inducult.strategy.models import Comment, Strategy
from inducult.strategy.reading import Read, chapters_read
from inducult.strategy.rights import may
from inducult.strategy.showing import name_of_region


def desk(person: Any, strategy: Strategy, here: str = "") -> dict[str, Any]:
    """The outline with the state of each chapter; `here` is the chapter that is open."""
    chapters = chapters_read(strategy, content_of(strategy), person)
    return {
        "strategy": strategy,
        "region": name_of_region(strategy.region),
        "chapters": chapters,
        "here": here,
        "may_write": may(person, "strategy.write", strategy),
        "may_lead": may(person, "strategy.lead", strategy),
    }


def chapter_read(context: dict[str, Any], name: str) -> Read:
    """The chapter of this name among those of the desk."""
    chapters: list[Read] = context["chapters"]
    return next(read for read in chapters if read.chapter.name == name)


def open_remarks(strategy: Strategy) -> Counter[tuple[str, str]]:
    """How many remarks wait, by kind and key of what they are about."""
    rows = Comment.objects.filter(strategy=strategy, settled_at=None).order_by("id")
    return Counter(rows.values_list("subject_kind", "subject_key"))
