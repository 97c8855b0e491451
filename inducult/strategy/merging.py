"""Two people changed one text: both changes joined, or what cannot be joined shown. Pure.

Merged first paragraph by paragraph (line by line), and where both changed one paragraph, word by
word. What only one side changed is taken over. Where both changed the same words otherwise, the
paragraph is a *clash* and a person decides. What either side wrote anew is never lost: it stands
in the merged text or in a clash.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

_WORD: Final = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True)
class Joined:
    """A piece on which there is no quarrel."""

    text: str


@dataclass(frozen=True)
class Clash:
    """Paragraphs that both changed: what they were, what one made of them, and the other."""

    base: str
    mine: str
    theirs: str

    @property
    def both(self) -> str:
        """One after the other, for a person to join."""
        return "\n".join(part for part in (self.theirs, self.mine) if part.strip())


Piece = Joined | Clash
_Chunk = tuple[list[str], list[str], list[str]]  # base, mine, theirs


def words(text: str) -> list[str]:
    """Words with the space behind them; joined they are the text again."""
    return _WORD.findall(text)


def merge(base: str, mine: str, theirs: str) -> list[Piece]:
    """The pieces of the merged text in their order, each of whole paragraphs."""
    chunks = _chunks(*(_lines(text) for text in (base, mine, theirs)))
    return _gathered(_settled(*("".join(part) for part in chunk)) for chunk in chunks)


def text_of(pieces: Sequence[Piece]) -> str:
    """The whole text; where there is a clash, with both."""
    parts = (p.text if isinstance(p, Joined) else f"{p.both}\n" for p in pieces)
    return "".join(parts).removesuffix("\n")


def clashes(pieces: Sequence[Piece]) -> list[Clash]:
    """What a person has to decide."""
    return [piece for piece in pieces if isinstance(piece, Clash)]


def _lines(text: str) -> list[str]:
    return [f"{line}\n" for line in text.split("\n")]


def _settled(base: str, mine: str, theirs: str) -> Piece:
    """One stretch of paragraphs: taken from who changed it, else merged word by word."""
    if mine in (base, theirs):
        return Joined(theirs)
    if base == theirs:
        return Joined(mine)
    by_word = list(_chunks(words(base), words(mine), words(theirs)))
    if all(_is_settled(*chunk) for chunk in by_word):
        return Joined("".join("".join(t if m == b else m) for b, m, t in by_word))
    return Clash(*(text.removesuffix("\n") for text in (base, mine, theirs)))


def _is_settled(base: list[str], mine: list[str], theirs: list[str]) -> bool:
    return base in (mine, theirs) or mine == theirs


def _chunks(base: list[str], mine: list[str], theirs: list[str]) -> Iterator[_Chunk]:
    """The three texts cut alike: in turn what is not the same in all three, and what is."""
    at = (0, 0, 0)
    for b, m, t, size in _agreed(base, mine, theirs):
        yield base[at[0] : b], mine[at[1] : m], theirs[at[2] : t]
        yield base[b : b + size], mine[m : m + size], theirs[t : t + size]
        at = (b + size, m + size, t + size)
    yield base[at[0] :], mine[at[1] :], theirs[at[2] :]


def _agreed(
    base: list[str], mine: list[str], theirs: list[str]
) -> Iterator[tuple[int, int, int, int]]:
    """Where base stands unchanged in both: where that begins in each of the three, how long."""
    in_theirs = _kept(base, theirs)
    for b, m, size in _kept(base, mine):
        for other, t, other_size in in_theirs:
            begin, end = max(b, other), min(b + size, other + other_size)
            if begin < end:
                yield begin, m + begin - b, t + begin - other, end - begin


def _kept(base: list[str], other: list[str]) -> list[tuple[int, int, int]]:
    matcher = SequenceMatcher(None, base, other, autojunk=False)
    return [(a, b, size) for a, b, size in matcher.get_matching_blocks() if size]


def _gathered(pieces: Iterator[Piece]) -> list[Piece]:
    """Joined pieces that follow each other as one; none that is empty."""
    found: list[Piece] = []
    for piece in pieces:
        last = found[-1] if found else None
        if isinstance(piece, Joined) and isinstance(last, Joined):
            found[-1] = Joined(last.text + piece.text)
        elif piece != Joined(""):
            found.append(piece)
    return found
