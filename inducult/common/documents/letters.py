"""Which letters our fonts on paper can draw; the others are shown as a box.

PDF/UA wants every letter drawn by a font. The fonts inside typst draw the eight languages, Greek,
Cyrillic and signs, but no pictures of faces and no Chinese. The ranges were found by asking the
compiler letter by letter; a test asks it again.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from typing import Final

BOX: Final = "□"
DRAWN: Final = (
    (0x20, 0x7E),
    (0xA0, 0x377),
    (0x391, 0x3A1),
    (0x3A3, 0x481),
    (0x48A, 0x4FF),
    (0x1E00, 0x1EFF),
    (0x2010, 0x2027),
    (0x202F, 0x2040),
    (0x2070, 0x2071),
    (0x2074, 0x208E),
    (0x20A0, 0x20C0),
    (0x2100, 0x211E),
    (0x2153, 0x2184),
    (0x2190, 0x23FF),
    (0x2460, 0x2606),
    (0x270C, 0x2714),
)
_STARTS: Final = [first for first, _last in DRAWN]


def drawable(text: str) -> str:
    """The text with a box for each letter that no font has; what has no shape is left out."""
    joined = unicodedata.normalize("NFC", text)
    return joined if joined.isascii() and joined.isprintable() else "".join(map(_drawn, joined))


def _drawn(letter: str) -> str:
    if letter in "\n\t\r\u2028\u2029\u0085":
        return " " if letter == "\t" else "\n"
    code = ord(letter)
    at = bisect_right(_STARTS, code) - 1
    if at >= 0 and code <= DRAWN[at][1]:
        return letter
    kind = unicodedata.category(letter)[0]
    # Marks and joiners change another letter, controls change none.
    return " " if kind == "Z" else "" if kind in "CM" else BOX
