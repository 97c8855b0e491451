"""Records as rows of columns, a whole batch at a time.

What an edition holds follows from the records and a day. Arrow reads the JSON and takes it apart;
Python looks only at what is different: a life of phases, a set of types, a word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.json as pj

from inducult.catalogue.gathering import Sightings, sightings
from inducult.catalogue.lexicon import Field
from inducult.catalogue.lives import lives
from inducult.catalogue.names import names
from inducult.catalogue.nested import by_distinct, joined, part, within
from inducult.catalogue.schema import ACCESS, CODE, RECORD, ROW


@dataclass(frozen=True)
class Flat:
    """A batch of records taken apart."""

    rows: pa.RecordBatch
    seen: Sightings


def flatten(texts: Sequence[bytes], as_of: date) -> Flat:
    """Takes a batch of records (JSON, each on one line) apart, as they stood on a day.

    Raises pyarrow.ArrowInvalid for what is not a record.
    """
    records = parsed(texts)
    return Flat(rows(records, as_of), _seen(records))


def parsed(texts: Sequence[bytes]) -> pa.RecordBatch:
    """The parts of records that columns are made of."""
    lines = b"\n".join([*texts, b""])
    table = pj.read_json(
        pa.BufferReader(lines),
        read_options=pj.ReadOptions(use_threads=False, block_size=len(lines) + 1),
        parse_options=pj.ParseOptions(explicit_schema=RECORD, unexpected_field_behavior="ignore"),
    )
    return table.combine_chunks().to_batches()[0]


def rows(records: pa.RecordBatch, as_of: date) -> pa.RecordBatch:
    """The columns of `schema.ROW`."""
    visit, address, position = (records[name] for name in ("visit", "address", "position"))
    apart = records["share_alike_position"]
    offers, types = records["offers"], records["types"]
    life = lives(records["phases"], types, part(offers, "kind"), as_of)
    hours = {name: visit.field(name) for name in HOURS}
    columns = {
        **{name: records[name] for name in AS_THEY_ARE},
        **names(records["names"], records["slug"]),
        **{name: address.field(name) for name in ("municipality", "country")},
        **{name: position.field(name) for name in ("lon", "lat")},
        **{f"share_alike_{name}": apart.field(name) for name in POSITION},
        "precision": pc.fill_null(position.field("precision"), ""),
        "position_licence": pc.fill_null(position.field("licence"), ""),
        "theme": joined(_themes(types)),
        "type": joined(types),
        "main_type": _first(types),
        "visit": visit.field("state"),
        "offer": joined(part(offers, "kind")),
        "audience": joined(within(offers, "audiences")),
        "speaks": joined(visit.field("languages")),
        "access": _access(visit.field("accessibility")),
        "region": joined(part(records["regions"], "code")),
        "area": joined(records["areas"]),
        **life,
        **hours,
        "hours_checked": pc.and_(
            pc.not_equal(hours["opening_hours"], ""), pc.not_equal(visit.field("checked_on"), "")
        ),
        "sunlit_at": _sunlit(hours["opening_hours"], position),
        "summary_languages": _summary_languages(records["texts"]),
        "weight": _weight(records),
    }
    return pa.RecordBatch.from_arrays(
        [_as(columns[field.name], field.type) for field in ROW], schema=ROW
    )


def _as(column: pa.Array, kind: pa.DataType) -> pa.Array:
    return column.dictionary_encode() if kind == CODE else column.cast(kind)


AS_THEY_ARE: Final = ("id", "slug", "nuts3", "operator", "website", "endangered", "confidence")
POSITION: Final = ("lon", "lat", "precision", "source", "licence")
HOURS: Final = ("opening_hours", "hours_valid_from", "hours_valid_to")


def _seen(records: pa.RecordBatch) -> Sightings:
    written = records["names"]
    texts = records["texts"]
    summaries = pc.if_else(_is_summary(texts), texts.values.field("text"), "")
    row_of_name, row_of_text = _rows(written), _rows(texts)
    alone = np.arange(len(records))
    return sightings(
        [
            (Field.NAME, row_of_name, written.values.field("text")),
            (Field.TOWN, alone, records["address"].field("municipality")),
            (Field.TEXT, alone, records["operator"]),
            (Field.TEXT, row_of_text, summaries),
        ]
    )


def _rows(lists: pa.ListArray) -> Any:
    return np.repeat(np.arange(len(lists)), np.diff(lists.offsets.to_numpy()))


def _themes(types: pa.ListArray) -> pa.ListArray:
    themes = by_distinct(types.values, lambda code: code.partition(".")[0])
    return pa.ListArray.from_arrays(types.offsets, themes)


def _first(lists: pa.ListArray) -> pa.StringArray:
    return by_distinct(pc.binary_join(lists, "|"), lambda codes: codes.partition("|")[0])


def _access(features: pa.StructArray) -> pa.StringArray:
    """The features that are there for certain ("limited" may be too little for someone)."""
    there = [
        pc.if_else(pc.fill_null(pc.equal(features.field(name), "yes"), False), name, "")
        for name in ACCESS
    ]
    return by_distinct(
        pc.binary_join_element_wise(*there, "|"),
        lambda text: "|".join(sorted(filter(None, text.split("|")))),
    )


def _is_summary(texts: pa.ListArray) -> pa.BooleanArray:
    return pc.equal(texts.values.field("field"), "summary")


def _summary_languages(texts: pa.ListArray) -> pa.StringArray:
    languages = pc.if_else(_is_summary(texts), texts.values.field("language"), "")
    return joined(pa.ListArray.from_arrays(texts.offsets, languages))


def _weight(records: pa.RecordBatch) -> pa.Array:
    """How much there is to see of a place, for the order of a result that nobody searched by words.

    Own rule: each thing that a visitor can use counts, and records that we trust count more.
    """
    visit, position = records["visit"], records["position"]
    state, trust = visit.field("state"), records["confidence"]
    counts = {name: pc.list_value_length(records[name]).to_numpy() for name in ("offers", "facts")}
    points = [
        4 * _is(state, "open"),
        2 * (_is(state, "event_days") | _is(state, "by_appointment")),
        2 * ~_is(visit.field("opening_hours"), ""),
        2 * _is(position.field("precision"), "exact"),
        2 * _is(trust, "high"),
        1 * _is(trust, "medium"),
        np.minimum(counts["offers"], 4),
        np.minimum(counts["facts"], 4),
    ]
    return pa.array(np.sum(points, axis=0).astype(np.uint8))


def _is(texts: pa.Array, text: str) -> Any:
    return pc.fill_null(pc.equal(texts, text), False).to_numpy(zero_copy_only=False)


def _sunlit(hours: pa.StringArray, position: pa.StructArray) -> pa.StringArray:
    """Where the sun rises and sets, for hours that name it; to a hundredth of a degree (1 km)."""
    point = pc.binary_join_element_wise(
        *(pc.round(position.field(name), 2).cast(pa.string()) for name in ("lon", "lat")), ","
    )
    named = pc.match_substring_regex(hours, "sun|dawn|dusk")
    return pc.fill_null(pc.if_else(named, point, ""), "")
