"""Whether a proposition is a good one: hints in words, never a refusal. Pure.

A provocative proposition is grounded in what people told, stated in the present as if it were true
already, positive, bold, and concrete enough to imagine. What a machine can see of that are words;
what it cannot see it leaves to the group.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from inducult.dialogue.phrases import found_in

SENTENCES: Final = 2
WORDS: Final = range(6, 46)  # shorter is a slogan, longer nobody remembers


class Rule(StrEnum):
    """What a good proposition is."""

    GROUNDED = "grounded"
    PRESENT = "present"
    POSITIVE = "positive"
    BOLD = "bold"
    CONCRETE = "concrete"
    SHORT = "short"
    STATEMENT = "statement"


@dataclass(frozen=True)
class Hint:
    """A rule that the sentence may break, and the words by which that was seen."""

    rule: Rule
    words: tuple[str, ...] = ()


# Which list of words speaks against which rule; the order is that of the hints.
_LISTS: Final = (
    ("future", Rule.PRESENT),
    ("negative", Rule.POSITIVE),
    ("timid", Rule.BOLD),
    ("vague", Rule.CONCRETE),
)


def hints_for(text: str, language: str, *, grounded: bool) -> list[Hint]:
    """What to look at again; empty for a proposition that keeps all rules.

    `grounded`: whether it is joined to a theme or a story of the session.
    """
    hints = [] if grounded else [Hint(Rule.GROUNDED)]
    for name, rule in _LISTS:
        if words := found_in(text, language, "proposition", name):
            hints.append(Hint(rule, tuple(words)))
    return hints + _of_shape(text)


def _of_shape(text: str) -> list[Hint]:
    hints = []
    if len(_sentences(text)) > SENTENCES or len(text.split()) >= WORDS.stop:
        hints.append(Hint(Rule.SHORT))
    if text.strip() and len(text.split()) < WORDS.start:
        hints.append(Hint(Rule.CONCRETE))
    if "?" in text:
        hints.append(Hint(Rule.STATEMENT))
    return hints


def _sentences(text: str) -> list[str]:
    return [part for part in re.split(r"[.!?]+(?:\s|$)", text) if part.strip()]
