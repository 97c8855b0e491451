"""How a value stands in a cell, and how it is read when the cell comes back.

A spreadsheet may give a cell back as a text, a number, a date or a truth value; what counts is
what the person sees in it. Every kind says the same three things: what stands in the cell
(`shown`), what of it is compared, so that a cell nobody touched wants nothing (`plain`), and the
value (`read`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from inducult.common.dates import is_edtf
from inducult.places.checks import is_web_address
from inducult.places.rules import Phase, State, faults_in
from inducult.places.terms import load_terms
from inducult.places.timetable import parse_problem
from inducult.places.vocabulary import PhaseState

LONGEST: Final = 32_000  # characters; a cell of a spreadsheet holds 32,767
BETWEEN: Final = "; "
FINE: Final = 9  # decimals of a degree that are compared: 0.1 mm; spreadsheets keep 15 digits
# What XML cannot hold and a spreadsheet throws away.
UNSEEN: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
DOTTED: Final = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\.?")  # 1.5.2026, 1. 5. 2026.
NUMBER: Final = re.compile(r"[+-]?(\d{1,20}(\.\d*)?|\.\d+)([eE]-?\d{1,3})?", re.ASCII)
TRUE_FALSE: Final = {True: "yes", False: "no"}


class Unreadable(ValueError):
    """The cell cannot be read; the message says why in the language of the page."""


def plain(cell: Any) -> str:
    """What somebody sees in the cell, as one text."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return TRUE_FALSE[cell]
    if isinstance(cell, float):
        return repr(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    lines = UNSEEN.sub("", str(cell).replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


@dataclass(frozen=True)
class Words:
    """A text as it is written; the longest that the register takes."""

    longest: int = LONGEST

    def shown(self, value: Any) -> Any:
        text = plain(value)
        if len(text) > LONGEST:
            return f"[{len(text)} characters: too long for a table]"  # the same in each language
        return text

    def plain(self, cell: Any) -> str:
        return plain(cell)

    def read(self, cell: Any) -> Any:
        text = plain(cell)
        if len(text) > self.longest:
            words = _("is longer than %(most)s characters (%(n)s)")
            raise Unreadable(words % {"most": self.longest, "n": len(text)})
        return text

    def example(self) -> str:
        return ""


@dataclass(frozen=True)
class Address(Words):
    """The address of a page; anything else must never become a link."""

    def read(self, cell: Any) -> Any:
        text = super().read(cell)
        if text and not is_web_address(text):
            raise Unreadable(_("is not a web address; it begins with https://"))
        return text

    def example(self) -> str:
        return "https://example.org"


@dataclass(frozen=True)
class Country(Words):
    def read(self, cell: Any) -> Any:
        text = str(super().read(cell)).upper()
        if not re.fullmatch(r"[A-Z]{2}", text):
            raise Unreadable(_("Two letters, for example CZ."))
        return text

    def example(self) -> str:
        return "CZ"


@dataclass(frozen=True)
class Hours(Words):
    """Opening hours in OSM syntax."""

    def read(self, cell: Any) -> Any:
        text = super().read(cell)
        if parse_problem(text):
            raise Unreadable(_("cannot be read as opening hours such as Tu-Su 10:00-17:00"))
        return text

    def example(self) -> str:
        return "Tu-Su 10:00-17:00; Dec 24 off"


@dataclass(frozen=True)
class Looked(Words):
    """A day, a month or a year on which somebody looked (EDTF)."""

    def plain(self, cell: Any) -> str:
        return _iso(plain(cell))

    def read(self, cell: Any) -> Any:
        text = self.plain(cell)
        if text and not is_edtf(text):
            raise Unreadable(_("is not a date such as 2026 or 2026-05-01"))
        return text

    def example(self) -> str:
        return "2026-05-01"


@dataclass(frozen=True)
class Day:
    """A calendar day: a date cell, 2026-05-01 or 1.5.2026. 05/01/2026 may mean two days."""

    def shown(self, value: Any) -> Any:
        return date.fromisoformat(value) if value else ""

    def plain(self, cell: Any) -> str:
        return _iso(plain(cell))

    def read(self, cell: Any) -> Any:
        text = self.plain(cell)
        try:
            return date.fromisoformat(text).isoformat() if text else ""
        except ValueError:
            raise Unreadable(_("is not a day such as 2026-05-01")) from None

    def example(self) -> str:
        return "2026-05-01"


@dataclass(frozen=True)
class Whole:
    """A whole number from 0 on, or nothing where it is not known."""

    most: int = 10_000

    def shown(self, value: Any) -> Any:
        return "" if value is None else value

    def plain(self, cell: Any) -> str:
        return plain(cell)

    def read(self, cell: Any) -> Any:
        text = plain(cell)
        if not text:
            return None
        if not re.fullmatch(r"[0-9]{1,9}", text) or int(text) > self.most:
            raise Unreadable(_("is not a whole number from 0 to %(most)s") % {"most": self.most})
        return int(text)

    def example(self) -> str:
        return "90"


@dataclass(frozen=True)
class Degrees:
    """A number with a point or a comma, not further from 0 than `most`."""

    most: float

    def shown(self, value: Any) -> Any:
        return "" if value is None else float(value)

    def plain(self, cell: Any) -> str:
        text = plain(cell).replace(",", ".")
        return repr(round(float(text), FINE) + 0.0) if _is_number(text) else text

    def read(self, cell: Any) -> Any:
        text = self.plain(cell)
        if not text:
            return None
        if not _is_number(text) or abs(float(text)) > self.most:
            words = _("is not a number from -%(most)s to %(most)s, such as 50.7189")
            raise Unreadable(words % {"most": f"{self.most:g}"})
        return float(text)

    def example(self) -> str:
        return "50.7189"


@dataclass(frozen=True)
class Choice:
    """One word of a list, by its code or as it is called in the language of the page."""

    labels: Callable[[], Mapping[str, Any]]
    empty: str = ""  # the code that stands for an empty cell

    def shown(self, value: Any) -> Any:
        return value

    def plain(self, cell: Any) -> str:
        return plain(cell)

    def read(self, cell: Any) -> Any:
        return _code(plain(cell) or self.empty, self.labels())

    def example(self) -> str:
        return BETWEEN.join(f"{code} = {label}" for code, label in self.labels().items() if code)


@dataclass(frozen=True)
class Truth(Choice):
    """Yes, no, or empty for what is not known."""

    labels: Callable[[], Mapping[str, Any]] = field(
        default=lambda: {
            "": "",
            "yes": pgettext("answer", "yes"),
            "no": pgettext("answer", "no"),
        }
    )

    def shown(self, value: Any) -> Any:
        return TRUE_FALSE.get(value, "")

    def read(self, cell: Any) -> Any:
        code = super().read(cell)
        return None if code == "" else code == "yes"


@dataclass(frozen=True)
class Several:
    """Words of a list, with semicolons between them."""

    labels: Callable[[], Mapping[str, Any]]

    def shown(self, value: Any) -> Any:
        return BETWEEN.join(value)

    def plain(self, cell: Any) -> str:
        return BETWEEN.join(_parts(cell))

    def read(self, cell: Any) -> Any:
        labels = self.labels()
        codes = [_code(part, labels) for part in _parts(cell)]
        twice = [code for code in codes if codes.count(code) > 1]
        if twice:
            raise Unreadable(_("%(word)s stands there twice") % {"word": twice[0]})
        return codes

    def example(self) -> str:
        return BETWEEN.join(f"{code} = {label}" for code, label in self.labels().items())


@dataclass(frozen=True)
class Phases:
    """A phase a line: `working | 1868 | 1978 | MIN.COAL | note`; the last ones may be left out."""

    names: tuple[str, ...] = ("state", "start", "end", "as_type", "note")

    def shown(self, value: Any) -> Any:
        return "\n".join(line for line in map(self._line, value) if line)

    def plain(self, cell: Any) -> str:
        return "\n".join(line for line in map(_tidy, plain(cell).split("\n")) if line)

    def read(self, cell: Any) -> Any:
        phases = [self._phase(line) for line in self.plain(cell).split("\n") if line]
        told = [Phase(**{**phase, "state": State(phase["state"])}) for phase in phases]
        for fault in faults_in(told):
            words = _("line %(line)s: %(reason)s")
            raise Unreadable(words % {"line": fault.position + 1, "reason": fault.reason})
        return phases

    def example(self) -> str:
        return "working | 1868 | 1978~ | MIN.COAL"

    def _line(self, phase: Mapping[str, Any]) -> str:
        parts = (" ".join(plain(phase[name]).split()) for name in self.names)
        return _tidy(" | ".join(parts))

    def _phase(self, line: str) -> dict[str, Any]:
        parts = [part.strip() for part in line.split("|", len(self.names) - 1)]
        phase: dict[str, Any] = dict(zip(self.names, [*parts, "", "", "", "", ""], strict=False))
        phase["state"] = _code(phase["state"], dict(PhaseState.choices))
        if phase["as_type"] and phase["as_type"] not in load_terms():
            raise Unreadable(_("%(word)s is not in the taxonomy") % {"word": phase["as_type"]})
        return phase


def _tidy(line: str) -> str:
    """A line whose parts stand one blank from the strokes, without empty ones at the end."""
    return " | ".join(part.strip() for part in line.split("|")).rstrip(" |")


def _parts(cell: Any) -> list[str]:
    return [part.strip() for part in re.split(r"[;,\n]", plain(cell)) if part.strip()]


def _code(word: str, labels: Mapping[str, Any]) -> str:
    """The code of a word of the list. Raises Unreadable."""
    if word in labels:
        return word
    known = {str(label).casefold(): code for code, label in labels.items()}
    known |= {code.casefold(): code for code in labels}
    if word.casefold() not in known:
        raise Unreadable(_known(word, labels))
    return known[word.casefold()]


def _known(word: str, labels: Iterable[str]) -> str:
    """What is wrong with the word; a short list is written out."""
    codes = [code for code in labels if code]
    if not word:
        return _("must be one of: %(words)s") % {"words": ", ".join(codes)}
    if len(codes) > 20:
        return _("“%(word)s” is not in the list") % {"word": word}
    words = _("“%(word)s” is none of: %(words)s")
    return words % {"word": word, "words": ", ".join(codes)}


def _is_number(text: str) -> bool:
    return NUMBER.fullmatch(text) is not None


def _iso(text: str) -> str:
    """A day as people write it here, as ISO 8601; anything else as it is."""
    told = DOTTED.fullmatch(text)
    return f"{told[3]}-{int(told[2]):02}-{int(told[1]):02}" if told else text
