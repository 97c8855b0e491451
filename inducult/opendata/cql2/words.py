"""Texts in filters: patterns, and texts without case or accents."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from inducult.opendata.faults import Fault

Value = Any
# Letters that Unicode does not take apart although readers do, as in `common.folding`.
UNDIVIDED: Final = {
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "ø": "o",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ħ": "h",
    "Ł": "L",
    "Đ": "D",
    "Ð": "D",
    "Ø": "O",
    "Æ": "AE",
    "Œ": "OE",
    "Ħ": "H",
    "ı": "i",
}
MARKS: Final = r"\p{Mn}"


def like(text: Value, pattern: str) -> Value:
    """Whether a text has the shape of a pattern: % any letters, _ one letter, \\ before either."""
    if pattern.endswith("\\") and not pattern.endswith("\\\\"):
        raise Fault("The pattern of LIKE ends with “\\”.")
    if isinstance(text, str):
        return pc.match_like(pa.scalar(text), pattern)
    if pa.types.is_dictionary(text.type):
        return pc.match_like(text.dictionary, pattern).take(text.indices)
    return pc.match_like(text, pattern)


def on_words(text: Value, change: Callable[[pa.Array], pa.Array]) -> Value:
    """A text or column of texts, changed; of a dictionary each different text once."""
    if isinstance(text, str):
        return change(pa.array([text], pa.string()))[0].as_py()
    if pa.types.is_dictionary(text.type):
        return pa.DictionaryArray.from_arrays(text.indices, change(text.dictionary), safe=False)
    return change(text)


def uncased(texts: pa.Array) -> pa.Array:
    """Small letters; ß becomes ss, as case folding has it."""
    return pc.replace_substring(pc.utf8_lower(texts), "ß", "ss")


def unaccented(texts: pa.Array) -> pa.Array:
    """Letters without their marks."""
    made = pc.replace_substring_regex(pc.utf8_normalize(texts, "NFD"), MARKS, "")
    for letter, plain in UNDIVIDED.items():
        made = pc.replace_substring(made, letter, plain)
    return made
