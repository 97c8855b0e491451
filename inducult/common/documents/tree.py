"""A document as plain values, which know neither paper nor Word.

A part of the program says what stands in its document; `paper.py` makes a PDF of it, `word.py` a
DOCX. People's words are only ever values here and never marks of a typesetting language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

Paper = Literal["a4", "a5", "a6"]
Align = Literal["start", "end", "center"]
Manner = Literal["plain", "lead", "small", "loud"]


@dataclass(frozen=True)
class Run:
    """Some words in one manner. `language` is given where it is not the document's."""

    text: str
    is_strong: bool = False
    is_emphasised: bool = False
    language: str = ""
    address: str = ""  # of a page or a mailbox that the words lead to


Words: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A heading; a level that would skip one is drawn one level up (`levelled`)."""

    text: str
    level: int = 1
    language: str = ""


@dataclass(frozen=True)
class Paragraph:
    words: Words
    manner: Manner = "plain"


@dataclass(frozen=True)
class Listing:
    items: tuple[Words, ...]
    is_numbered: bool = False


@dataclass(frozen=True)
class Column:
    """A column of a table; `share` is its part of the width."""

    title: str
    share: float = 1.0
    align: Align = "start"


@dataclass(frozen=True)
class Table:
    """A table with one row of heads, which is repeated on each page."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Words, ...], ...]
    caption: str = ""
    is_small: bool = False


@dataclass(frozen=True)
class Figure:
    """A drawing (SVG) and what it shows in words; `width` is the share of the line it takes."""

    svg: str
    alternative: str
    caption: str = ""
    width: float = 1.0


@dataclass(frozen=True)
class Quote:
    """Somebody's words; `source` says as much of who it was as they allowed."""

    text: str
    source: str = ""
    language: str = ""


@dataclass(frozen=True)
class Callout:
    """What stands apart, in a box with a title; `aside` stands at its end.

    A slip is torn off: it stands at the foot of the page, under a line to cut along.
    """

    title: str
    blocks: tuple[Block, ...]
    aside: Figure | None = None
    is_slip: bool = False


@dataclass(frozen=True)
class Choices:
    """Boxes to be ticked with a pen."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Lines:
    """Lines to be written on with a pen, under a label."""

    label: str
    number: int = 1


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True)
class Wide:
    """Pages turned on their side, for tables with many columns."""

    blocks: tuple[Block, ...]


Block: TypeAlias = (
    Heading
    | Paragraph
    | Listing
    | Table
    | Figure
    | Quote
    | Callout
    | Choices
    | Lines
    | PageBreak
    | Wide
)


@dataclass(frozen=True)
class Document:
    """A whole document.

    `mark` is printed at the head of every page (an example, a draft); `imprint` at the foot of the
    first. `has_cover` gives the title a page of its own, `has_contents` a table of contents. Where
    each page has a heading of its own (sheets to write on), the title need not be printed.
    """

    title: str
    language: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    mark: str = ""
    imprint: str = ""
    paper: Paper = "a4"
    has_title: bool = True
    has_cover: bool = False
    has_contents: bool = False
    contents_title: str = ""


DEEPEST: Final = 4
Show: TypeAlias = Callable[[str], str]


def words(text: str, language: str = "") -> Words:
    """A text without any manner."""
    return (Run(text, language=language),)


def strong(text: str) -> Words:
    return (Run(text, is_strong=True),)


def paragraph(text: str, manner: Manner = "plain", language: str = "") -> Paragraph:
    return Paragraph(words(text, language), manner)


def bullets(texts: Iterable[str]) -> Listing:
    return Listing(tuple(words(text) for text in texts))


def levelled(blocks: Iterable[Block], shown: Show = str) -> tuple[Block, ...]:
    """The blocks with headings that skip no level, as a reader by ear needs them.

    A heading of which nothing is left when it is `shown` goes.
    """
    return tuple(_levelled(blocks, [0], shown))


def _levelled(blocks: Iterable[Block], above: list[int], shown: Show) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Wide):
            yield Wide(tuple(_levelled(block.blocks, above, shown)))
        elif isinstance(block, Callout):
            inside = tuple(each for each in block.blocks if not _is_heading(each))
            yield replace(block, blocks=inside)
        elif not isinstance(block, Heading):
            yield block
        elif shown(block.text).strip():
            above[0] = max(1, min(block.level, above[0] + 1, DEEPEST))
            yield Heading(block.text, above[0], block.language)


def _is_heading(block: Block) -> bool:
    return isinstance(block, Heading | Wide | PageBreak)


def texts_of(document: Document) -> list[str]:
    """Every word that the document shows, for tests and searches."""
    return [text for text in _texts(document) if text]


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from _texts(getattr(value, name))
