"""What a visitor asked for, read from the query string and written back to it.

Several values of one key widen the result, several keys narrow it. What cannot be read is left
out and comes back as a problem that a page can put into words; nothing here raises.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any, Final, Protocol
from urllib.parse import urlencode

from inducult.catalogue.facets import FACETS
from inducult.common.gazetteer import find_town
from inducult.places.terms import load_terms

WEEKDAYS: Final = ("mo", "tu", "we", "th", "fr", "sa", "su")
SORTS: Final = ("relevance", "name", "distance")
TIMES: Final = ("past", "present", "future")
LONGEST: Final = 200  # characters of a text that are read
MOST_VALUES: Final = 200  # values of one key that are read
WITHIN_KM: Final = 25.0
WORD: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,59}")
NUMBER: Final = re.compile(r"[+-]?\d{1,6}(\.\d{1,12})?", re.ASCII)


class Query(Protocol):
    """The part of Django's QueryDict that is used."""

    def getlist(self, key: str) -> list[str]: ...


@dataclass(frozen=True)
class Problem:
    """A value that was left out. Codes: malformed, unknown, out_of_range, too_long, needs_near."""

    key: str
    value: str
    code: str


@dataclass(frozen=True)
class Near:
    """A point to measure from; `text` is how it was asked for (a town's name or lon,lat)."""

    lon: float
    lat: float
    text: str


Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Filter:
    """All that narrows a result. An empty filter lets every place through.

    `edition` is the number of an old edition that is asked; None for the one in use.
    `open` is "", "now", a weekday (mo..su) or a day (YYYY-MM-DD); `bbox` is west, south, east,
    north in degrees; `within` is in kilometres.
    """

    q: str = ""
    theme: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    time: tuple[str, ...] = ()
    visit: tuple[str, ...] = ()
    offer: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    speaks: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    area: tuple[str, ...] = ()
    year: int | None = None
    open: str = ""
    bbox: Box | None = None
    near: Near | None = None
    within: float = WITHIN_KM
    sort: str = "relevance"
    page: int = 1
    edition: int | None = None

    def chosen(self, facet: str) -> tuple[str, ...]:
        """The chosen values of a facet."""
        values: tuple[str, ...] = getattr(self, facet)
        return values

    @property
    def is_empty(self) -> bool:
        """Whether nothing narrows the result (order, page and edition do not)."""
        shown = replace(self, sort="relevance", page=1, within=WITHIN_KM, edition=None)
        return shown == Filter()

    def to_query(self, **changes: Any) -> str:
        """The query string of this filter with some fields changed, in one canonical order.

        A changed filter begins on page 1 unless the page is named. Raises TypeError for a field
        that does not exist.
        """
        if changes and "page" not in changes:
            changes["page"] = 1
        return urlencode(list(_pairs(replace(self, **changes))))

    def with_value(self, facet: str, value: str) -> Filter:
        """The filter with a value of a facet chosen as well."""
        return self._choosing(facet, sorted({*self.chosen(facet), value}))

    def without_value(self, facet: str, value: str) -> Filter:
        """The filter with a value of a facet no longer chosen."""
        return self._choosing(facet, [kept for kept in self.chosen(facet) if kept != value])

    def _choosing(self, facet: str, values: Iterable[str]) -> Filter:
        changes: dict[str, Any] = {facet: tuple(values), "page": 1}
        return replace(self, **changes)


DEFAULTS: Final = Filter()


def parse(query: Query | Mapping[str, Any]) -> tuple[Filter, list[Problem]]:
    """Read a filter from a query string. Never raises."""
    reading = _Reading(query)
    values = {key: read(reading, key) for key, read in _READERS.items()}
    asked = Filter(**values)
    if asked.sort == "distance" and asked.near is None:
        if not any(problem.key == "near" for problem in reading.problems):
            reading.leave_out("sort", "distance", "needs_near")
        asked = replace(asked, sort="relevance")
    return asked, reading.problems


@dataclass
class _Reading:
    """The query string and what was wrong with it so far."""

    query: Query | Mapping[str, Any]
    problems: list[Problem] = field(default_factory=list)

    def all(self, key: str) -> list[str]:
        """The values of a key, without blanks around them and without empty ones."""
        if hasattr(self.query, "getlist"):
            given: Iterable[Any] = self.query.getlist(key)
        else:
            value = self.query.get(key, ())
            given = [value] if isinstance(value, str | int | float) else value or ()
        texts = [str(value).replace("\0", "").strip() for value in given]
        return [text for text in texts if text][:MOST_VALUES]

    def one(self, key: str) -> str:
        """The last value of a key, as browsers mean it."""
        return next(reversed(self.all(key)), "")

    def leave_out(self, key: str, value: str, code: str) -> None:
        self.problems.append(Problem(key, value[:LONGEST], code))


def _text(reading: _Reading, key: str) -> str:
    text = " ".join(reading.one(key).split())
    if len(text) > LONGEST:
        reading.leave_out(key, text, "too_long")
    return text[:LONGEST].rstrip()


def _choice(known: Callable[[str], bool]) -> Callable[[_Reading, str], tuple[str, ...]]:
    def read(reading: _Reading, key: str) -> tuple[str, ...]:
        values = dict.fromkeys(reading.all(key))
        for value in values:
            if not WORD.fullmatch(value):
                reading.leave_out(key, value, "malformed")
            elif not known(value):
                reading.leave_out(key, value, "unknown")
        return tuple(sorted(v for v in values if WORD.fullmatch(v) and known(v)))

    return read


def _year(reading: _Reading, key: str) -> int | None:
    text = reading.one(key)
    if not text:
        return None
    if not re.fullmatch(r"\d{1,4}", text, re.ASCII):
        reading.leave_out(key, text, "malformed")
        return None
    return int(text)


def _open(reading: _Reading, key: str) -> str:
    text = reading.one(key).lower()
    if text in ("", "now", *WEEKDAYS):
        return text
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        reading.leave_out(key, text, "malformed")
        return ""


def _bbox(reading: _Reading, key: str) -> Box | None:
    text = reading.one(key)
    if not text:
        return None
    numbers = _numbers(text)
    if numbers is None or len(numbers) != 4:
        reading.leave_out(key, text, "malformed")
        return None
    west, south, east, north = numbers
    if not (_on_earth(west, south) and _on_earth(east, north)) or south > north or west > east:
        reading.leave_out(key, text, "out_of_range")
        return None
    return west, south, east, north


def _near(reading: _Reading, key: str) -> Near | None:
    text = reading.one(key)
    if not text:
        return None
    numbers = _numbers(text)
    if numbers is None:
        return _town(reading, key, text)
    if len(numbers) != 2:
        reading.leave_out(key, text, "malformed")
        return None
    if not _on_earth(*numbers):
        reading.leave_out(key, text, "out_of_range")
        return None
    return Near(numbers[0], numbers[1], text)


def _town(reading: _Reading, key: str, name: str) -> Near | None:
    town = find_town(name[:LONGEST])
    if town is None:
        reading.leave_out(key, name, "unknown")
        return None
    return Near(town.lon, town.lat, name)


def _within(reading: _Reading, key: str) -> float:
    text = reading.one(key)
    if not text:
        return WITHIN_KM
    if not NUMBER.fullmatch(text):
        reading.leave_out(key, text, "malformed")
        return WITHIN_KM
    distance_km = float(text)
    if not 0 < distance_km <= 1000:
        reading.leave_out(key, text, "out_of_range")
        return WITHIN_KM
    return distance_km


def _sort(reading: _Reading, key: str) -> str:
    text = reading.one(key)
    if text and text not in SORTS:
        reading.leave_out(key, text, "unknown")
    return text if text in SORTS else "relevance"


def _page(reading: _Reading, key: str) -> int:
    text = reading.one(key)
    if not text:
        return 1
    if not re.fullmatch(r"\d{1,7}", text, re.ASCII) or int(text) < 1:
        reading.leave_out(key, text, "malformed")
        return 1
    return int(text)


def _edition(reading: _Reading, key: str) -> int | None:
    text = reading.one(key)
    if not text:
        return None
    if not re.fullmatch(r"[1-9]\d{0,6}", text, re.ASCII):
        reading.leave_out(key, text, "malformed")
        return None
    return int(text)


def _numbers(text: str) -> list[float] | None:
    parts = [part.strip() for part in text.split(",")]
    if not all(NUMBER.fullmatch(part) for part in parts):
        return None
    return [float(part) for part in parts]


def _on_earth(longitude: float, latitude: float) -> bool:
    return abs(longitude) <= 180 and abs(latitude) <= 90


def _is_theme(code: str) -> bool:
    return code in load_terms() and not load_terms()[code].parent


def _is_term(code: str) -> bool:
    return code in load_terms()


_ANY = _choice(lambda _: True)
_READERS: Final[dict[str, Callable[[_Reading, str], Any]]] = {
    "q": _text,
    **dict.fromkeys(FACETS, _ANY),
    "theme": _choice(_is_theme),
    "type": _choice(_is_term),
    "time": _choice(TIMES.__contains__),
    "year": _year,
    "open": _open,
    "bbox": _bbox,
    "near": _near,
    "within": _within,
    "sort": _sort,
    "page": _page,
    "edition": _edition,
}


def _pairs(asked: Filter) -> Iterable[tuple[str, str]]:
    for name in (each.name for each in fields(Filter)):
        value = getattr(asked, name)
        if value == getattr(DEFAULTS, name):
            continue
        if name in FACETS:
            yield from ((name, one) for one in value)
        else:
            yield name, _written(value)


def _written(value: Any) -> str:
    if isinstance(value, Near):
        return value.text
    if isinstance(value, tuple):
        return ",".join(map(_plain, value))
    return _plain(value) if isinstance(value, float) else str(value)


def _plain(number: float) -> str:
    """A number as short as it can be written without losing anything a map shows."""
    return f"{number:.6f}".rstrip("0").rstrip(".") if math.isfinite(number) else ""
