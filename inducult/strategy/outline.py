"""The headings of a strategy in their order, in groups (shared/design, domain research 4.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from inducult.strategy.models import Section, Strategy

K = Section.Kind


@dataclass(frozen=True)
class Chapter:
    """A chapter with its kinds of sections; `name` is the word of its address."""

    name: str
    title: str | Promise
    kinds: tuple[str, ...]


REGIONAL: Final = (
    Chapter("foreword", _("Foreword and voices"), (K.FOREWORD,)),
    Chapter("meaning", _("What living industrial culture means here"), (K.MEANING,)),
    Chapter("profile", _("Profile of the region"), (K.PROFILE,)),
    Chapter("assets", _("What is there"), (K.ASSETS,)),
    Chapter(
        "core",
        _("Positive core and SOAR"),
        (
            *(K.CORE, K.STRENGTHS, K.OPPORTUNITIES, K.ASPIRATIONS),
            *(K.RESULTS, K.CHALLENGES, K.PRESSURES),
        ),
    ),
    Chapter("arguments", pgettext_lazy("strategy", "Arguments"), (K.ARGUMENT,)),
    Chapter("vision", _("Vision"), (K.VISION,)),
    Chapter("fields", _("Fields of action"), (K.FIELDS,)),
    Chapter("plan", _("Action plan"), (K.PLAN,)),
    Chapter("pilots", _("Pilots and what they taught"), (K.PILOTS,)),
    Chapter("governance", _("Who carries it"), (K.GOVERNANCE,)),
    Chapter("finance", _("Finance"), (K.FINANCE,)),
    Chapter("monitoring", _("How progress is seen"), (K.MONITORING,)),
    Chapter("links", _("Links to other strategies"), (K.LINKS,)),
    Chapter("annexes", _("Annexes"), (K.ANNEX,)),
)

EUROPEAN: Final = (
    Chapter("foreword", _("Foreword and voices"), (K.FOREWORD,)),
    Chapter("meaning", _("What living industrial culture means here"), (K.MEANING,)),
    Chapter("regions", _("The regions together"), (K.PROFILE,)),
    Chapter("arguments", pgettext_lazy("strategy", "Arguments"), (K.ARGUMENT,)),
    Chapter("vision", _("Vision"), (K.VISION,)),
    Chapter("aims", pgettext_lazy("strategy", "Aims"), (K.AIM, K.MIDTERM)),
    Chapter("fields", _("Fields of action"), (K.FIELDS,)),
    Chapter("plan", _("Action plan"), (K.PLAN,)),
    Chapter("pilots", _("Pilots and what they taught"), (K.PILOTS,)),
    Chapter("governance", _("Who carries it"), (K.GOVERNANCE,)),
    Chapter("finance", _("Finance"), (K.FINANCE,)),
    Chapter("monitoring", _("How progress is seen"), (K.MONITORING,)),
    Chapter("links", _("Links to other strategies"), (K.LINKS,)),
    Chapter("invitation", _("Invitation to join"), (K.INVITATION,)),
    Chapter("annexes", _("Annexes"), (K.ANNEX,)),
)


def chapters_of(strategy: Strategy) -> tuple[Chapter, ...]:
    """The chapters of this strategy; that of Central Europe has its own."""
    return REGIONAL if strategy.region_id else EUROPEAN


def kinds_of(strategy: Strategy) -> list[str]:
    """The kinds of sections that this strategy has, in their order."""
    return [str(kind) for chapter in chapters_of(strategy) for kind in chapter.kinds]


def chapter_of(strategy: Strategy, name: str) -> Chapter | None:
    """The chapter by the word of its address."""
    return next((each for each in chapters_of(strategy) if each.name == name), None)


def chapter_with(strategy: Strategy, kind: str) -> Chapter:
    """The chapter in which a kind of section stands; the first if in none."""
    chapters = chapters_of(strategy)
    return next((each for each in chapters if kind in each.kinds), chapters[0])
