"""The wall of a step: which cards hang there, under which theme. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

ONE_STEP: Final = ("word",)  # kinds that belong to the step in which they were written


def columns(things: Mapping[str, Any], kinds: Sequence[str], position: int) -> list[dict[str, Any]]:
    """What is gathered under no theme first, then the themes in their order."""
    themes = [(name[6:], thing) for name, thing in things.items() if name.startswith("theme:")]
    themes.sort(key=lambda pair: (pair[1]["order"], pair[0]))
    found: dict[str, dict[str, Any]] = {"": {"key": "", "title": "", "core": False, "cards": []}}
    for key, theme in themes:
        dots = things.get(f"dots:theme:{key}", 0)
        found[key] = {"key": key, **theme, "dots": dots, "cards": []}
    for name, card in things.items():
        if name.startswith("card:") and hangs(card, kinds, position):
            found.get(card["theme"], found[""])["cards"].append({"key": name[5:], **card})
    for column in found.values():
        column["cards"].sort(key=lambda card: card["order"])
    return list(found.values())


def hangs(card: Mapping[str, Any], kinds: Sequence[str], position: int) -> bool:
    """Whether a card belongs on the wall of the step."""
    if card["kind"] in ONE_STEP and card["step"] != position:
        return False
    return card["kind"] in kinds
