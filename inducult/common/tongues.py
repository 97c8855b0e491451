"""Which of the eight languages a text is in, judged by its small words; silent where unsure.

Enough to notice that a service gave the text back untouched, or was given another language than it
was told. Not enough to tell the language of a name or of half a sentence, and it does not try.
"""

from __future__ import annotations

import re
from typing import Final

# Frequent words that are rare or unknown in the other seven.
WORDS: Final = {
    "en": "the of and to was were is are by from with which that its it for as on at has have",
    "de": "der die das und von wurde wird ist im mit den dem des ein eine als zu für auf bis",
    "cs": "a se byl byla bylo byly ve který která které jako pro od není jsou roce z po dnes",
    "pl": "w i się jest był była było na z dla jako oraz który która przez od roku są nie",
    "it": "il la di e del della che è per un una con nel dal dei delle gli lo fu sono",
    "sl": "in je v se ki bil bila bilo so iz za leta kot ter pri od tudi danes na bili",
    "hr": "i je u se koji koja koje bio bila bilo su iz za godine kao te od danas na bili",
    "nl": "de het een van en werd wordt is in met dat die voor op te aan bij zijn uit",
}
SMALL_WORDS: Final = {code: frozenset(words.split()) for code, words in WORDS.items()}
LEAST: Final = 4  # small words that must have been seen
WORD: Final = re.compile(r"\w+")


def guess(text: str) -> str | None:
    """The language in which the text is for all that can be seen; None where it is not plain."""
    words = WORD.findall(text.lower())
    seen = {code: sum(word in small for word in words) for code, small in SMALL_WORDS.items()}
    first, second = sorted(seen.values(), reverse=True)[:2]
    if first < LEAST or first < 2 * second:
        return None
    return max(seen, key=lambda code: seen[code])
