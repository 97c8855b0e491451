"""From a problem to a question that people want to work on: recognised, and turned by example.

An inquiry moves into the direction of what it asks (Cooperrider and Whitney). A problem frame is
not refused: the page says by which words it was recognised and shows how others turned theirs.
Pure.
"""

from __future__ import annotations

from dataclasses import dataclass

from inducult.dialogue.phrases import found_in, words_of


@dataclass(frozen=True)
class Turning:
    """A problem as people bring it, and the affirmative topic that was made of it."""

    problem: str
    topic: str


def problem_words(text: str, language: str) -> list[str]:
    """The words that make a text a problem frame; empty for an affirmative topic."""
    return found_in(text, language, "framing", "problem")


def turnings(language: str) -> list[Turning]:
    """Examples of turning, of our own, for regions like ours."""
    return [Turning(**each) for each in words_of(language)["framing"]["turnings"]]


def core_questions(language: str) -> list[str]:
    """The questions of an appreciative interview, in their order."""
    return list(words_of(language)["framing"]["questions"])
