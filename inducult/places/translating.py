"""Everything of a record that is said in several languages, unit by unit; pure.

A unit is one thing to translate: a summary, the note on an offer, the title of an event, a picture
in words. Names are not among them (a place has the names that people gave it), nor are facts, which
say what a source says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from inducult.common.languages import CODES, OF_COUNTRY
from inducult.common.translations import Standing, Text, standing_in, text_in

Record = dict[str, Any]

FIELDS: Final = ("summary", "description")
# Lists of things that each have a text: the name of the text inside, and its greatest length.
LISTS: Final = {"offers": ("notes", 2_000), "events": ("titles", 300), "media": ("alt", 500)}
LONGEST: Final = 20_000


@dataclass(frozen=True)
class Unit:
    """One thing to say. `key` names it inside the record (`summary`, `offers.0`, `media.2`)."""

    key: str
    texts: tuple[Text, ...]
    longest: int = LONGEST
    entry: Record | None = None  # the offer, event or picture

    @property
    def part(self) -> str:
        return self.key.partition(".")[0]

    def text(self, language: str) -> str:
        found = text_in(self.texts, language)
        return found["text"] if found else ""

    def standing(self, language: str) -> Standing:
        return standing_in(self.texts, language)


def units_of(record: Record) -> list[Unit]:
    """What of the record is said in any language, in the order of the record."""
    return [unit for unit in every_unit(record) if any(text["text"] for text in unit.texts)]


def every_unit(record: Record) -> Iterator[Unit]:
    """What could be said of the record, said or not."""
    for field in FIELDS:
        yield Unit(field, tuple(text for text in record["texts"] if text["field"] == field))
    for part, (name, longest) in LISTS.items():
        for number, entry in enumerate(record[part]):
            yield Unit(f"{part}.{number}", tuple(entry[name]), longest, entry)


def with_text(record: Record, key: str, language: str, text: Text | None) -> Record:
    """The record with this text in this language; None takes it out."""
    part, _dot, number = key.partition(".")
    if part in FIELDS:
        fresh = {"field": part, **text} if text else None
        keeps = [each["field"] == part and each["language"] == language for each in record["texts"]]
        return {**record, "texts": _placed(record["texts"], keeps, fresh)}
    name = LISTS[part][0]
    entries = list(record[part])
    entry = entries[int(number)]
    mine = [each["language"] == language for each in entry[name]]
    entries[int(number)] = {**entry, name: _placed(entry[name], mine, text)}
    return {**record, part: entries}


def _placed(texts: Sequence[Text], mine: Sequence[bool], fresh: Text | None) -> list[Text]:
    """The fresh text in the place of the old one, else at the end."""
    if True not in mine:
        return [*texts, *([fresh] if fresh else [])]
    at = mine.index(True)
    rest = [each for each, is_mine in zip(texts[at:], mine[at:], strict=True) if not is_mine]
    return [*texts[:at], *([fresh] if fresh else []), *rest]


def counts_of(record: Record, language: str) -> Counter[Standing]:
    """How many units of the record stand how in a language."""
    return Counter(unit.standing(language) for unit in units_of(record))


def source_language(record: Record, target: str) -> str:
    """The language to translate from if nobody says another.

    That of the country if most is said in it, else English, else the language that says most.
    """
    said = Counter(
        text["language"] for unit in units_of(record) for text in unit.texts if text["text"]
    )
    own = OF_COUNTRY.get(record["address"]["country"], ())
    order = [code for code in (*own, *CODES) if code != target]
    most = max((said[code] for code in order), default=0)
    return next((code for code in order if said[code] == most), order[0])
