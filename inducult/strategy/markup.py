"""The light markup in which parts of a strategy are written, and what it says. Pure.

A blank line ends a block. A block is a heading (`## Heading`), a list (`- ` or `1. ` before each
item), a quotation (`> ` before each line) or a paragraph. Inside a block: `**strong**`,
`*emphasised*` and `[words](https://address)`. Whatever else is typed is text, HTML included.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import Final, Literal

Kind = Literal["heading", "paragraph", "bullets", "numbers", "quote"]

_BLANK: Final = re.compile(r"\n[ \t]*\n+")
_HEADING: Final = re.compile(r"#{1,6}[ \t]+(?=\S)")
_BULLET: Final = re.compile(r"[-*•][ \t]+(?=\S)")
_NUMBER: Final = re.compile(r"\d{1,3}[.)][ \t]+(?=\S)")
_QUOTE: Final = re.compile(r">[ \t]?")
_SPAN: Final = re.compile(
    r"\*\*(?P<strong>\S(?:[^*]*\S)?)\*\*"
    r"|\*(?P<em>[^\s*](?:[^*]*[^\s*])?)\*"
    r"|\[(?P<words>[^\[\]\n]+)\]\((?P<href>https://[^\s()<>\"']+)\)"
)
_MARKERS: Final[tuple[tuple[Kind, re.Pattern[str]], ...]] = (
    ("heading", _HEADING),
    ("bullets", _BULLET),
    ("numbers", _NUMBER),
    ("quote", _QUOTE),
)


@dataclass(frozen=True)
class Span:
    """Some words in one manner; `href` is the https address that they lead to, or ""."""

    text: str
    style: Literal["", "strong", "em"] = ""
    href: str = ""


@dataclass(frozen=True)
class Block:
    """A block with its items: the entries of a list, else one item, its lines as spans."""

    kind: Kind
    items: tuple[tuple[Span, ...], ...]


def tidy(text: str) -> str:
    """The text with one kind of line end, no space at line ends and one blank line at most."""
    lines = [line.rstrip() for line in re.split(r"\r\n|\r|\n", text)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def blocks_of(text: str) -> list[Block]:
    """What the text says, block by block."""
    return [
        block
        for piece in _BLANK.split(tidy(text))
        if piece.strip()
        for block in _blocks(piece.split("\n"))
    ]


def spans_of(line: str) -> tuple[Span, ...]:
    """The words of one line or item in their manners."""
    spans, at = [], 0
    for match in _SPAN.finditer(line):
        if match.start() > at:
            spans.append(Span(line[at : match.start()]))
        spans.append(_span(match))
        at = match.end()
    return (*spans, Span(line[at:])) if at < len(line) else tuple(spans)


def words_of(text: str) -> str:
    """The text without its marks, for a search, a list or a count of words."""
    items = (item for block in blocks_of(text) for item in block.items)
    return "\n".join("".join(span.text for span in item) for item in items)


def html_of(text: str) -> str:
    """The text as HTML of `p h3 ul ol li blockquote strong em a br` and nothing else."""
    return "\n".join(_WRITTEN[block.kind](block) for block in blocks_of(text))


def _blocks(lines: list[str]) -> list[Block]:
    """The blocks of lines between two blank ones: where the kind changes, a block ends."""
    blocks: list[tuple[Kind, list[str]]] = []
    for line in lines:
        kind, words = _read(line.strip())
        if blocks and blocks[-1][0] == kind != "heading":
            blocks[-1][1].append(words)
        elif blocks and kind == "paragraph" and blocks[-1][0] in ("bullets", "numbers"):
            blocks[-1][1][-1] += f" {words}"
        else:
            blocks.append((kind, [words]))
    return [_block(kind, words) for kind, words in blocks]


def _read(line: str) -> tuple[Kind, str]:
    for kind, marker in _MARKERS:
        if found := marker.match(line):
            return kind, line[found.end() :]
    return "paragraph", line


def _block(kind: Kind, lines: list[str]) -> Block:
    if kind in ("bullets", "numbers"):
        return Block(kind, tuple(spans_of(line) for line in lines))
    return Block(kind, (spans_of("\n".join(lines)),))


def _span(match: re.Match[str]) -> Span:
    if match["strong"]:
        return Span(match["strong"], "strong")
    if match["em"]:
        return Span(match["em"], "em")
    return Span(match["words"], href=match["href"])


def _html(spans: tuple[Span, ...]) -> str:
    return "".join(_html_of_span(span) for span in spans)


def _html_of_span(span: Span) -> str:
    text = escape(span.text).replace("\n", "<br>")
    if span.href:
        return f'<a href="{escape(span.href)}">{text}</a>'
    return f"<{span.style}>{text}</{span.style}>" if span.style else text


def _list(tag: str, block: Block) -> str:
    items = "".join(f"<li>{_html(item)}</li>" for item in block.items)
    return f"<{tag}>{items}</{tag}>"


_WRITTEN: Final = {
    "heading": lambda block: f"<h3>{_html(block.items[0])}</h3>",
    "paragraph": lambda block: f"<p>{_html(block.items[0])}</p>",
    "quote": lambda block: f"<blockquote><p>{_html(block.items[0])}</p></blockquote>",
    "bullets": lambda block: _list("ul", block),
    "numbers": lambda block: _list("ol", block),
}
