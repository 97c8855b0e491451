"""Words for phases, kinds of step and hints."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from inducult.dialogue.phases import Kind, Phase
from inducult.dialogue.propositions import Hint, Rule, hints_for

PHASES: Final[dict[str, Any]] = {
    Phase.DEFINE.value: pgettext_lazy("phase", "Define"),
    Phase.DISCOVER.value: pgettext_lazy("phase", "Discover"),
    Phase.DREAM.value: pgettext_lazy("phase", "Dream"),
    Phase.DESIGN.value: pgettext_lazy("phase", "Design"),
    Phase.DESTINY.value: pgettext_lazy("phase", "Destiny"),
}
KINDS: Final[dict[str, Any]] = {
    Kind.WELCOME.value: pgettext_lazy("step", "welcome"),
    Kind.TOPIC.value: pgettext_lazy("step", "affirmative topic"),
    Kind.PAIRS.value: pgettext_lazy("step", "interviews in pairs"),
    Kind.FOURS.value: pgettext_lazy("step", "retelling in fours"),
    Kind.STORIES.value: pgettext_lazy("step", "stories to all"),
    Kind.WALL.value: pgettext_lazy("step", "wall of cards and themes"),
    Kind.CORE.value: pgettext_lazy("step", "positive core"),
    Kind.DOTS.value: pgettext_lazy("step", "dots"),
    Kind.TABLES.value: pgettext_lazy("step", "round of tables"),
    Kind.SOAR.value: pgettext_lazy("step", "SOAR question"),
    Kind.HEADLINES.value: pgettext_lazy("step", "headlines from the future"),
    Kind.PROPOSITIONS.value: pgettext_lazy("step", "propositions"),
    Kind.MAP.value: pgettext_lazy("step", "design map"),
    Kind.IDEAS.value: pgettext_lazy("step", "ideas"),
    Kind.COMMITMENTS.value: pgettext_lazy("step", "commitments"),
    Kind.TALK.value: pgettext_lazy("step", "talk with all"),
    Kind.BREAK.value: pgettext_lazy("step", "break"),
    Kind.CLOSE.value: pgettext_lazy("step", "closing round"),
}
RULES: Final[dict[Rule, Any]] = {
    Rule.GROUNDED: gettext_lazy("Which story or theme does it grow from? Join it to one."),
    Rule.PRESENT: gettext_lazy("Say it in the present, as if it were true already."),
    Rule.POSITIVE: gettext_lazy("Say what is there, rather than what is not."),
    Rule.BOLD: gettext_lazy("Be bolder: it may stretch you."),
    Rule.CONCRETE: gettext_lazy("Could one take a photograph of it? Make it concrete."),
    Rule.SHORT: gettext_lazy("Shorter: one sentence or two."),
    Rule.STATEMENT: gettext_lazy("Make the question a statement."),
}


def hints_in_words(text: str, language: str, *, grounded: bool) -> list[str]:
    """What to look at again in a proposition; empty for a good one."""
    return [hint_in_words(hint) for hint in hints_for(text, language, grounded=grounded)]


def hint_in_words(hint: Hint) -> str:
    """What to look at again, with the words by which it was seen."""
    said = str(RULES[hint.rule])
    if not hint.words:
        return said
    return _("%(hint)s (seen by: %(words)s)") % {"hint": said, "words": ", ".join(hint.words)}
