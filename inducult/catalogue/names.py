"""The names of places, one for each language: official before exonym before alternative."""

from __future__ import annotations

from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from inducult.catalogue.naming import sortable
from inducult.catalogue.nested import rows_of

ORDER: Final = ("official", "exonym", "alternative")  # a historical name is not what it is called


def names(written: pa.ListArray, slugs: pa.StringArray) -> dict[str, pa.Array]:
    """Columns `names` (by language), `name` and `name_language` (the first of them all).

    `sort_names` and `sort_name` are what they are sorted by. A place without a name is called by
    its slug.
    """
    texts = written.values.field("text")
    languages = written.values.field("language")
    chosen, rows = _in_order(written)
    fresh = _first_of_each(rows, languages.take(pa.array(chosen)))
    offsets = np.searchsorted(rows[fresh], np.arange(len(written) + 1)).astype(np.int32)
    by_language = languages.take(pa.array(chosen[fresh]))
    named = np.diff(offsets) > 0
    head = np.searchsorted(rows, np.arange(len(written)))
    first = pa.array(chosen[np.minimum(head, max(len(rows) - 1, 0))] if len(rows) else head * 0)
    first = pc.if_else(pa.array(named), first, None)
    keys = sortable(texts)

    def mapped(values: pa.StringArray) -> pa.MapArray:
        return pa.MapArray.from_arrays(
            pa.array(offsets), by_language, values.take(pa.array(chosen[fresh]))
        )

    return {
        "names": mapped(texts),
        "name": pc.coalesce(texts.take(first), slugs),
        "name_language": pc.fill_null(languages.take(first), ""),
        "sort_names": mapped(keys),
        "sort_name": pc.coalesce(keys.take(first), slugs),
    }


def _in_order(written: pa.ListArray) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Positions of the names that count, in the order of rows and kinds, and their rows."""
    kinds = written.values.field("kind")
    rank = pc.index_in(kinds, pa.array(ORDER)).fill_null(-1).to_numpy()
    chosen = np.flatnonzero(rank >= 0)
    rows = rows_of(written)[chosen]
    order = np.lexsort((chosen, rank[chosen], rows))
    return chosen[order], rows[order]


def _first_of_each(rows: NDArray[np.int64], languages: pa.StringArray) -> NDArray[np.int64]:
    """Positions of the first name of each row in each language."""
    codes = languages.dictionary_encode().indices.to_numpy().astype(np.int64)
    keys = rows * (int(codes.max(initial=0)) + 1) + codes
    _, first = np.unique(keys, return_index=True)
    positions: NDArray[np.int64] = np.sort(first)
    return positions
