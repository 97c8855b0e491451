"""Makes as many places as wanted by resampling the real ones. Every number comes from a seed.

A made place has the words of one real place (names, summaries, facts), the life of a second, the
offers of a third, and a town, years, hours, tour languages and accessibility of its own, so that
sets and lives differ as they would in a large register. Nothing made here is ever published.
"""

from __future__ import annotations

import csv
import gzip
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from inducult.common.gazetteer import FILE as TOWNS
from inducult.common.identifiers import ALPHABET, LENGTH
from inducult.places.curated import Surroundings, read
from inducult.places.terms import load_terms

PACKAGE: Final = Path(TOWNS).parents[2]
PLACES: Final = PACKAGE / "demonstration" / "places"
REGIONS: Final = (
    *("genk", "gorenjska", "karlovy-vary", "leoben"),
    *("opole", "padova", "sisak-moslavina", "zwickau"),
)
LANGUAGES: Final = ("en", "de", "cs", "pl", "it", "sl", "hr", "nl", "fr", "hu")
FEATURES: Final = ("wheelchair", "step_free", "lift", "accessible_toilet", "seating")
VISITS: Final = ("open", "event_days", "from_outside", "by_appointment", "unknown", "no_access")
DAYS: Final = ("Mo-Su", "Tu-Su", "We-Su", "Th-Su", "Sa-Su", "Mo-Fr", "Tu-Sa", "Su")
SEASONS: Final = ("", "", "Apr-Oct ", "May-Sep ", "Mar-Nov ", "May 01-Oct 15 ")
YEAR: Final = re.compile(r"\d{4}")

Record = dict[str, Any]
Town = tuple[str, float, float, str]


@dataclass(frozen=True)
class Source:
    """What is resampled: the parts of the real places, those that do not change as JSON already."""

    records: list[Record]
    fixed: list[str]
    offers: list[str]
    towns: list[Town]
    weights: list[float]
    types: list[str]


def records(count: int, *, seed: int = 1) -> Iterator[str]:
    """Made records as JSON, in an order that has nothing to do with where they are."""
    source = _source()
    chance = random.Random(seed)
    towns = chance.choices(source.towns, cum_weights=source.weights, k=count)
    for number, town in enumerate(towns):
        yield _made(source, number, town, chance)


def _source() -> Source:
    real: list[Record] = []
    surroundings = Surroundings(lambda _name, _country: None, lambda _x, _y: [], frozenset(REGIONS))
    for file in sorted(PLACES.glob("*.jsonl")):
        found, faults = read(file.read_text(encoding="utf-8").splitlines(), file.name, surroundings)
        if faults:
            raise ValueError(faults[0])
        real += found
    towns, weights = _towns()
    types = [term.code for term in load_terms().values() if term.parent]
    return Source(
        real,
        [_json({name: record[name] for name in FIXED})[1:-1] for record in real],
        [_json(record["offers"]) for record in real],
        towns,
        weights,
        types,
    )


FIXED: Final = (
    *("texts", "areas", "footprint", "operator", "ownership", "protection", "endangered"),
    *("identifiers", "website", "phone", "events", "media", "relations", "facts", "sources"),
    *("confidence", "doubts", "share_alike_position"),
)


def _towns() -> tuple[list[Town], list[float]]:
    """Real towns; larger ones have more places, though not in proportion."""
    towns: list[Town] = []
    weights: list[float] = []
    with gzip.open(TOWNS, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            towns.append((row["name"], float(row["lon"]), float(row["lat"]), row["country"]))
            weights.append((weights[-1] if weights else 0) + (int(row["population"]) + 500) ** 0.5)
    return towns, weights


def _made(source: Source, number: int, town: Town, chance: random.Random) -> str:
    words = chance.randrange(len(source.records))
    life = chance.choice(source.records)
    record = source.records[words]
    changing = {
        "id": _identifier(number),
        "slug": f"{record['slug']}-{number}",
        "names": _names(record, town[0]),
        "types": _types(source, record, chance),
        "position": _position(town, chance),
        "address": {"street": "", "postal_code": "", "municipality": town[0], "country": town[3]},
        "nuts3": f"{town[3]}{chance.randrange(111, 399)}",
        "regions": _regions(chance),
        "phases": _phases(life["phases"], chance),
        "visit": _visit(record["visit"], chance),
    }
    offers = chance.choice(source.offers)
    return f'{_json(changing)[:-1]}, {source.fixed[words]}, "offers": {offers}}}'


def _identifier(number: int) -> str:
    """Different for each number, and in no order."""
    mixed = number * 0x9E3779B97F4A7C15 % (1 << 64)
    return "".join(ALPHABET[(mixed >> (5 * place)) & 31] for place in range(LENGTH))


def _names(record: Record, town: str) -> list[Record]:
    own = record["address"]["municipality"]
    return [{**name, "text": _named(name["text"], own, town)} for name in record["names"]]


def _named(text: str, own: str, town: str) -> str:
    return text.replace(own, town) if own and own in text else f"{text} {town}"


def _types(source: Source, record: Record, chance: random.Random) -> list[str]:
    types: list[str] = record["types"]
    if chance.random() < 0.3:
        types = list(dict.fromkeys([*types, chance.choice(source.types)]))
    return types


def _position(town: Town, chance: random.Random) -> Record | None:
    """One in fifty is not known at all, two in three only by their town's centre."""
    lot = chance.random()
    if lot < 0.02:
        return None
    only_town = lot < 0.66
    spread = 0 if only_town else 0.06
    return {
        "lon": round(town[1] + chance.gauss(0, spread), 6),
        "lat": round(town[2] + chance.gauss(0, spread * 0.7), 6),
        "precision": "municipality" if only_town else "exact",
        "source": "made for a benchmark",
        "licence": "CC-BY-4.0",
    }


def _regions(chance: random.Random) -> list[Record]:
    if chance.random() < 0.8:
        return []
    return [{"code": chance.choice(REGIONS), "found_by": "boundary"}]


def _phases(phases: Sequence[Record], chance: random.Random) -> list[Record]:
    """The same life some years earlier or later, all of it past."""
    shift = chance.randrange(-80, 1)
    return [
        {**phase, **{end: _moved(phase[end], shift) for end in ("start", "end")}}
        for phase in phases
    ]


def _moved(text: str, shift: int) -> str:
    return YEAR.sub(lambda year: f"{int(year[0]) + shift:04d}", text)


def _visit(visit: Record, chance: random.Random) -> Record:
    hours = chance.random() < 0.3
    return {
        **visit,
        "state": chance.choice(VISITS) if not hours else "open",
        "opening_hours": _hours(chance) if hours else "",
        "checked_on": "2025" if hours and chance.random() < 0.4 else "",
        "languages": chance.sample(LANGUAGES, chance.choice((0, 0, 1, 2, 3))),
        "accessibility": {
            feature: chance.choice(("yes", "limited", "no"))
            for feature in FEATURES
            if chance.random() < 0.2
        },
    }


def _hours(chance: random.Random) -> str:
    opens, closes = chance.randrange(7, 12), chance.randrange(14, 21)
    minutes = chance.choice(("00", "30"))
    times = f"{opens:02d}:{minutes}-{closes:02d}:00"
    return f"{chance.choice(SEASONS)}{chance.choice(DAYS)} {times}; PH off"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
