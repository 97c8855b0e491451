"""The alphabetical place of each name, for each language of a page."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from inducult.catalogue.nested import by_distinct, rows_of
from inducult.catalogue.words import folded, split
from inducult.common.languages import CODES


def sortable(texts: pa.StringArray) -> pa.StringArray:
    """What names are sorted by: their folded words, so that Č stands with C in every language."""
    apart = split(texts)
    words = by_distinct(apart.values, lambda raw: "".join(folded(raw)))
    joined = pc.binary_join(pa.ListArray.from_arrays(apart.offsets, words), " ")
    # A name that begins with a quotation mark has an empty word before it.
    return pc.utf8_trim(joined, " ")


def name_ranks(names: pa.MapArray, first: pa.StringArray) -> dict[str, NDArray[np.int32]]:
    """Columns `rank_<language>`: where the name shown in that language stands in the alphabet.

    `names` hold what each name is sorted by, by language, `first` that of the first of all.
    """
    keys = pa.chunked_array([names.items, first])
    ranks = pc.rank(keys, sort_keys="ascending", tiebreaker="dense").to_numpy().astype(np.int32)
    of_names, of_first = ranks[: len(names.items)], ranks[len(names.items) :]
    rows, languages = rows_of(names), names.keys.dictionary_encode()
    known = languages.dictionary.to_pylist()
    written = languages.indices.to_numpy()
    shown = {}
    for code in CODES:
        shown[f"rank_{code}"] = of_first.copy()
        # The order of `common.languages.best`, the best last so that it prevails.
        for other in (*reversed([each for each in CODES if each != code]), code):
            if other in known:
                here = written == known.index(other)
                shown[f"rank_{code}"][rows[here]] = of_names[here]
    return shown
