"""XML of strangers: no entities, no outside, and an end to depth."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from inducult.harvest.limits import MOST_DEPTH, MOST_FOLD, MOST_UNPACKED
from inducult.harvest.rows import Unreadable


def elements(path: Path) -> Iterator[tuple[str, Any]]:
    """("start" or "end", element) in the order of the file; gzip is unpacked on the way.

    Raises Unreadable for entities, for what is not well formed and for what never ends.
    """
    depth, number = 0, 0
    try:
        with _opened(path) as source:
            for event, element in iterparse(
                source,
                ("start", "end"),
                forbid_dtd=False,
                forbid_entities=True,
                forbid_external=True,
            ):
                depth += 1 if event == "start" else -1
                number += event == "end"
                if depth > MOST_DEPTH:
                    raise Unreadable(path.name, 0, f"is nested deeper than {MOST_DEPTH} elements")
                yield event, element
    except DefusedXmlException:
        raise Unreadable(path.name, 0, "holds XML entities, which are not read") from None
    except (SyntaxError, OSError, EOFError, zlib.error, UnicodeDecodeError, ValueError) as error:
        if isinstance(error, Unreadable):
            raise
        reason = f"is not whole XML after {number} elements ({error})"
        raise Unreadable(path.name, 0, reason) from None


def look_through(path: Path) -> str:
    """The name of the root element; in flat memory.

    Raises Unreadable for what a less careful reader must not be given.
    """
    open_ones: list[Any] = []
    root = ""
    for event, element in elements(path):
        root = root or name_of(element)
        if event == "start":
            open_ones.append(element)
        else:
            open_ones.pop()
            if open_ones:
                del open_ones[-1][-1]  # what has ended is the last child of what is open
    return root


def name_of(element: Any) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


class _Bounded:
    """A packed stream that ends loudly where a bomb would go on."""

    def __init__(self, stream: IO[bytes], file: str, packed: int) -> None:
        self.stream, self.file = stream, file
        self.left = min(MOST_UNPACKED, MOST_FOLD * max(packed, 4096))

    def read(self, size: int = -1) -> bytes:
        block = self.stream.read(min(size, 1 << 16) if size >= 0 else 1 << 16)
        self.left -= len(block)
        if self.left < 0:
            raise Unreadable(self.file, 0, "unpacks to far more than any honest file does")
        return block

    def __enter__(self) -> _Bounded:
        return self

    def __exit__(self, *_said: object) -> None:
        self.stream.close()


def _opened(path: Path) -> Any:
    if path.suffix.lower() != ".gz":
        return path.open("rb")
    return _Bounded(gzip.open(path, "rb"), path.name, path.stat().st_size)  # type: ignore[arg-type]
