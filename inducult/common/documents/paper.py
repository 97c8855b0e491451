"""A document on paper: a tagged PDF with language, title and outline, set by typst.

The template is fixed; the document comes to it as JSON, so nobody's words are marks of typst. No
file of the machine and no network is within its reach: everything is in memory.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst

from inducult.common.documents.letters import drawable
from inducult.common.documents.tree import Document, Figure, levelled
from inducult.common.languages import CODES

TEMPLATE: Final = Path(__file__).with_name("paper.typ")
STANDARD: Final = "ua-1"  # accessible: every page tagged, every figure in words
SAFE: Final = re.compile(r"(https?://|mailto:)[^\s\"<>\\]+\Z")


def pdf_of(document: Document) -> bytes:
    """The document as PDF/UA-1."""
    content = json.dumps(as_content(document), ensure_ascii=False)
    made: bytes = typst.compile(
        _template(), sys_inputs={"content": content}, font_paths=_fonts(), pdf_standards=STANDARD
    )
    return made


def as_content(document: Document) -> dict[str, Any]:
    """The document as the template reads it: plain values, letters that can be drawn."""
    given = {f.name: _plain(getattr(document, f.name)) for f in fields(document)}
    title = given["title"].strip() or "–"
    blocks = [_plain(block) for block in levelled(document.blocks, drawable)]
    return given | {"title": title, "running": title, "blocks": blocks}


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return drawable(value)
    if isinstance(value, tuple):
        return _plains(value)
    if isinstance(value, Figure):
        return _figure(value)
    if is_dataclass(value):
        return _checked({f.name: _plain(getattr(value, f.name)) for f in fields(value)}, value)
    return value


def _plains(values: tuple[Any, ...]) -> Any:
    """Words become a list; a cell of a table keeps them together, so that rows can be joined."""
    return [_row(each) if _is_row(each) else _plain(each) for each in values]


def _is_row(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], tuple)


def _row(cells: Iterable[Any]) -> list[dict[str, Any]]:
    return [{"words": _plain(cell)} for cell in cells]


def _figure(figure: Figure) -> dict[str, Any]:
    """The drawing as it is, its words like all words."""
    return {
        "kind": "figure",
        "svg": figure.svg,
        "alternative": drawable(figure.alternative).strip() or "–",
        "caption": drawable(figure.caption),
        "width": figure.width,
    }


def _checked(plain: dict[str, Any], value: Any) -> dict[str, Any]:
    """A kind for the template; languages and addresses only if they are such."""
    checked: Mapping[str, Any] = {"kind": type(value).__name__.lower()}
    if plain.get("language") not in (None, *CODES):
        checked = {**checked, "language": ""}
    if not SAFE.match(plain.get("address", "")):
        checked = {**checked, "address": ""}
    return {**plain, **checked}


@cache
def _template() -> bytes:
    return TEMPLATE.read_bytes()


@cache
def _fonts() -> typst.Fonts:
    """Only the fonts that typst brings, so that every machine sets the same pages."""
    return typst.Fonts(include_system_fonts=False)
