"""JSON of strangers: whole, of bounded depth, and told apart in words when it is not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from inducult.harvest.limits import MOST_DEPTH
from inducult.harvest.rows import Unreadable

MOST_JSON: Final = 300 * 1024**2  # read as a whole


def load(path: Path) -> Any:
    """The value of the file. Raises Unreadable."""
    return parsed(path, text_of(path))


def text_of(path: Path) -> str:
    """The letters of the file. Raises Unreadable."""
    if path.stat().st_size > MOST_JSON:
        raise Unreadable(path.name, 0, f"is larger than {MOST_JSON // 1024**2} MB of JSON")
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable(path.name, 0, "is not in UTF-8") from None


def parsed(path: Path, text: str) -> Any:
    """The value of a text that came in this file. Raises Unreadable."""
    try:
        value = json.loads(text)
    except RecursionError:
        raise Unreadable(path.name, 0, f"is nested deeper than {MOST_DEPTH} brackets") from None
    except ValueError as error:
        raise Unreadable(path.name, 0, f"is not whole JSON ({error})") from None
    if _depth(value) > MOST_DEPTH:
        raise Unreadable(path.name, 0, f"is nested deeper than {MOST_DEPTH} brackets")
    return value


def listed(path: Path, value: Any, *names: str) -> list[Any]:
    """The list under these names, one inside the other. Raises Unreadable when it is not there."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    if not isinstance(value, list):
        raise Unreadable(path.name, 0, f"has no list {'.'.join(names)!r}")
    return value


def _depth(value: Any) -> int:
    """How deep brackets go; stops at the first layer that is too deep."""
    layer, depth = [value], 0
    while layer and depth <= MOST_DEPTH:
        depth += 1
        inner: list[Any] = []
        for each in layer:
            if isinstance(each, dict):
                inner += each.values()
            elif isinstance(each, list):
                inner += each
        layer = inner
    return depth
