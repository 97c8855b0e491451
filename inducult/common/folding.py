"""Folding: text as people type it without the right keyboard."""

import unicodedata

# Letters that Unicode does not take apart although readers do (ß folds by case already).
_UNDIVIDED = str.maketrans(
    {"ł": "l", "đ": "d", "ð": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ħ": "h", "ı": "i"}
)


def fold(text: str) -> str:
    """Return `text` in small letters without diacritics, for comparison, never for display.

    Spaces and punctuation stay. `fold(fold(text)) == fold(text)`.
    Source: compatibility caseless matching, Unicode Standard, section 3.13, D146.
    """
    small = _divided(_divided(text).casefold()).casefold()
    return _divided(small.translate(_UNDIVIDED))


def _divided(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
