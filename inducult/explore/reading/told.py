"""Texts as a page shows them: in which language they are, and who wrote them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from inducult.common.days import small
from inducult.common.languages import Said, best
from inducult.common.translations import is_stale, is_unchecked_machine

# The register keeps one note of a phase or visit and not its language; the format of the curated
# files (docs/formats/curated.md) asks for English.
NOTES: Final = "en"


@dataclass(frozen=True)
class Told(Said):
    """A text, its language ("" for a proper name), and whether a machine wrote it unchecked.

    `stale`: a translation whose source has changed since.
    """

    machine: bool = False
    stale: bool = False

    def __bool__(self) -> bool:
        return bool(self.text)


def note(text: str) -> Told:
    """A short note of the register; false where there is none."""
    return Told(text, NOTES)


def told(text: Mapping[str, Any], among: Iterable[Mapping[str, Any]] = ()) -> Told:
    """A text of a record, among those that say the same in other languages."""
    unchecked, stale = is_unchecked_machine(text), is_stale(text, among)
    return Told(text["text"], text["language"], unchecked, stale)


def best_of(texts: Iterable[Mapping[str, Any]], page: str) -> Told | None:
    """The text that stands for all of them in the language of the page.

    Where a language has several, the first one counts.
    """
    found: dict[str, Mapping[str, Any]] = {}
    for each in texts:
        found.setdefault(each["language"], each)
    said = best({language: each["text"] for language, each in found.items()}, page)
    return told(found[said.language], found.values()) if said else None


def language_name(code: str) -> str:
    """The name of a language in the language of the page; the code where nobody knows it."""
    try:
        return small(_(get_language_info(code)["name"]))
    except KeyError:
        return code
