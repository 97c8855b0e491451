"""The figures and the map of a strategy's region, as its pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import get_language

from inducult.catalogue.queries import Filter, current
from inducult.explore.queries import Frame, Spot, frame_of, kind_label, spots
from inducult.strategy.figures import Figures, figures_of
from inducult.strategy.models import Strategy

MOST_DRAWN: Final = 2_000


@dataclass(frozen=True)
class Bar:
    """A word with how many places it holds for."""

    word: str
    label: str
    count: int


@dataclass(frozen=True)
class Drawing:
    """The region alone, with its places."""

    frame: Frame
    path: str
    spots: list[Spot]


@dataclass(frozen=True)
class Portrait:
    """Figures with the edition and the day that they are of; the drawing, if there is one."""

    total: int
    edition: int
    on: date
    times: list[Bar]
    themes: list[Bar]
    query: str
    drawing: Drawing | None

    @property
    def most(self) -> int:
        """The longest bar of the themes."""
        return max((bar.count for bar in self.themes), default=0)


def portrait_of(strategy: Strategy, figures: Figures | None = None) -> Portrait | None:
    """From the figures of a version, else from the edition in use; None before the first."""
    told = figures or figures_of(strategy.region_id)
    if told is None:
        return None
    language = get_language() or "en"
    among = Filter(region=(strategy.region_id,)) if strategy.region_id else Filter()
    return Portrait(
        total=told["total"],
        edition=told["edition"],
        on=date.fromisoformat(told["on"]),
        times=[Bar(word, word, count) for word, count in told["times"]],
        themes=[Bar(word, kind_label(word, language), count) for word, count in told["themes"]],
        query=among.to_query(),
        drawing=_drawing(strategy, among),
    )


def _drawing(strategy: Strategy, among: Filter) -> Drawing | None:
    boundary: Any = strategy.region.boundary if strategy.region else None
    edition = current()
    if not boundary or edition is None:
        return None
    frame = frame_of(boundary)
    found = edition.search(among, language="en", moment=timezone.now(), page_size=MOST_DRAWN)
    positions = [
        (card.lon, card.lat, card.precision in ("exact", "street"))
        for card in found.cards
        if card.lon is not None and card.lat is not None
    ]
    return Drawing(frame, frame.path(boundary), spots(positions, frame))
