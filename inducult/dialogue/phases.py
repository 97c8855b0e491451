"""The five phases of a session, the kinds of step in them, and who may do what when. Pure.

Appreciative inquiry goes through define, discover, dream, design and destiny (Stavros and Torres
2018). A session is a list of steps; each step has a kind, and the kind says which deeds are open
to the people in the room while the step runs. The facilitator prepares and repairs: what she may
do depends on the state of the session alone.

Deeds that hold in every step of an open session: raising a concern, reading one's own words. What
holds for ever, also after the end: changing one's consent and taking one's words back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Final, TypeVar

Word = TypeVar("Word", bound=StrEnum)


class Phase(StrEnum):
    """Five phases, in this order."""

    DEFINE = "define"
    DISCOVER = "discover"
    DREAM = "dream"
    DESIGN = "design"
    DESTINY = "destiny"


class Kind(StrEnum):
    """What happens in a step."""

    WELCOME = "welcome"
    TOPIC = "topic"
    PAIRS = "pairs"  # two interview each other
    FOURS = "fours"  # the partner retells, others listen for what made it possible
    STORIES = "stories"  # stories are told or read to all
    WALL = "wall"  # strengths on cards, gathered into themes
    CORE = "core"  # what among the themes is the positive core
    DOTS = "dots"  # dots on themes or propositions
    TABLES = "tables"  # rounds at tables, with a host
    SOAR = "soar"  # strengths, opportunities, aspirations, results
    HEADLINES = "headlines"  # headlines from the future
    PROPOSITIONS = "propositions"
    MAP = "map"  # design map of three rings
    IDEAS = "ideas"  # wishes and ideas on cards, people sign up
    COMMITMENTS = "commitments"
    TALK = "talk"  # plenary
    BREAK = "break"
    CLOSE = "close"


class Deed(StrEnum):
    """What somebody does in a session."""

    WRITE_CARD = "write_card"
    TELL_STORY = "tell_story"
    GATHER = "gather"  # put cards and stories under themes, name themes
    CHOOSE_CORE = "choose_core"  # all decide aloud or by dots; whoever leads marks it
    GIVE_DOTS = "give_dots"
    PROPOSE = "propose"
    SIGN_UP = "sign_up"
    COMMIT = "commit"
    RAISE_CONCERN = "raise_concern"
    CHANGE_CONSENT = "change_consent"
    WITHDRAW = "withdraw"
    LEAD = "lead"  # open, go on, close, correct
    PREPARE = "prepare"


class Who(StrEnum):
    """In which part somebody is in the room."""

    PARTICIPANT = "participant"
    FACILITATOR = "facilitator"


class State(StrEnum):
    PREPARED = "prepared"
    OPEN = "open"
    CLOSED = "closed"


# The phase in which a step of a kind usually stands; a template may say otherwise.
USUAL_PHASE: Final[Mapping[Kind, Phase]] = {
    Kind.WELCOME: Phase.DEFINE,
    Kind.TOPIC: Phase.DEFINE,
    Kind.PAIRS: Phase.DISCOVER,
    Kind.FOURS: Phase.DISCOVER,
    Kind.STORIES: Phase.DISCOVER,
    Kind.WALL: Phase.DISCOVER,
    Kind.CORE: Phase.DISCOVER,
    Kind.DOTS: Phase.DISCOVER,
    Kind.TABLES: Phase.DISCOVER,
    Kind.SOAR: Phase.DISCOVER,
    Kind.BREAK: Phase.DISCOVER,
    Kind.HEADLINES: Phase.DREAM,
    Kind.PROPOSITIONS: Phase.DESIGN,
    Kind.MAP: Phase.DESIGN,
    Kind.IDEAS: Phase.DESIGN,
    Kind.COMMITMENTS: Phase.DESTINY,
    Kind.TALK: Phase.DESTINY,
    Kind.CLOSE: Phase.DESTINY,
}

# Which kinds of card a step takes; the first is the one that the page offers.
CARDS: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.WELCOME: ("word",),
    Kind.FOURS: ("strength",),
    Kind.STORIES: ("strength",),
    Kind.WALL: ("strength",),
    Kind.CORE: ("strength",),
    Kind.TABLES: ("strength", "wish", "word"),
    Kind.SOAR: ("strength", "opportunity", "aspiration", "result"),
    Kind.HEADLINES: ("headline",),
    Kind.MAP: ("element",),
    Kind.IDEAS: ("wish", "element"),
    Kind.TALK: ("word",),
    Kind.CLOSE: ("word",),
}

_STORY: Final = frozenset({Deed.TELL_STORY})
_GATHER: Final = frozenset({Deed.GATHER})
_DEEDS: Final[Mapping[Kind, frozenset[Deed]]] = {
    Kind.PAIRS: _STORY,
    Kind.FOURS: _STORY,
    Kind.STORIES: _STORY,
    Kind.WALL: _GATHER | _STORY,
    Kind.CORE: _GATHER | {Deed.GIVE_DOTS},
    Kind.DOTS: frozenset({Deed.GIVE_DOTS}),
    Kind.TABLES: _GATHER | _STORY,
    Kind.SOAR: _GATHER,
    Kind.HEADLINES: _GATHER,
    Kind.PROPOSITIONS: frozenset({Deed.PROPOSE}),
    Kind.MAP: frozenset({Deed.SIGN_UP}),
    Kind.IDEAS: frozenset({Deed.SIGN_UP, Deed.GIVE_DOTS}),
    Kind.COMMITMENTS: frozenset({Deed.COMMIT}),
}
_OF_ONES_OWN: Final = frozenset({Deed.CHANGE_CONSENT, Deed.WITHDRAW})
_PAPER: Final = frozenset(Deed) - {Deed.PREPARE, Deed.LEAD}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a session. `key` keeps it recognisable when others change the template."""

    key: str
    phase: Phase
    kind: Kind
    title: str
    minutes: int
    question: str = ""
    guidance: str = ""


class StepFault(ValueError):
    """A step that cannot be read; says which, counted from one, and the field."""

    def __init__(self, number: int, field: str) -> None:
        super().__init__(f"step {number}: {field}")
        self.number = number
        self.field = field


def steps_from(rows: Iterable[Mapping[str, Any]]) -> list[Step]:
    """Plain steps as they stand in the database or a file; raises StepFault."""
    return [_step_from(row, number) for number, row in enumerate(rows, start=1)]


def plain(steps: Iterable[Step]) -> list[dict[str, Any]]:
    """Steps as they are kept."""
    return [asdict(step) for step in steps]


def minutes_of(steps: Iterable[Step]) -> int:
    """How long the session takes, in minutes."""
    return sum(step.minutes for step in steps)


def starts(steps: Sequence[Step]) -> list[int]:
    """After how many minutes each step begins."""
    return [minutes_of(steps[:position]) for position in range(len(steps))]


def step_at(steps: Sequence[Step], position: int) -> Step | None:
    """The step that runs; None before the first and after the last."""
    return steps[position] if 0 <= position < len(steps) else None


def deeds(who: Who, state: State, kind: Kind | None) -> frozenset[Deed]:
    """All that somebody may do now. `kind` is that of the running step, None if there is none."""
    return _facilitators(state) if who is Who.FACILITATOR else _participants(state, kind)


def may(deed: Deed, who: Who, state: State, kind: Kind | None) -> bool:
    """Whether somebody may do this now."""
    return deed in deeds(who, state, kind)


def takes_card(card: str, kind: Kind | None) -> bool:
    """Whether the running step takes cards of this kind from participants."""
    return kind is not None and card in CARDS.get(kind, ())


def _facilitators(state: State) -> frozenset[Deed]:
    """She prepares, leads, and types in what was said on paper, also days later."""
    if state is State.PREPARED:
        return frozenset({Deed.PREPARE, Deed.LEAD}) | _PAPER
    return frozenset({Deed.LEAD}) | _PAPER


def _participants(state: State, kind: Kind | None) -> frozenset[Deed]:
    if state is not State.OPEN:
        return _OF_ONES_OWN
    card = frozenset({Deed.WRITE_CARD}) if kind in CARDS else frozenset()
    here = _DEEDS.get(kind, frozenset()) if kind else frozenset()
    return _OF_ONES_OWN | {Deed.RAISE_CONCERN} | card | here


def _step_from(row: Mapping[str, Any], number: int) -> Step:
    return Step(
        key=_text(row, "key", number),
        phase=_one_of(Phase, row, "phase", number),
        kind=_one_of(Kind, row, "kind", number),
        title=_text(row, "title", number),
        minutes=_minutes(row, number),
        question=str(row.get("question", "")),
        guidance=str(row.get("guidance", "")),
    )


def _text(row: Mapping[str, Any], field: str, number: int) -> str:
    text = str(row.get(field, "")).strip()
    if not text:
        raise StepFault(number, field)
    return text


def _one_of(words: type[Word], row: Mapping[str, Any], field: str, number: int) -> Word:
    try:
        return words(row.get(field, ""))
    except ValueError:
        raise StepFault(number, field) from None


def _minutes(row: Mapping[str, Any], number: int) -> int:
    minutes = row.get("minutes")
    if not isinstance(minutes, int) or isinstance(minutes, bool) or not 0 < minutes <= 24 * 60:
        raise StepFault(number, "minutes")
    return minutes
