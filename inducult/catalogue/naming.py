"""The alphabetical place of each name, for each language of a page."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from inducult.catalogue.nested import by_distinct, rows_of
from inducult.catalogue.words import folded, split
from inducult.common.languages import CODES


def name_ranks(names: pa.MapArray, first_names: pa.StringArray) -> dict[str, NDArray[np.int32]]:
    """Columns `rank_<language>`: where the name shown in that language stands in the alphabet.

    Letters are compared folded, so that Č stands with C in every language.
    """
    written = pa.concat_arrays([names.items, first_names])
    ranks = (
        pc.rank(_sortable(written), sort_keys="ascending", tiebreaker="dense")
        .to_numpy()
        .astype(np.int32)
    )
    of_names, of_first = ranks[: len(names.items)], ranks[len(names.items) :]
    rows = rows_of(names)
    languages = names.keys.to_numpy(zero_copy_only=False)
    return {f"rank_{code}": _shown(code, languages, rows, of_names, of_first) for code in CODES}


def _sortable(texts: pa.StringArray) -> pa.StringArray:
    """The folded words of each text, without the signs between them."""
    apart = split(texts)
    words = by_distinct(apart.values, lambda raw: "".join(folded(raw)))
    # A name that begins with a quotation mark has an empty word before it.
    return pc.utf8_trim(pc.binary_join(pa.ListArray.from_arrays(apart.offsets, words), " "), " ")


def _shown(
    code: str,
    languages: NDArray[np.object_],
    rows: NDArray[np.int64],
    of_names: NDArray[np.int32],
    of_first: NDArray[np.int32],
) -> NDArray[np.int32]:
    """Ranks of the names that a page in a language shows: as `common.languages.best` chooses."""
    shown = of_first.copy()
    for other in (*reversed([c for c in CODES if c != code]), code):
        here = languages == other
        shown[rows[here]] = of_names[here]
    return shown
