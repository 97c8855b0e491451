"""What a source calls things, as types of our taxonomy: by labels in eight languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

from rapidfuzz import fuzz, process

from inducult.common.folding import fold
from inducult.harvest.guessing.heads import Rows
from inducult.places.terms import load_terms

MOST: Final = 60  # different kinds on the form
ALIKE: Final = 88  # of 100
LONG: Final = 5  # letters of a label that may stand inside a longer word
# Words of registers that are no label of ours.
SYNONYMS: Final[dict[str, str]] = {
    "zeche": "MIN.COAL",
    "schacht": "MIN.SHFT",
    "stollen": "MIN.ADIT",
    "halde": "MIN.HEAP",
    "brewpub": "FOD.BREW",
    "hutte": "MET.IRON",
    "hammer": "MET.FORG",
    "giesserei": "MET.FOUN",
}


def kinds_in(rows: Rows, column: str) -> list[tuple[str, int]]:
    """The kinds of a column and how often each stands there, most frequent first."""
    said = (str(row[column]).strip() for row in rows if row.get(column) not in (None, ""))
    return Counter(said).most_common(MOST)


def type_for(kind: str) -> str:
    """The code of the type that a kind most likely means; "" when none comes near."""
    said = fold(kind)
    labels = _labels()
    if said in labels:
        return labels[said]
    inside = max((label for label in labels if _holds(said, label)), key=len, default="")
    if inside:
        return labels[inside]
    found = process.extractOne(said, labels.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return labels[found[0]] if found else ""


def guess_kinds(rows: Rows, column: str) -> Mapping[str, str]:
    """Each kind of a column with the code of a type, or ""."""
    return {kind: type_for(kind) for kind, _count in kinds_in(rows, column)}


def _holds(said: str, label: str) -> bool:
    return len(label) >= LONG and label in said


@cache
def _labels() -> dict[str, str]:
    """Labels of the types and their halves ("forge or hammer mill"), folded."""
    found: dict[str, str] = {}
    for term in load_terms().values():
        if not term.is_theme:
            for label in term.labels.values():
                for part in _parts(label):
                    found.setdefault(part, term.code)
    return {**found, **{word: code for word, code in SYNONYMS.items() if code in load_terms()}}


def _parts(label: str) -> Iterator[str]:
    said: Any = fold(label.partition("(")[0]).strip()
    yield said
    for word in (" or ", " oder ", " nebo ", " lub ", " o ", " ali ", " ili ", " of "):
        if word in said:
            yield from (part.strip() for part in said.split(word))
