"""What the parts of a strategy have grown from, as one reader sees it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from inducult.strategy.citing import Cited, Sight, found
from inducult.strategy.queries import citations_of

Pair = tuple[str, str]


@dataclass(frozen=True)
class Sources:
    """What one part cites: what the reader sees, and how many of those were taken back since.

    Of what was never for her she learns nothing, not even how many there are.
    """

    seen: tuple[Cited, ...] = ()
    withdrawn: int = 0

    @property
    def total(self) -> int:
        """All that still counts; what is gone does not."""
        return len(self.seen) + self.withdrawn

    def of(self, *kinds: str) -> list[Cited]:
        """Those of some kinds."""
        return [cited for cited in self.seen if cited.kind in kinds]

    @property
    def quotes(self) -> list[Cited]:
        """Stories of which there is more to read than a name."""
        return [cited for cited in self.of("story") if cited.text]


def sources_of(citations: Iterable[Iterable[str]], reader: Any) -> dict[Pair, Sources]:
    """By kind and key of what cites: rows of four words as versions keep them."""
    rows = [tuple(row) for row in citations]
    known = found(((row[2], row[3]) for row in rows), reader)
    cited: dict[Pair, list[Cited]] = {}
    for kind, key, cited_kind, cited_key in rows:
        cited.setdefault((kind, key), []).append(known[cited_kind, cited_key])
    return {subject: _sources(each) for subject, each in cited.items()}


def sources_behind(kind: str, key: str, reader: Any) -> Sources:
    """What one thing has grown from, as its citations stand now."""
    names = ("subject_kind", "subject_key", "cited_kind", "cited_key")
    rows = citations_of(kind, key).values_list(*names)
    return sources_of(rows, reader).get((kind, key), Sources())


def _sources(cited: list[Cited]) -> Sources:
    seen = tuple(each for each in cited if each.sight is Sight.SEEN)
    return Sources(seen, sum(each.sight is Sight.WITHDRAWN for each in cited))
