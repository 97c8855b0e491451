"""Two records become one, or one becomes two; pure: nothing is stored here."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, Final

from inducult.places.difference import Record, apply, difference
from inducult.places.records import empty_record

# Lists in which both may stand: what the other adds comes behind.
LISTS: Final = (
    *("names", "types", "areas", "regions", "identifiers", "phases", "offers", "events"),
    *("media", "relations", "facts", "sources"),
)
NOTHING: Final[tuple[Any, ...]] = (None, "", [], {}, "unknown")
# What a place that was parted from another begins with: it stands where the other stands.
SHARED: Final = ("address", "regions", "nuts3", "position", "share_alike_position")
# Lists whose entries can be given to the new place one by one.
GIVEN: Final = ("names", "texts", "types", "phases", "offers", "events", "facts", "sources")


def joined(kept: Record, gone: Record, *, from_gone: Collection[str] = ()) -> Record:
    """The kept record with what it lacks from the other.

    Lists hold the entries of both, without doubles; of single values the kept one stands unless it
    is empty or its piece is named in `from_gone`.
    """
    record = {**kept, **{name: _both(kept[name], gone[name]) for name in LISTS}}
    record["relations"] = [r for r in record["relations"] if r["place"] not in _ids(kept, gone)]
    record["names"] = _one_official_name(record["names"])
    wanted = [
        change
        for change in difference(kept, gone)
        if change.path[0] not in (*LISTS, "slug")
        if change.after not in NOTHING
        if change.before in NOTHING or change.name in from_gone
    ]
    return apply(record, wanted)


def disagreements(kept: Record, gone: Record) -> list[Any]:
    """Single values of which both say something else: somebody has to choose."""
    return [
        change
        for change in difference(kept, gone)
        if change.path[0] not in (*LISTS, "slug")
        if change.after not in NOTHING and change.before not in NOTHING
    ]


def parted(record: Record, pieces: Collection[str], fresh: Record) -> tuple[Record, Record]:
    """The record without the pieces, and a new one with them; each names the other.

    `pieces` are entries of lists as `phases.0`; `fresh` has id, slug and name of the new place.
    """
    given = {name: _entries(record[name], name, pieces) for name in GIVEN}
    left = {name: [e for e in record[name] if e not in given[name]] for name in GIVEN}
    new = {
        **empty_record(),
        **{name: record[name] for name in SHARED},
        **given,
        "id": fresh["id"],
        "slug": fresh["slug"],
        "names": [*fresh["names"], *given["names"]],
        "sources": given["sources"] or record["sources"],
        "relations": [{"kind": "same_site", "place": record["id"]}],
    }
    here = {"kind": "same_site", "place": fresh["id"]}
    return {**record, **left, "relations": [*record["relations"], here]}, new


def _both(mine: list[Any], theirs: list[Any]) -> list[Any]:
    return [*mine, *(entry for entry in theirs if entry not in mine)]


def _ids(*records: Record) -> set[str]:
    return {record["id"] for record in records}


def _one_official_name(names: Iterable[Record]) -> list[Record]:
    """The first official name of a language stays so; the next ones are other names."""
    seen: set[str] = set()
    found = []
    for name in names:
        again = name["kind"] == "official" and name["language"] in seen
        found.append({**name, "kind": "alternative"} if again else name)
        if name["kind"] == "official":
            seen.add(name["language"])
    return found


def _entries(entries: list[Any], name: str, pieces: Collection[str]) -> list[Any]:
    return [entry for number, entry in enumerate(entries) if f"{name}.{number}" in pieces]
