"""What a place is called, and what it was called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from inducult.common.languages import OF_COUNTRY
from inducult.explore.reading.told import Told, best_of, language_name, told
from inducult.places.vocabulary import NameKind

# A name of today comes before one of yesterday.
ORDER: Final = ("official", "exonym", "alternative", "historical")


@dataclass(frozen=True)
class OtherName:
    """A further name: its language in words, and its kind where that is worth a word."""

    name: Told
    language: str
    kind: str


@dataclass(frozen=True)
class Names:
    """`heading` is the name in the language of the page, or the one that stands in for it.

    `local` is the official name where the place is, if it is another.
    """

    heading: Told
    local: Told | None
    others: tuple[OtherName, ...]


def names_of(record: Mapping[str, Any], page: str) -> Names:
    """All names of a place; the slug stands in for a place without a name."""
    names = sorted(record["names"], key=lambda name: ORDER.index(name["kind"]))
    of_today = [name for name in names if name["kind"] != NameKind.HISTORICAL]
    heading = best_of(of_today, page) or Told(record["slug"], "")
    local = _local(names, record["address"]["country"])
    if local and local.text == heading.text:
        local = None
    shown = {heading.text, local.text if local else ""}
    others = tuple(_other(name) for name in names if name["text"] not in shown)
    return Names(heading, local, others)


def name_of(record: Mapping[str, Any], page: str) -> Told:
    """The heading alone."""
    return names_of(record, page).heading


def _local(names: Iterable[Mapping[str, Any]], country: str) -> Told | None:
    at_home = OF_COUNTRY.get(country, ())
    official = [name for name in names if name["kind"] == "official"]
    ours = [name for name in official if name["language"] in at_home] or official
    return told(ours[0]) if ours else None


def _other(name: Mapping[str, Any]) -> OtherName:
    kind = NameKind(name["kind"])
    worth_saying = kind in (NameKind.ALTERNATIVE, NameKind.HISTORICAL)
    return OtherName(
        told(name),
        language_name(name["language"]),
        str(kind.label) if worth_saying else "",
    )
