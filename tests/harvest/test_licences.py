"""The partition of licences: a law, not examples."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from inducult.harvest.licences import (
    LISTS,
    Layer,
    Statement,
    attributions,
    is_closed,
    layer_of,
    open_part,
)
from inducult.places.records import empty_record

LICENCES = ("CC0-1.0", "CC-BY-4.0", "ODbL-1.0", "CC-BY-NC-4.0", "LicenseRef-unheard-of")
words = st.sampled_from(["Mühle", "Zeche", "Werk", "Hütte"])
names = words.map(lambda t: {"language": "de", "kind": "official", "text": t, "origin": "source"})
point = st.sampled_from([None, {"lon": 1.0, "lat": 2.0}, {"lon": 3.0, "lat": 4.0}])
fields = st.one_of(
    st.tuples(st.just("names"), names),
    st.tuples(st.just("types"), words),
    st.tuples(st.just("operator"), words),
    st.tuples(st.just("address.street"), words),
    st.tuples(st.just("visit.opening_hours"), words),
    st.tuples(st.just("position"), point),
)
statements = st.lists(
    st.builds(lambda f, licence: Statement(*f, licence), fields, st.sampled_from(LICENCES))
)


@st.composite
def records(draw: Any) -> dict[str, Any]:
    record = empty_record()
    record["names"], record["types"] = draw(st.lists(names)), draw(st.lists(words, unique=True))
    record["operator"] = draw(words)
    record["address"] = {**record["address"], "street": draw(words)}
    record["visit"] = {**record["visit"], "opening_hours": draw(words)}
    record["position"] = draw(point)
    record["share_alike_position"] = draw(point)
    return record


def values_of(record: dict[str, Any]) -> list[tuple[str, Any]]:
    """Every value that the record shows."""
    found = [(name, entry) for name in LISTS for entry in record[name]]
    found += [("operator", record["operator"]), ("address.street", record["address"]["street"])]
    found += [("visit.opening_hours", record["visit"]["opening_hours"])]
    found += [("position", record["position"])]
    return [(name, value) for name, value in found if value not in ("", None)]


@given(records(), statements)
def test_an_open_export_holds_no_value_whose_only_sources_are_closed(
    record: dict[str, Any], said: list[Statement]
) -> None:
    shown = open_part(record, said)
    assert [each for each in values_of(shown) if is_closed(*each, said)] == []
    assert shown["share_alike_position"] is None


@given(records(), statements)
def test_an_open_export_keeps_all_the_rest(record: dict[str, Any], said: list[Statement]) -> None:
    kept = values_of(open_part(record, said))
    assert kept == [each for each in values_of(record) if not is_closed(*each, said)]


@given(st.text(max_size=30))
def test_a_licence_that_nobody_knows_opens_nothing(licence: str) -> None:
    known = {"CC0-1.0", "CC-BY-4.0", "ODbL-1.0"}
    assert licence in known or layer_of(f"{licence} unknown") is Layer.NON_COMMERCIAL


@given(statements)
def test_whom_to_name_is_named_once_and_in_order(said: list[Statement]) -> None:
    named = [Statement(s.field, s.value, s.licence, f"By {s.licence}") for s in said]
    found = attributions(named)
    assert found == sorted(set(found))
    assert {each[1] for each in found} == {each.licence for each in said}
