"""What editions changed: against plain sets of records."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from inducult.catalogue import changes, editions, withdrawals
from inducult.catalogue.changes import Difference, Kind
from inducult.catalogue.publication import publish
from inducult.catalogue.withdrawals import Withdrawn
from inducult.places.records import Record

MONDAY = datetime(2026, 5, 4, 9, tzinfo=UTC)


def after(data: Path, records: list[Record]) -> Difference:
    """Publishes some records and tells what the edition changed."""
    hours = timedelta(hours=len(editions.numbers(data)))
    number = publish(data, map(json.dumps, records), at=MONDAY + hours).number
    changes.follow(data, now=MONDAY + hours)
    return changes.difference(data, number)


def ids(*records: Record) -> tuple[str, ...]:
    return tuple(sorted(record["id"] for record in records))


def test_the_first_edition_adds_all_and_later_ones_say_what_they_changed(
    tmp_path: Path, real_records: list[Record]
) -> None:
    a, b, c, d = real_records[:4]
    assert after(tmp_path, [a, b, c]) == Difference(added=ids(a, b, c))
    changed = {**b, "operator": "somebody new"}
    assert after(tmp_path, [a, changed, d]) == Difference(ids(d), ids(b), ids(c))
    assert after(tmp_path, [a, changed, c, d]) == Difference(added=ids(c))


States = st.lists(st.dictionaries(st.integers(0, 4), st.integers(0, 2)), min_size=1, max_size=4)


@given(States)
@examples(max_examples=8, suppress_health_check=list(HealthCheck))
def test_differences_are_those_of_plain_dictionaries(
    real_records: list[Record], tmp_path_factory: pytest.TempPathFactory, told: list[dict[int, int]]
) -> None:
    data, before = tmp_path_factory.mktemp("changes"), {}
    for now in told:
        records = [{**real_records[n], "operator": f"o{version}"} for n, version in now.items()]
        found = after(data, records)
        gone, new = before.keys() - now.keys(), now.keys() - before.keys()
        changed = {n for n in now.keys() & before.keys() if now[n] != before[n]}
        if now != before:
            assert found == Difference(
                *(ids(*(real_records[n] for n in some)) for some in (new, changed, gone))
            )
        before = now


def test_the_state_knows_since_when_each_place_is_as_it_is(
    tmp_path: Path, real_records: list[Record]
) -> None:
    a, b, c = real_records[:3]
    after(tmp_path, [a, b])
    after(tmp_path, [{**a, "operator": "new"}, c])
    state = changes.follow(tmp_path)
    rows = zip(state.ids.to_pylist(), state.since.tolist(), state.kind.tolist(), strict=True)
    assert {place: (since, Kind(kind)) for place, since, kind in rows} == {
        a["id"]: (2, Kind.CHANGED),
        b["id"]: (2, Kind.REMOVED),
        c["id"]: (2, Kind.ADDED),
    }
    assert state.times == {1: MONDAY, 2: MONDAY + timedelta(hours=1)}


def test_what_is_lost_is_made_again(tmp_path: Path, real_records: list[Record]) -> None:
    found = [after(tmp_path, real_records[first : first + 5]) for first in range(3)]
    shutil.rmtree(tmp_path / "editions" / "changes")
    assert [changes.difference(tmp_path, number) for number in (1, 2, 3)] == found


def test_a_place_withdrawn_from_the_files_is_removed_by_the_next_edition(
    tmp_path: Path, real_records: list[Record]
) -> None:
    a, b = real_records[:2]
    after(tmp_path, [a, b])
    listed = [Withdrawn(a["id"], MONDAY + timedelta(minutes=1), "privacy")]
    withdrawals.keep_list(tmp_path, lambda: listed)
    assert after(tmp_path, [b]) == Difference(removed=ids(a))
    assert withdrawals.clean(tmp_path) == [1]
    assert changes.difference(tmp_path, 1) == Difference(added=ids(a, b))


def test_nothing_is_known_of_what_never_was(tmp_path: Path, settings: Any) -> None:
    assert changes.difference(tmp_path, 7) == Difference()
