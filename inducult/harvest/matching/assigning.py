"""From scored pairs to partners: who belongs to whom when several would do."""

from __future__ import annotations

from collections.abc import Iterable

from inducult.harvest.matching.match import Match


def one_to_one(matches: Iterable[Match]) -> list[Match]:
    """The heaviest pairs first, each of ours and of theirs at most once.

    Greedy: among candidates that are all close a stable order is worth more to a keeper than the
    last bit of the sum, and it takes no time for a million. Equal weights go by key.
    """
    ours: set[str] = set()
    theirs: set[str] = set()
    kept = []
    for match in _heaviest_first(matches):
        if match.ours not in ours and match.theirs not in theirs:
            ours.add(match.ours)
            theirs.add(match.theirs)
            kept.append(match)
    return kept


def one_to_many(matches: Iterable[Match]) -> list[Match]:
    """Each of theirs once, with the one of ours that it fits best; ours may have several."""
    theirs: set[str] = set()
    kept = []
    for match in _heaviest_first(matches):
        if match.theirs not in theirs:
            theirs.add(match.theirs)
            kept.append(match)
    return kept


def _heaviest_first(matches: Iterable[Match]) -> list[Match]:
    return sorted(matches, key=lambda match: (-match.weight, match.ours, match.theirs))
