"""The names of places, one for each language: official before exonym before alternative."""

from __future__ import annotations

from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from inducult.catalogue.nested import rows_of

ORDER: Final = ("official", "exonym", "alternative")  # a historical name is not what it is called


def names(written: pa.ListArray, slugs: pa.StringArray) -> dict[str, pa.Array]:
    """Columns `names` (by language), `name` and `name_language` (the first of them all).

    A place without a name is called by its slug.
    """
    rank = pc.index_in(written.values.field("kind"), pa.array(ORDER)).fill_null(-1).to_numpy()
    chosen = np.flatnonzero(rank >= 0)
    rows = rows_of(written)[chosen]
    order = np.lexsort((chosen, rank[chosen], rows))
    chosen, rows = chosen[order], rows[order]
    languages = written.values.field("language").take(pa.array(chosen))
    texts = written.values.field("text").take(pa.array(chosen))
    fresh = _first_of_each(rows, languages)
    offsets = np.searchsorted(rows[fresh], np.arange(len(written) + 1)).astype(np.int32)
    head = np.searchsorted(rows, np.arange(len(written)))
    named = pa.array(np.diff(offsets) > 0)
    safe = pa.array(np.minimum(head, max(len(rows) - 1, 0)), mask=~np.asarray(named))
    return {
        "names": pa.MapArray.from_arrays(
            pa.array(offsets), languages.take(pa.array(fresh)), texts.take(pa.array(fresh))
        ),
        "name": pc.if_else(named, texts.take(safe), slugs),
        "name_language": pc.fill_null(languages.take(safe), ""),
    }


def _first_of_each(rows: NDArray[np.int64], languages: pa.StringArray) -> NDArray[np.int64]:
    """Positions of the first name of each row in each language."""
    codes = languages.dictionary_encode().indices.to_numpy().astype(np.int64)
    keys = rows * (int(codes.max(initial=0)) + 1) + codes
    _, first = np.unique(keys, return_index=True)
    positions: NDArray[np.int64] = np.sort(first)
    return positions
