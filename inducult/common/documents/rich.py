"""Cleaned rich text (HTML of a short list of elements) as blocks of a document.

What is not on the list loses its marks and keeps its words, so an unforeseen element is never lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from html.parser import HTMLParser
from typing import Final

from inducult.common.documents.tree import Block, Heading, Listing, Paragraph, Quote, Run, Words

HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
ENDS: Final = {"p", "div", "li", "blockquote", "ul", "ol", "br", *HEADINGS}
SPACES: Final = re.compile(r"[ \t\r\n]+")


def blocks_of(html: str, below: int = 0) -> tuple[Block, ...]:
    """The blocks of a rich text whose headings stand `below` levels under those that they name."""
    reader = _Reader(below)
    reader.feed(html)
    reader.close()
    reader.end_block()
    reader.end_list()
    return tuple(reader.blocks)


class _Reader(HTMLParser):
    """Collects runs until a block ends; knows only how deep it stands in each element."""

    def __init__(self, below: int) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._below = below
        self._inside: list[str] = []
        self._runs: list[Run] = []
        self._items: list[Words] = []
        self._address = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._runs.append(Run("\n"))
            return
        if tag in ENDS:
            self.end_block()
        if tag in ("ul", "ol"):
            self.end_list()
        if tag == "a":
            self._address = dict(attrs).get("href") or ""
        self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in ENDS:
            self.end_block()
        if tag in ("ul", "ol"):
            self.end_list()
        if tag == "a":
            self._address = ""
        if tag in self._inside:
            del self._inside[len(self._inside) - 1 - self._inside[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        text = SPACES.sub(" ", data)
        if text.strip() or self._runs:
            self._runs.append(
                Run(
                    text,
                    is_strong=bool({"strong", "b"} & set(self._inside)),
                    is_emphasised=bool({"em", "i"} & set(self._inside)),
                    address=self._address,
                )
            )

    def end_block(self) -> None:
        """What was collected becomes a block of the kind that it stands in."""
        words, self._runs = _trimmed(self._runs), []
        if not words:
            return
        if "li" in self._inside:
            self._items.append(words)
        elif level := next((HEADINGS[tag] for tag in self._inside if tag in HEADINGS), 0):
            self.blocks.append(Heading(_text(words), level + self._below))
        elif "blockquote" in self._inside:
            self.blocks.append(Quote(_text(words)))
        else:
            self.blocks.append(Paragraph(words))

    def end_list(self) -> None:
        """The items since the list began become a list; a list in a list follows it."""
        if self._items:
            lists = [tag for tag in self._inside if tag in ("ul", "ol")]
            self.blocks.append(Listing(tuple(self._items), bool(lists and lists[-1] == "ol")))
            self._items = []


def _trimmed(runs: list[Run]) -> Words:
    """Without space at both ends; empty if nothing but space is left."""
    if not _text(runs).strip():
        return ()
    first, last = runs[0], runs[-1]
    if len(runs) == 1:
        return (replace(first, text=first.text.strip()),)
    ends = replace(first, text=first.text.lstrip()), replace(last, text=last.text.rstrip())
    return tuple(run for run in (ends[0], *runs[1:-1], ends[1]) if run.text)


def _text(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs)
