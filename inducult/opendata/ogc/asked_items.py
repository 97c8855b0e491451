"""The parameters of a question for features, each read or refused in words.

Source: OGC API Features Part 1 (17-069r4) 7.15, Part 2 (18-058r1), Part 3 (19-079r2).
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

import numpy as np

from inducult.opendata.asking import ALWAYS, refuse_unknown
from inducult.opendata.cql2 import LONGEST, text
from inducult.opendata.faults import Fault, shown
from inducult.opendata.features.table import Field, Kind
from inducult.opendata.ogc.collections import Collection
from inducult.opendata.ogc.crs import CRS84, KNOWN, system

Json = Any
Box = tuple[float, float, float, float]
USUAL: Final = 100
MOST: Final = 10_000
LANGUAGES: Final = ("cql2-text", "cql2-json")
WHOLE: Final = re.compile(r"\d{1,9}", re.ASCII)
# QGIS writes seventeen decimals (46.29999999999999716).
NUMBER: Final = re.compile(r"[+-]?(\d{1,12}(\.\d{0,40})?|\.\d{1,40})([eE][+-]?\d{1,2})?", re.ASCII)
DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
MOMENT: Final = re.compile(
    r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})", re.ASCII
)
PARAMETERS: Final = ("limit", "offset", "bbox", "bbox-crs", "crs", "datetime")
FILTERING: Final = ("filter", "filter-lang", "filter-crs")


@dataclass(frozen=True)
class Wanted:
    """What was asked for. `days` are first and last day since 1970, both ends in."""

    limit: int = USUAL
    offset: int = 0
    box: Box | None = None
    box_crs: str = CRS84
    crs: str = CRS84
    days: tuple[float, float] | None = None
    filter: Json = None
    filter_crs: str = CRS84
    search: str = ""
    equal: tuple[tuple[Field, str], ...] = ()
    named: tuple[str, ...] | None = None  # identifiers of records


def parameters(about: Collection) -> list[str]:
    """All parameters that the items of a collection know."""
    names = [*ALWAYS, *PARAMETERS, *FILTERING, *about.fields]
    names += ["edition"] if about.of_edition else []
    names += ["q"] if about.has_search else []
    return names + (["ids", "externalIds"] if about.is_catalogue else [])


def wanted(given: Mapping[str, str], about: Collection) -> Wanted:
    """Reads a question. Raises Fault."""
    refuse_unknown(given, parameters(about))
    if given.get("edition") and not WHOLE.fullmatch(given["edition"]):
        raise Fault(f"“edition” is a number, not “{shown(given['edition'])}”.")
    return Wanted(
        limit=_limit(given),
        offset=_whole(given, "offset", 0),
        box=_box(given.get("bbox")),
        box_crs=_crs(given, "bbox-crs"),
        crs=_crs(given, "crs"),
        days=_days(given.get("datetime")),
        filter=_filter(given),
        filter_crs=_crs(given, "filter-crs"),
        search=" ".join(given.get("q", "").split())[:200],
        named=_named(given),
        equal=tuple((about.fields[n], given[n]) for n in about.fields if n in given),
    )


def _named(given: Mapping[str, str]) -> tuple[str, ...] | None:
    """Identifiers of records; nothing here has an identifier that others gave it."""
    if given.get("externalIds"):
        return ()
    return tuple(given["ids"].split(",")[:MOST]) if "ids" in given else None


def _limit(given: Mapping[str, str]) -> int:
    """At least one; what is more than we send at once is cut down to that."""
    limit = _whole(given, "limit", USUAL)
    if limit < 1:
        raise Fault("“limit” is at least 1.")
    return min(limit, MOST)


def _whole(given: Mapping[str, str], name: str, usual: int) -> int:
    text_ = given.get(name)
    if text_ is None:
        return usual
    if not WHOLE.fullmatch(text_):
        raise Fault(f"“{name}” is a whole number, not “{shown(text_)}”.")
    return int(text_)


def _crs(given: Mapping[str, str], name: str) -> str:
    return system(given[name], name) if name in given else KNOWN[0]


def _box(text_: str | None) -> Box | None:
    """Four numbers, or six with heights that say nothing here."""
    if text_ is None:
        return None
    parts = [part.strip() for part in text_.split(",")]
    if len(parts) not in (4, 6) or not all(NUMBER.fullmatch(part) for part in parts):
        raise Fault(f"“bbox” is four or six numbers with commas, not “{shown(text_)}”.")
    sides = [float(part) for part in parts]
    if not all(map(math.isfinite, sides)):
        raise Fault("“bbox” has a number that is too large.")
    half = len(sides) // 2
    first, second, third, fourth = sides[0], sides[1], sides[half], sides[half + 1]
    return first, second, third, fourth


def _days(text_: str | None) -> tuple[float, float] | None:
    """An instant or an interval, either end of which may be open (“..” or nothing)."""
    if text_ is None:
        return None
    first, slash, last = text_.partition("/")
    if not slash:
        day = _day(first, text_)
        return day, day
    begin = -math.inf if first in ("", "..") else _day(first, text_)
    end = math.inf if last in ("", "..") else _day(last, text_)
    if math.isinf(begin) and math.isinf(end):
        raise Fault("“datetime” needs at least one end.")
    if begin > end:
        raise Fault(f"“datetime” begins after its end: {shown(text_)}")
    return begin, end


def _day(text_: str, whole: str) -> float:
    try:
        if DAY.fullmatch(text_):
            return _since_1970(np.datetime64(text_, "D"))
        if MOMENT.fullmatch(text_):
            moment = datetime.fromisoformat(text_.upper().replace(" ", "T")).astimezone(UTC)
            return _since_1970(np.datetime64(moment.date(), "D"))
    except (ValueError, OverflowError):
        pass
    raise Fault(f"“datetime” is a date, a moment (RFC 3339) or an interval, not “{shown(whole)}”.")


def _since_1970(day: np.datetime64) -> float:
    return float(day.astype(int))


def _filter(given: Mapping[str, str]) -> Json:
    language = given.get("filter-lang", LANGUAGES[0])
    if language not in LANGUAGES:
        raise Fault(f"“filter-lang” is {' or '.join(LANGUAGES)}, not “{shown(language)}”.")
    written = given.get("filter")
    if written is None:
        return None
    return text.parse(written) if language == LANGUAGES[0] else _json(written)


def _json(written: str) -> Json:
    if len(written) > LONGEST:
        raise Fault(f"The filter is longer than {LONGEST} characters.")
    try:
        read = json.loads(written, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Fault(f"The filter is no JSON: {shown(written)}") from None
    if not isinstance(read, dict | bool):
        raise Fault(f"A filter in JSON is an object, not {shown(written)}")
    return read


def _no_number(name: str) -> Any:
    raise ValueError(name)


def as_value(field: Field, written: str) -> Any:
    """The value of a parameter that is a property, in the kind of that. Raises Fault."""
    fault = Fault(f"“{field.name}” is a {field.kind.value}, not “{shown(written)}”.")
    if field.kind is Kind.INTEGER:
        if not re.fullmatch(r"[+-]?\d{1,9}", written, re.ASCII):
            raise fault
        return int(written)
    if field.kind is Kind.FLAG:
        if written not in ("true", "false"):
            raise fault
        return written == "true"
    if field.kind is Kind.DATE and not DAY.fullmatch(written):
        raise fault
    return written
