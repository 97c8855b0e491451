"""Laws of differences between records."""

from __future__ import annotations

from typing import Any

from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from inducult.places.difference import apply, difference, pieces, rebase
from inducult.places.records import empty_record
from inducult.places.terms import load_terms
from inducult.places.wording import LABELS, worded

Record = dict[str, Any]

words = st.text("abc", max_size=2)
texts = st.dictionaries(
    st.tuples(st.sampled_from(["summary", "description"]), st.sampled_from(["de", "en"])), words
).map(lambda found: [{"field": f, "language": c, "text": t} for (f, c), t in found.items()])
records: st.SearchStrategy[Record] = st.fixed_dictionaries(
    {
        "id": st.just("k"),
        "operator": words,
        "names": st.lists(words, max_size=2),
        "texts": texts,
        "visit": st.fixed_dictionaries({"state": words, "opening_hours": words}),
    }
)


@given(records, records)
def test_applying_all_that_differs_gives_the_other_record(one: Record, other: Record) -> None:
    assert pieces(apply(one, difference(one, other))) == pieces(other)


@given(records)
def test_nothing_differs_from_itself(record: Record) -> None:
    assert difference(record, record) == []


@given(records, records, records)
def test_joining_keeps_both_sides_and_names_every_clash(
    base: Record, mine: Record, theirs: Record
) -> None:
    joined, clashes = rebase(base, mine, theirs)
    clashing = {clash.mine.path for clash in clashes}
    found = pieces(joined)
    for change in difference(base, theirs):
        assert found.get(change.path) == change.after
    for change in difference(base, mine):
        assert change.path in clashing or found.get(change.path) == change.after


@given(records, records)
def test_joining_with_an_unchanged_side_gives_the_other(base: Record, other: Record) -> None:
    assert pieces(rebase(base, other, base)[0]) == pieces(other)
    assert pieces(rebase(base, base, other)[0]) == pieces(other)


def test_every_field_of_a_record_has_its_word_and_codes_are_said_in_words() -> None:
    visit = {"state": "open", "accessibility": {"lift": "limited"}}
    with override("de"):
        assert worded(("visit", "state"), "open") == ["für Gäste geöffnet"]
        assert worded(("visit", "accessibility"), visit["accessibility"]) == [
            "Aufzug: eingeschränkt"
        ]
        assert worded(("phases",), [{"state": "working", "start": "1909", "end": ""}]) == [
            "in Betrieb · 1909"
        ]
        assert worded(("types",), ["MIN.COAL"]) == [load_terms()["MIN.COAL"].labels["de"]]
    assert set(LABELS) | {"id"} >= set(empty_record())
