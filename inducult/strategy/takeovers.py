"""What a region may take from another into its plan: registered kinds, one door.

The part that owns a kind registers it::

    takable(Takable("practice", find=find_practice))

`find` gives the thing as the person may see it, or None. What is shown as credit is read anew each
time, so that a thing that is no longer public is no longer named.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from inducult.strategy.models import Pilot, Takeover
from inducult.strategy.rights import may


@dataclass(frozen=True)
class Offered:
    """Something that can be taken over, in its own language; `origin`: code of its region."""

    kind: str
    key: str
    title: str
    language: str
    origin: str | None
    address: str
    description: str = ""
    target_groups: str = ""
    areas: tuple[str, ...] = field(default=())


Find = Callable[[str, Any], Offered | None]


@dataclass(frozen=True)
class Takable:
    """A kind of thing that can be taken over; `find(key, reader)`."""

    kind: str
    find: Find


_kinds: dict[str, Takable] = {}


def takable(kind: Takable) -> Takable:
    """Registers a kind; a second one of the same name takes its place."""
    _kinds[kind.kind] = kind
    return kind


def offered(kind: str, key: str, reader: Any) -> Offered | None:
    """The thing as the reader may see it; None if she may not, or there is none."""
    return _kinds[kind].find(key, reader) if kind in _kinds else None


def origin_of(takeover: Takeover, reader: Any) -> Offered | None:
    """What an action grew from, as the reader may see it."""
    return offered(takeover.kind, takeover.taken_key, reader)


def _find_pilot(key: str, reader: Any) -> Offered | None:
    pilot = Pilot.objects.filter(key=key).first()
    if pilot is None or not may(reader, "pilot.see", pilot):
        return None
    return Offered(
        kind="pilot",
        key=pilot.key,
        title=pilot.title,
        language=pilot.language,
        origin=pilot.region_id,
        address=reverse("strategy:pilot", kwargs={"slug": pilot.slug}),
        description="\n\n".join(filter(None, [pilot.description, pilot.advice])),
        target_groups=pilot.target_groups,
        areas=tuple(pilot.areas),
    )


takable(Takable("pilot", _find_pilot))
