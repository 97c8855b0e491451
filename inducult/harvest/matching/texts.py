"""Many texts as one: a list that takes little room and is handed to another process at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Texts:
    """Texts one after the other; text n ends at `ends[n]`."""

    run: str
    ends: NDArray[np.int64]

    @classmethod
    def of(cls, texts: Sequence[str]) -> Texts:
        lengths = np.fromiter(map(len, texts), np.int64, len(texts))
        return cls("".join(texts), np.cumsum(lengths))

    @classmethod
    def joined(cls, several: Sequence[Texts]) -> Texts:
        lengths = np.concatenate([texts.lengths for texts in several])
        return cls("".join(texts.run for texts in several), np.cumsum(lengths))

    @property
    def lengths(self) -> NDArray[np.int64]:
        return np.diff(self.ends, prepend=0)

    def __len__(self) -> int:
        return len(self.ends)

    def __getitem__(self, place: int) -> str:
        return self.run[int(self.ends[place - 1]) if place else 0 : int(self.ends[place])]

    def __iter__(self) -> Iterator[str]:
        return iter(self.take(np.arange(len(self), dtype=np.int32)))

    def take(self, places: NDArray[np.int32]) -> list[str]:
        """The texts at these places."""
        ends = self.ends[places]
        starts = np.where(places > 0, self.ends[places - 1], 0)
        run = self.run
        return [run[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
