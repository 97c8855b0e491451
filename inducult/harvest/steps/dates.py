"""Dates as sources write them, as phases of a life: when it worked, whether it does, what is built.

A year of building is no claim that something works today: without a word on its state the year
becomes a fact of the place and no phase.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from inducult.common.dates import Precision, is_edtf, parse
from inducult.common.folding import fold
from inducult.harvest.drafts import Draft, LeftOut, World
from inducult.harvest.recipes import Recipe

# Words of sources for what a thing is today.
STATES: Final = {
    "operating": "working",
    "operating pre-retirement": "working",
    "working": "working",
    "closed": "closed",
    "retired": "closed",
    "former": "closed",
    "mothballed": "mothballed",
    "planned": "planned",
    "announced": "planned",
    "proposed": "planned",
    "permitted": "planned",
    "construction": "planned",
    "pre-construction": "planned",
    "demolished": "demolished",
}
NEVER_BUILT: Final = frozenset(("cancelled", "shelved"))
ABOUT: Final = frozenset(("um", "ca.", "ca", "circa", "nach", "vor", "about", "ab"))
MAYBE: Final = frozenset(("vermutl.", "vermutlich", "wohl", "perhaps", "?"))
YEAR: Final = r"\d{4}(?!\d)"
WHEN: Final = re.compile(
    rf"(?P<decade>\d{{3}}0)er(?:\s+Jahre)?|(?P<year>{YEAR})|(?P<century>\d{{1,2}})\.\s*Jh\.?",
    re.IGNORECASE,
)
NOTE: Final = re.compile(r"\((?P<note>[^()]*)\)?")
LATER: Final = ("umbau", "anbau", "erweiter", "wiederauf", "renov", "sanier", "einricht", "erneuer")


@dataclass(frozen=True, slots=True)
class Dated:
    """A part of a phrase: from, to (EDTF; equal for one date) and what was done then."""

    start: str
    end: str
    note: str = ""


def date_phases(draft: Draft, recipe: Recipe, world: World) -> None:
    """Phases from years and state; a year alone becomes a fact. Raises LeftOut when never built."""
    status = fold(draft.text("status"))
    if status in NEVER_BUILT:
        raise LeftOut("never_built", f"was never built ({status})")
    built = next(iter(read_phrase(draft.text("dates"))), None)
    start = edtf(draft.text("start")) or (built.end if built else "")
    end = edtf(draft.text("end"))
    state = STATES.get(status, "closed" if end else "")
    if end and state in ("working", "planned") and _is_ahead(end, recipe.as_of):
        end = ""  # when it is to close is a plan, and none of our phases
    draft.phases = list(_phases(state, start, end))
    draft.start, draft.end = start, end if state not in ("working", "planned") else ""
    if not state and built:
        draft.facts = [_built(built)]


def read_phrase(text: str) -> list[Dated]:
    """The dates of a German phrase of a list of monuments, in its order; [] where it tells none.

    `1876 / 1878`, `um 1890`, `1890, um`, `19. Jh., 2. Hälfte`, `1960er Jahre`, `1904 (Anbau)`.
    """
    return [dated for part in text.split(";") if (dated := _part(part.strip()))]


def edtf(text: str) -> str:
    """A year or date of a table as EDTF: `1985.0`, `1985-05`; "" for anything else."""
    text = text.strip().removesuffix(".0")
    if re.fullmatch(r"\d{8}", text) and text[:4].isdigit() and is_edtf(text[:4]):
        text = text[:4]
    return text if is_edtf(text) and parse(text).years[0] >= 1000 else ""


def _part(part: str) -> Dated | None:
    note = NOTE.search(part)
    bare = NOTE.sub(" ", part)
    if not WHEN.search(bare):  # "(1875 / 1878), um": the brackets hold the date, not a note
        bare, note = part, None
    dates = [date for found in WHEN.finditer(bare) if (date := _date(found))]
    if not dates:
        return None
    mark = _mark(bare)
    ends = [_marked(date, mark) for date in (dates[0], dates[-1])]
    return Dated(*_in_order(*ends), note=(note["note"].strip() if note else ""))


def _date(found: re.Match[str]) -> str:
    if found["year"]:
        return found["year"] if 900 <= int(found["year"]) <= 2100 else ""
    if found["decade"]:
        return found["decade"][:3] + "X"
    return f"{int(found['century']) - 1:02d}XX" if 8 <= int(found["century"]) <= 21 else ""


def _mark(text: str) -> str:
    words = set(re.split(r"[\s,/()–-]+", text.casefold()))
    about, maybe = not ABOUT.isdisjoint(words), not MAYBE.isdisjoint(words)
    return "%" if about and maybe else "~" if about else "?" if maybe else ""


def _marked(date: str, mark: str) -> str:
    return f"{date}{mark}"


def _in_order(start: str, end: str) -> tuple[str, str]:
    """A phrase that runs backwards is one date, its first."""
    return (start, end) if parse(start).earliest <= parse(end).latest else (start, start)


def _phases(state: str, start: str, end: str) -> Iterator[dict[str, str]]:
    if state == "working":
        yield _phase("working", start)
    elif state == "planned":
        yield _phase("planned")
    elif state:
        if start and not _clashes(start, end):
            yield _phase("working", start, end)
        yield _phase(state, end)


def _clashes(start: str, end: str) -> bool:
    return bool(end) and parse(start).earliest > parse(end).latest


def _phase(state: str, start: str = "", end: str = "") -> dict[str, str]:
    return {"state": state, "start": start, "end": end, "as_type": "", "note": ""}


def _is_ahead(end: str, as_of: str) -> bool:
    return bool(as_of) and parse(end).earliest > parse(as_of).earliest


def _built(dated: Dated) -> dict[str, str]:
    if dated.start == dated.end:
        when = worded(dated.start)
    else:
        when = f"between {worded(dated.start, bare=True)} and {worded(dated.end, bare=True)}"
    return {"text": f"Built {when}.", "language": "en", "origin": "source", "source": ""}


def worded(date: str, *, bare: bool = False) -> str:
    """A date for readers of English: `in 1890`, `about 1890`, `in the 1960s`; bare without "in"."""
    span = parse(date)
    first = span.years[0]
    if span.precision is Precision.CENTURY:
        text = f"the {span.century}{'st' if span.century == 21 else 'th'} century"
    elif span.precision is Precision.DECADE:
        text = f"the {first}s"
    else:
        text = date.rstrip("~?%")
    text = text if bare or span.approximate else f"in {text}"
    return f"{'perhaps ' * span.uncertain}{'about ' * span.approximate}{text}"
