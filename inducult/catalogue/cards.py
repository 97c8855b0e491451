"""A place as a list shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from inducult.common.languages import Said, best
from inducult.common.translations import is_unchecked_machine
from inducult.places.freshness import Verdict, verdict_on
from inducult.places.hours import Answer

Record = Mapping[str, Any]

TOWN_WIDE = frozenset({"municipality", "approximate"})


@dataclass(frozen=True)
class Card:
    """The main things of a place in the asked language, or the next one that has them.

    `distance_is_about` says that the position is only that of a town or roughly known.
    `opening` is the answer of `places.hours` for the time that was asked for, else for now.
    `summary_is_unchecked`: a machine translated it and nobody has looked.
    `checked` says how fresh the visit is; None where nobody can visit or no day was asked for.
    """

    id: str
    slug: str
    name: str
    name_language: str
    summary: str
    summary_language: str
    summary_is_unchecked: bool
    municipality: str
    country: str
    lon: float | None
    lat: float | None
    precision: str
    theme: str
    types: tuple[str, ...]
    tenses: tuple[str, ...]
    visit: str
    has_hours: bool
    distance_km: float | None = None
    opening: Answer = Answer.UNKNOWN
    checked: Verdict | None = None

    @property
    def distance_is_about(self) -> bool:
        return self.distance_km is not None and self.precision in TOWN_WIDE


def card_of(  # noqa: PLR0913 -- what only the asker knows, each by its name
    record: Record,
    language: str,
    tenses: Sequence[str],
    *,
    distance_km: float | None = None,
    opening: Answer = Answer.UNKNOWN,
    today: date | None = None,
) -> Card:
    """The card of a record."""
    name, summary = name_of(record, language), summary_of(record, language)
    position = record["position"] or {}
    types = tuple(record["types"])
    return Card(
        id=record["id"],
        slug=record["slug"],
        name=name.text,
        name_language=name.language,
        summary=summary.text,
        summary_language=summary.language,
        summary_is_unchecked=_is_unchecked(record, summary.language),
        municipality=record["address"]["municipality"],
        country=record["address"]["country"],
        lon=position.get("lon"),
        lat=position.get("lat"),
        precision=position.get("precision", ""),
        theme=types[0].partition(".")[0] if types else "",
        types=types,
        tenses=tuple(tenses),
        visit=record["visit"]["state"],
        has_hours=bool(record["visit"]["opening_hours"]),
        distance_km=distance_km,
        opening=opening,
        checked=verdict_on(record["visit"], today) if today else None,
    )


def names_of(record: Record) -> dict[str, str]:
    """One name for each language: official before exonym before alternative."""
    names: dict[str, str] = {}
    for kind in ("official", "exonym", "alternative"):
        for name in record["names"]:
            if name["kind"] == kind:
                names.setdefault(name["language"], name["text"])
    return names


def name_of(record: Record, language: str) -> Said:
    """The name in a language or the next best; a place without any is called by its slug."""
    return best(names_of(record), language) or Said(record["slug"], "")


def summary_of(record: Record, language: str) -> Said:
    """The summary in a language or the next best; empty if there is none."""
    texts = {t["language"]: t["text"] for t in record["texts"] if t["field"] == "summary"}
    return best(texts, language) or Said("", "")


def _is_unchecked(record: Record, language: str) -> bool:
    return any(
        text["field"] == "summary" and text["language"] == language and is_unchecked_machine(text)
        for text in record["texts"]
    )
