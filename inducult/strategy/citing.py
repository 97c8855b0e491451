"""What a part of a strategy may cite: registered kinds, so that a new one needs no migration.

A kind is registered once, in this file or by the part that owns it::

    citable(Citable("practice", _("Practices"), find=find_practices, search=search_practices))

`find` and `search` answer for one reader: who may not see the words gets a `Cited` without them.
Nothing that is cited is ever copied; every page asks anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from inducult.catalogue.queries import Filter, current, name_of
from inducult.strategy.models import Strategy

MOST_FOUND: Final = 12  # that a search offers


class Sight(StrEnum):
    """What the reader gets of a cited thing."""

    SEEN = "seen"
    HIDDEN = "hidden"  # it is there, its words are not for this reader, nor that it is there
    WITHDRAWN = "withdrawn"  # she could read its words, they were taken back; it still counts
    GONE = "gone"


@dataclass(frozen=True)
class Cited:
    """A cited thing as one reader may see it; `words` and `text` are empty unless it is seen.

    `words` name it in a line; `text` is what it says at length, where it says more. `by` is whom
    its teller wants named.
    """

    kind: str
    key: str
    sight: Sight
    words: str = ""
    language: str = ""
    address: str = ""
    text: str = ""
    by: str = ""


@dataclass(frozen=True)
class Home:
    """Whence one looks for what could be cited: a region's code (None: all), and a strategy."""

    region: str | None = None
    strategy: Strategy | None = None


NOWHERE: Final = Home()
Find = Callable[[Iterable[str], Any], dict[str, Cited]]
Search = Callable[[str, Any, Home], list[Cited]]


@dataclass(frozen=True)
class Citable:
    """A kind of thing: how many at once are found by key, and looked for by words.

    `search(words, reader, home)` offers only what the reader may see, the best first; with no
    words, what lies nearest to home.
    """

    kind: str
    label: str | Promise
    find: Find
    search: Search


_kinds: dict[str, Citable] = {}


def citable(kind: Citable) -> Citable:
    """Registers a kind; a second one of the same name takes its place."""
    _kinds[kind.kind] = kind
    return kind


def kinds() -> list[Citable]:
    """All kinds, in the order in which they were registered."""
    return list(_kinds.values())


def found(wanted: Iterable[tuple[str, str]], reader: Any) -> dict[tuple[str, str], Cited]:
    """What the reader may see of the wanted (kind, key); one question for each kind.

    A thing that is not there, or of a kind that is not registered, is `GONE`.
    """
    pairs = list(dict.fromkeys(wanted))
    known: dict[tuple[str, str], Cited] = {pair: Cited(*pair, Sight.GONE) for pair in pairs}
    for name, kind in _kinds.items():
        if keys := [key for each, key in pairs if each == name]:
            known |= {(name, key): cited for key, cited in kind.find(keys, reader).items()}
    return known


def look_for(kind: str, words: str, reader: Any, home: Home = NOWHERE) -> list[Cited]:
    """What could be cited; nothing of a kind that is not registered."""
    return _kinds[kind].search(words, reader, home)[:MOST_FOUND] if kind in _kinds else []


def _find_places(keys: Iterable[str], reader: Any) -> dict[str, Cited]:
    edition, language = current(), get_language() or "en"
    records = {key: edition.place(key) for key in keys} if edition else {}
    return {
        key: _place(key, name_of(record, language), record["slug"])
        for key, record in records.items()
        if record
    }


def _search_places(words: str, reader: Any, home: Home) -> list[Cited]:
    edition, language = current(), get_language() or "en"
    if edition is None:
        return []
    asked = Filter(q=words, region=(home.region,) if home.region else ())
    cards = edition.search(
        asked, language=language, moment=timezone.now(), page_size=MOST_FOUND
    ).cards
    return [
        Cited("place", c.id, Sight.SEEN, c.name, c.name_language, _address(c.slug)) for c in cards
    ]


def _place(key: str, name: Any, slug: str) -> Cited:
    return Cited("place", key, Sight.SEEN, name.text, name.language, _address(slug))


def _address(slug: str) -> str:
    return reverse("explore:place", kwargs={"slug": slug})


citable(Citable("place", _("Places"), _find_places, _search_places))
