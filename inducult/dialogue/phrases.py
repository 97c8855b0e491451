"""Words of the eight languages by which a sentence is recognised; the lists lie in `words/`. Pure.

A phrase is written in lower case; `*` stands for any end or beginning of a word ("problem*"), and
between two words for any words between them in one sentence ("wird * sein").
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).parent / "words"


@cache
def words_of(language: str) -> dict[str, Any]:
    """The lists of a language; English for one that we do not know."""
    file = FOLDER / f"{language}.toml"
    file = file if file.is_file() and file.parent == FOLDER else FOLDER / "en.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def found_in(text: str, language: str, group: str, name: str) -> list[str]:
    """What of a list stands in the text, as it is written there, in the order of the text."""
    hits = _pattern(language, group, name).finditer(text)
    return list(dict.fromkeys(" ".join(hit.group().split()) for hit in hits))


@cache
def _pattern(language: str, group: str, name: str) -> re.Pattern[str]:
    phrases = words_of(language)[group][name]
    return re.compile("|".join(_as_pattern(phrase) for phrase in phrases), re.IGNORECASE)


def _as_pattern(phrase: str) -> str:
    words = [_word(word) for word in phrase.split()]
    joined = r"\s+".join(words).replace(rf"\s+{_ANY}\s+", r"\s+(?:[^.!?;]*?\s)?")
    return rf"(?<!\w){joined}(?!\w)"


_ANY: Final = "\0"


def _word(word: str) -> str:
    if word == "*":
        return _ANY
    return re.escape(word).replace(r"\*", r"\w*").replace("'", "['’]")
