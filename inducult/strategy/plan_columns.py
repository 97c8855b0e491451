"""The columns of an action plan in tables: what they are called in every language, how cells read.

What goes out comes back the same. Words of choices and of headings are understood in the eight
languages, whatever language the file was made in.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from inducult.common.folding import fold
from inducult.common.languages import CODES
from inducult.strategy.models import Action
from inducult.strategy.plan_words import label_of

KEY: Final = "key"
FIXED: Final = (KEY,)
PARENTS: Final = ("objective", "measure")
WRITTEN: Final = (
    *("number", "area", "objective", "measure", "title", "why", "description", "lead"),
    *("partners", "target_groups", "begins", "ends", "cost_min", "cost_max", "currency"),
    *("funding", "funding_status", "priority", "risk", "links", "status", "status_reason"),
    *("blocked_because", "explanation"),
)
# What the templates of the programmes call them besides (Interreg Europe, parts III.1 to III.6).
ALSO: Final = {
    "action": "title",
    "name of the action": "title",
    "action title": "title",
    "background": "why",
    "relevance to the project": "why",
    "activities": "description",
    "nature of the action": "description",
    "stakeholders involved": "partners",
    "stakeholders": "partners",
    "players involved": "partners",
    "partners": "partners",
    "responsible": "lead",
    "lead": "lead",
    "indicative costs": "cost_max",
    "costs": "cost_max",
    "cost": "cost_max",
    "indicative funding sources": "funding",
    "funding": "funding",
    "start": "begins",
    "id": "number",
    "no": "number",
    "area": "area",
    "risk": "risk",
}
NUMBER: Final = re.compile(r"\d{1,3}(?:[.,'\u00a0\u202f ]\d{3})+|\d{1,15}")
MONEY_WORDS: Final = re.compile(r"\s*(?:€|eur|kč|czk|zł|pln)\s*", re.IGNORECASE)


class Wrong(ValueError):
    """A cell that cannot be understood; the message says why."""


@dataclass(frozen=True)
class Column:
    """A column that can be written: how a value is shown in a cell, and read from one."""

    name: str
    show: Callable[[Action], Any]
    read: Callable[[Any], Any]

    @property
    def label(self) -> str:
        return label_of(Action, self.name) if self.name != "objective" else capfirst(_("objective"))


def columns() -> dict[str, Column]:
    """All columns that are written, by name, in their order."""
    return {name: Column(name, _shower(name), _reader(name)) for name in WRITTEN}


def column_called(heading: str) -> str:
    """The name of the column that a heading means, in any language; "" if none."""
    return _headings().get(_simple(heading), "")


@lru_cache(maxsize=1)
def _headings() -> dict[str, str]:
    found = dict(ALSO)
    for language in CODES:
        with override(language):
            found |= {_simple(column.label): name for name, column in columns().items()}
    return found | {name: name for name in (KEY, *WRITTEN)} | {_simple(n): n for n in WRITTEN}


def _simple(heading: str) -> str:
    """Without what surrounds the words: numbers before them, colons, stars, brackets behind."""
    words = re.sub(r"^[\s\d.)]+|\([^)]*\)|[:*]", " ", str(heading))
    return " ".join(fold(words).replace("_", " ").split())


def _shower(name: str) -> Callable[[Action], Any]:
    if name in PARENTS:
        return _parent(name)
    if _is_choice(name):
        return lambda action: str(dict(_choices(name)).get(getattr(action, name), ""))
    return lambda action: getattr(action, name)


def _parent(name: str) -> Callable[[Action], str]:
    if name == "measure":
        return lambda action: action.measure.title
    return lambda action: action.measure.objective.title


def _reader(name: str) -> Callable[[Any], Any]:
    if _is_choice(name):
        return lambda cell: _choice(name, cell)
    kinds: dict[str, Callable[[Any], Any]] = {
        "begins": lambda cell: _day(cell, is_end=False),
        "ends": lambda cell: _day(cell, is_end=True),
        "cost_min": _money,
        "cost_max": _money,
    }
    return kinds.get(name) or (lambda cell: _text(name, cell))


def _is_choice(name: str) -> bool:
    return name not in PARENTS and bool(_choices(name))


def _field(name: str) -> Any:
    return Action._meta.get_field(name)


def _choices(name: str) -> Any:
    return _field(name).choices


def _choice(name: str, cell: Any) -> str:
    said = str(cell or "").strip()
    if not said:
        return str(_field(name).get_default())
    found = _choice_words(name).get(fold(said)) or _choice_words(name).get(fold(said.split()[0]))
    if found is None:
        known = ", ".join(str(words) for _code, words in _choices(name))
        raise Wrong(_("“%(said)s” is none of: %(known)s.") % {"said": said[:40], "known": known})
    return found


@lru_cache(maxsize=16)
def _choice_words(name: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for language in CODES:
        with override(language):
            found |= {fold(str(words)): str(code) for code, words in _choices(name)}
    return found | {fold(str(code)): str(code) for code, _words in _choices(name)}


def _text(name: str, cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    said = str(cell if cell is not None else "").strip().replace("\r\n", "\n")
    most = getattr(_field(name), "max_length", None) if name not in PARENTS else 300
    if most and len(said) > most:
        raise Wrong(
            _("It has %(n)s letters; at most %(most)s fit.") % {"n": len(said), "most": most}
        )
    return said


def _money(cell: Any) -> int | None:
    if isinstance(cell, bool):
        raise Wrong(_("It is no amount of money."))
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    said = MONEY_WORDS.sub("", str(cell if cell is not None else "")).strip()
    if not said:
        return None
    if not NUMBER.fullmatch(said):
        raise Wrong(_("“%(said)s” is no whole amount of money.") % {"said": said[:40]})
    return int(re.sub(r"\D", "", said))


DAY: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
DAY_FIRST: Final = re.compile(r"(\d{1,2})\s*[./]\s*(\d{1,2})\s*[./]\s*(\d{4})\.?")
MONTH: Final = re.compile(r"(\d{4})-(\d{1,2})")
MONTH_FIRST: Final = re.compile(r"(\d{1,2})\s*[./]\s*(\d{4})")
YEAR: Final = re.compile(r"(\d{4})")


def _day(cell: Any, *, is_end: bool) -> date | None:
    """A day; of a month or a year the first day, or the last one for an end."""
    if isinstance(cell, date):
        return cell
    said = str(cell or "").strip()
    if not said:
        return None
    try:
        return _parsed(said, is_end=is_end)
    except ValueError:
        raise Wrong(_("“%(said)s” is no day, such as 2027-03-31.") % {"said": said[:40]}) from None


def _parsed(said: str, *, is_end: bool) -> date:
    """Raises ValueError."""
    if found := DAY.fullmatch(said):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := DAY_FIRST.fullmatch(said):
        return date(int(found[3]), int(found[2]), int(found[1]))
    if found := MONTH.fullmatch(said):
        return _in_month(int(found[1]), int(found[2]), is_end=is_end)
    if found := MONTH_FIRST.fullmatch(said):
        return _in_month(int(found[2]), int(found[1]), is_end=is_end)
    if found := YEAR.fullmatch(said):
        return date(int(found[1]), 12, 31) if is_end else date(int(found[1]), 1, 1)
    raise ValueError(said)


def _in_month(year: int, month: int, *, is_end: bool) -> date:
    if not 1 <= month <= 12 or not 1 <= year <= 9999:
        raise ValueError(month)
    return date(year, month, calendar.monthrange(year, month)[1] if is_end else 1)
