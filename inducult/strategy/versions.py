"""Versions held against what stands now, part by part and word by word."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise

from inducult.strategy.freezing import Content
from inducult.strategy.models import Section
from inducult.strategy.wording import Stretch, difference

FEW = 8  # words that stay around a change


@dataclass(frozen=True)
class Changed:
    """A part that reads otherwise, with the stretches of its text."""

    label: str | Promise
    stretches: list[Stretch]
    kind: str  # "changed", "added" or "removed"


def changes_between(before: Content, after: Content) -> list[Changed]:
    """The parts that differ, in the order of the later content; removed ones last."""
    old = {said["key"]: said for said in before["sections"]}
    new = {said["key"]: said for said in after["sections"]}
    keys = [*new, *(key for key in old if key not in new)]
    told = (_changed(old.get(key), new.get(key)) for key in keys)
    return [changed for changed in told if changed]


def shortened(stretches: list[Stretch]) -> list[Stretch]:
    """What stayed, cut to the words around the changes."""
    last = len(stretches) - 1
    return [
        Stretch("same", _around(s.text, at > 0, at < last)) if s.kind == "same" else s
        for at, s in enumerate(stretches)
    ]


def _changed(before: dict[str, str] | None, after: dict[str, str] | None) -> Changed | None:
    said = after or before or {}
    old, new = _text(before), _text(after)
    if old == new:
        return None
    kind = "changed" if before and after else "added" if after else "removed"
    label = said["title"] or Section.Kind(said["kind"]).label
    return Changed(label, shortened(difference(old, new)), kind)


def _text(said: dict[str, str] | None) -> str:
    told = (said["title"], said.get("due"), said["body"]) if said else ()
    return "\n\n".join(part for part in told if part)


def _around(text: str, after_change: bool, before_change: bool) -> str:
    words = text.split(" ")
    if len(words) <= 2 * FEW:
        return text
    begin = " ".join(words[:FEW]) if after_change else ""
    end = " ".join(words[-FEW:]) if before_change else ""
    return f"{begin} […] {end}"
