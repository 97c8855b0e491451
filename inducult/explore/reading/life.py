"""The life of a place in words: its phases, and why it tells of past, present or future."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from inducult.explore.reading.dates import in_words, year_in_words
from inducult.explore.reading.kinds import type_label
from inducult.explore.reading.told import Told, note
from inducult.places import rules
from inducult.places.rules import Phase, Reason, State, Tense
from inducult.places.terms import theme_of
from inducult.places.vocabulary import OfferKind, PhaseState
from inducult.places.vocabulary import Tense as TenseLabel

OPEN_END: Final = ".."


@dataclass(frozen=True)
class PhaseTold:
    """One phase: `when` in words, the state's code and label, what as, and a note."""

    number: int
    state: str
    label: str
    when: str
    what: str
    note: Told


@dataclass(frozen=True)
class ReasonTold:
    """A reason, and the note of the phase where the phase names no type."""

    text: str
    note: Told


@dataclass(frozen=True)
class TenseTold:
    """Past, present or future with every reason in words."""

    tense: str
    label: str
    reasons: tuple[ReasonTold, ...]


@dataclass(frozen=True)
class Life:
    """Phases in order, and the times that the place tells of with their reasons."""

    phases: tuple[PhaseTold, ...]
    tenses: tuple[TenseTold, ...]


def life_of(record: Mapping[str, Any], page: str, today: date) -> Life:
    """The life of a place as known today."""
    phases = phases_of(record)
    offers = [offer["kind"] for offer in record["offers"]]
    reasons = rules.derive(phases, record["types"], offers, today)
    worded = _Words(phases, record["types"], page)
    return Life(
        tuple(worded.phase(number, phase) for number, phase in enumerate(phases, start=1)),
        tuple(_tenses(reasons, worded)),
    )


def phases_of(record: Mapping[str, Any]) -> list[Phase]:
    """The phases of a record as the rules read them."""
    return [Phase(**{**phase, "state": State(phase["state"])}) for phase in record["phases"]]


def _tenses(reasons: Sequence[Reason], worded: _Words) -> Iterator[TenseTold]:
    for tense in Tense:
        mine = [worded.reason(reason) for reason in _told_once(reasons) if reason.tense is tense]
        if mine:
            label = str(TenseLabel(tense.value).label)
            yield TenseTold(tense.value, label, tuple(dict.fromkeys(mine)))


def _told_once(reasons: Sequence[Reason]) -> list[Reason]:
    """Without types of living industry that a phase of today names already."""
    named = {reason.phase.as_type for reason in reasons if reason.phase}
    return [
        reason
        for reason in reasons
        if not (reason.code == "living_industry" and reason.type_code in named)
    ]


class _Words:
    """Puts the phases of one place into words; what goes on depends on all of them."""

    def __init__(self, phases: list[Phase], types: list[str], page: str) -> None:
        self._phases, self._types, self._page = phases, types, page
        real = [phase for phase in phases if phase.state is not State.PLANNED]
        self._last = real[-1] if real else None

    def phase(self, number: int, phase: Phase) -> PhaseTold:
        what = type_label(phase.as_type, self._page) if phase.as_type else ""
        label = str(PhaseState(phase.state.value).label)
        return PhaseTold(number, phase.state.value, label, self.when(phase), what, note(phase.note))

    def when(self, phase: Phase) -> str:
        """From when to when: "1868–1978", "1850s – end not known", "1996 – today"."""
        if phase.state is State.PLANNED:
            return self._plan(phase)
        start, end = in_words(phase.start), self._end(phase)
        if not start:
            return self._without_start(end, phase)
        if start == end or (phase.state is State.DEMOLISHED and not phase.end):
            return start
        dash = "–" if start.isdigit() and end.isdigit() else " – "
        # Apart from the f-string, in which the strings would not be collected.
        unknown = _("end not known")
        return f"{start}{dash}{end or unknown}"

    def reason(self, reason: Reason) -> ReasonTold:
        if reason.type_code:
            return ReasonTold(type_label(reason.type_code, self._page), note(""))
        if reason.phase is None:
            return ReasonTold(str(OfferKind(reason.offer).label), note(""))
        phase = reason.phase
        works = reason.code in ("industry_ended", "industry_works")
        text = self._work(phase) if works else self._state(phase)
        says = works or phase.state is State.PLANNED
        return ReasonTold(text, note(phase.note if says and not phase.as_type else ""))

    def _without_start(self, end: str, phase: Phase) -> str:
        if not end:
            return _("dates not known")
        if self._goes_on(phase):
            return _("today, start not known")
        unknown = pgettext("of a phase", "start not known")
        return f"{unknown} – {end}"

    def _end(self, phase: Phase) -> str:
        if self._goes_on(phase):
            return pgettext("end of a span of time", "today")
        return in_words(phase.end)

    def _plan(self, phase: Phase) -> str:
        if not phase.start:
            return pgettext("of a plan", "date not known")
        if not phase.end or phase.end == OPEN_END:
            return _("planned for: %(date)s") % {"date": in_words(phase.start)}
        return f"{in_words(phase.start)} – {in_words(phase.end)}"

    def _work(self, phase: Phase) -> str:
        """Industry of a phase: "coal mine until 1988", "brewery since 1850"."""
        what = self._industry(phase)
        if self._goes_on(phase):
            return _since(what, phase)
        if year := year_in_words(phase.end):
            return _("%(what)s until %(year)s") % {"what": what, "year": year}
        return self._dated(what, phase)

    def _state(self, phase: Phase) -> str:
        """State of a phase: "closed since 2016", "demolished (2017–2022)"."""
        label = str(PhaseState(phase.state.value).label)
        if phase.state is State.PLANNED:
            return f"{label}: {type_label(phase.as_type, self._page)}" if phase.as_type else label
        if self._goes_on(phase) and phase.state is not State.DEMOLISHED:
            return _since(label, phase)
        if phase.start and not phase.end:
            return f"{label} ({in_words(phase.start)})"
        return self._dated(label, phase)

    def _dated(self, what: str, phase: Phase) -> str:
        return f"{what} ({self.when(phase)})" if phase.start or phase.end else what

    def _industry(self, phase: Phase) -> str:
        """What was made: the phase's type, else the only type of the place it can have been.

        Where a note says it in its own words, nothing is concluded.
        """
        if phase.as_type or phase.note:
            named = phase.as_type and type_label(phase.as_type, self._page)
            return named or pgettext("reason of a time", "industry")
        other = {each.as_type for each in self._phases}
        possible = [
            code
            for code in self._types
            if rules.is_industrial(code)
            and code not in other
            and (theme_of(code) != "LIV" or self._goes_on(phase))
        ]
        if len(possible) == 1:
            return type_label(possible[0], self._page)
        return pgettext("reason of a time", "industry")

    def _goes_on(self, phase: Phase) -> bool:
        return phase.end == OPEN_END or (not phase.end and phase is self._last)


def _since(what: str, phase: Phase) -> str:
    year = year_in_words(phase.start)
    return _("%(what)s since %(year)s") % {"what": what, "year": year} if year else what
