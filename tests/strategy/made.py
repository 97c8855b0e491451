"""Strategies for tests, begun as people begin them."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from inducult.common.history import Actor
from inducult.dialogue.models import FocusGroup, Proposition, Session, Story, Theme
from inducult.strategy.actions import Begun, Subject, begin, comment, freeze
from inducult.strategy.models import Review, Strategy
from tests.cast import ABROAD, HOME

BY = Actor("command:test")
NOBODYS = "genk"  # a region in which nobody of the cast has a role


def strategy(region: str | None = HOME, title: str = "Together we make", **said: Any) -> Strategy:
    """A draft of a region; without one, of Central Europe."""
    told = {"language": "en", "begins": 2026, "ends": 2036, "areas": ("T2", "T3"), **said}
    return begin(Begun(title=title, region=region, **told), by=BY)


def strategies_for_permissions() -> dict[str, str]:
    """The words of addresses that the permission matrix asks."""
    shown = strategy(title="Shown to all")
    Strategy.objects.filter(pk=shown.pk).update(is_public=True)
    made = {
        "home strategy": strategy(),
        "foreign strategy": strategy(ABROAD, "Iron lives"),
        "strategy of Europe": strategy(None, "New industrial culture"),
    }
    europe = strategy(None, title="Europe shown to all")
    Strategy.objects.filter(pk=europe.pk).update(is_public=True)
    words = {"{open strategy}": shown.slug, "{open Europe}": europe.slug}
    for name, each in made.items():
        words |= {name: each.slug, **_parts(each)}
    return words


def _parts(begun: Strategy) -> dict[str, str]:
    """Words of addresses of parts; asked by another region, it would be seen by that."""
    vision = begun.sections.get(kind="vision")
    said = comment(Subject("section", vision.key, begun), "?", by=BY)
    version = freeze(begun, "", by=BY)
    review = Review.objects.create(version=version, by_id=NOBODYS, questions=["?"], asked_by="x")
    told = {"section": vision.key, "remark": said.key, "review": review.key}
    return {f"{begun.slug}{{{word}}}": key for word, key in told.items()}


def voices(region: str = HOME) -> dict[str, str]:
    """A session whose digest is public, with a theme, a proposition and stories of each consent.

    Gives the keys by what is said: `theme`, `proposition`, and `public`, `network`, `group`.
    """
    group = FocusGroup.objects.create(region_id=region, title="Focus group", language="en")
    session = Session.objects.create(
        group=group, title="First evening", language="en", published_at=timezone.now()
    )
    theme = Theme.objects.create(session=session, title="Open doors", is_core=True)
    told = {"group": group, "session": session, "language": "en", "named_as": "a turner"}
    stories = {
        consent: Story.objects.create(
            **told,
            title=f"A {consent} evening",
            quote=f"They came by the {consent} hundred.",
            consent=consent,
            quote_consent=consent,
        ).key
        for consent in ("public", "network", "group")
    }
    said = Proposition.objects.create(session=session, text="Every door opens.", language="en")
    return {"theme": theme.key, "proposition": said.key, **stories}
