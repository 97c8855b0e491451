"""Texts as people write them: one blank between words, no markup, no leftovers of machines."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Any, Final

from inducult.harvest.drafts import Draft, World
from inducult.harvest.recipes import Recipe

NOTHING: Final = frozenset(
    {
        *("", "-", "--", "—", "?", ".", "n/a", "na", "nan", "none", "null", "unknown", "not found"),
        *("n.b.", "k. a.", "k.a.", "tbd", "tba", "unbekannt", "neznámé", "nieznany", "sconosciuto"),
    }
)
MARKUP: Final = re.compile(r"<[^<>]{1,200}>")
# Letters that show nothing: soft hyphens, marks of direction, bytes gone astray.
UNSEEN: Final = re.compile(
    r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b-\x1f]"
)
LONGEST_NAME: Final = 200
# Windows letters that somebody took for Latin-1: 0x96 is a dash.
WINDOWS: Final = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}


def clean_text(draft: Draft, recipe: Recipe, world: World) -> None:
    """Every text that was told, cleaned; what stands for nothing is taken away."""
    told = {name: _cleaned(value) for name, value in draft.told.items()}
    draft.told = {name: value for name, value in told.items() if value not in ("", None, [])}
    draft.street = draft.text("street")[:200]
    draft.postal_code = draft.text("postal_code").removesuffix(".0")[:12]
    draft.municipality = draft.text("municipality")[:120]
    draft.operator = draft.text("operator")[:200]
    draft.protection = draft.text("protection")[:200]


def cleaned(text: str) -> str:
    """One line of plain letters in composed form; "" for what stands for nothing."""
    before = None
    while text != before:  # some lists are masked twice (&amp;amp;)
        before = text
        text = unicodedata.normalize("NFC", html.unescape(_unscrambled(text).translate(WINDOWS)))
        text = " ".join(UNSEEN.sub("", MARKUP.sub(" ", text)).split())
    return "" if text.casefold() in NOTHING else text


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return cleaned(value)
    if isinstance(value, list):
        return [each for each in map(_cleaned, value) if each]
    return value


def _unscrambled(text: str) -> str:
    """UTF-8 that somebody read as Windows letters on the way: `KÃ¶ln` is Köln."""
    if not any(letter in text for letter in "ÃÄÅ"):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text
