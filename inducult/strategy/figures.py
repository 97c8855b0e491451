"""Figures of a region from the edition in use; each carries the edition's number and day."""

from __future__ import annotations

from typing import Any, Final

from inducult.catalogue.queries import Edition, current

TIMES: Final = ("past", "present", "future")
MOST: Final = 12  # kinds that a profile names

Figures = dict[str, Any]


def figures_of(region: str | None) -> Figures | None:
    """Counts of places by time, theme and visit as plain values; None before the first edition.

    `total`, `times` and `themes` (pairs of word and count, the most frequent first), `visits`,
    `edition` (number) and `on` (its day). Without a region, of the whole network.
    """
    edition = current()
    return _figures(edition, region) if edition else None


def _figures(edition: Edition, region: str | None) -> Figures:
    found = edition.figures(region)
    counts = found.counts
    return {
        "edition": edition.number,
        "on": edition.changed_at.date().isoformat(),
        "total": found.total,
        "times": [[time, counts["time"].get(time, 0)] for time in TIMES],
        "themes": _most(counts["theme"]),
        "types": _most(counts["type"]) if "type" in counts else [],
        "visits": _most(counts["visit"]),
    }


def _most(counts: dict[str, int]) -> list[list[Any]]:
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return [[word, count] for word, count in ordered if count][:MOST]
