"""What follows from the phases of places: their times, working years and whether they can be seen.

The rules are those of `places.rules`; each different life is judged once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from inducult.catalogue.facets import BETWEEN
from inducult.catalogue.schema import YEARS
from inducult.places.rules import Phase, State, Tense, access, tenses, working_spans

IN_PHASE: Final = "\x1f"
IN_LIST: Final = "\x1e"
IN_LIFE: Final = "\x1d"
PHASE: Final = ("state", "start", "end", "as_type")


@dataclass(frozen=True)
class Life:
    """What the rules say of a place on a day."""

    time: str
    first_years: list[int]
    last_years: list[int]
    reachable: str


def lives(
    phases: pa.ListArray, types: pa.ListArray, kinds: pa.ListArray, as_of: date
) -> dict[str, pa.Array]:
    """Columns `time`, `first_years`, `last_years` and `reachable`."""
    told = pc.binary_join_element_wise(*(phases.values.field(name) for name in PHASE), IN_PHASE)
    keys = pc.binary_join_element_wise(
        pc.binary_join(pa.ListArray.from_arrays(phases.offsets, told), IN_LIST),
        pc.binary_join(types, IN_LIST),
        pc.binary_join(kinds, IN_LIST),
        IN_LIFE,
    ).dictionary_encode()
    found = [_judged(key, as_of) for key in keys.dictionary.to_pylist()]
    columns = {
        "time": pa.array([life.time for life in found], pa.string()),
        "first_years": pa.array([life.first_years for life in found], YEARS),
        "last_years": pa.array([life.last_years for life in found], YEARS),
        "reachable": pa.array([life.reachable for life in found], pa.string()),
    }
    return {name: column.take(keys.indices) for name, column in columns.items()}


@lru_cache(maxsize=1 << 15)
def _judged(key: str, as_of: date) -> Life:
    told, types, kinds = (_list(text) for text in key.split(IN_LIFE))
    phases = [_phase(*text.split(IN_PHASE)) for text in told]
    spans = working_spans(phases, types, as_of=as_of.year)
    times = tenses(phases, types, kinds, as_of)
    return Life(
        BETWEEN.join(time for time in Tense if time in times),
        [first for first, _ in spans],
        [last for _, last in spans],
        access(phases, as_of),
    )


def _list(text: str) -> list[str]:
    return text.split(IN_LIST) if text else []


def _phase(state: str, start: str, end: str, as_type: str) -> Phase:
    return Phase(State(state), start, end, as_type)
