"""How well labelled pairs are found: `python -m benchmarks.linkage FOLDER...`.

A folder holds `a.csv`, `b.csv` and `truth.csv` (see `benchmarks/labelled.py`). Two methods, each in
a process of its own: `ours`, the matching as the harvest uses it, with the weights in the
repository; and `splink`, as its manual recommends: Jaro-Winkler on names, distance, Jaro-Winkler on
addresses where both sides have them, trained on the very lists by expectation maximisation,
the best partners first. Neither sees the truth; both say "same" from even odds on.

Prints one JSON object a line; `sure_precision` is that of the pairs that may be accepted many at
once. `--doubts` prints the labels that the matching doubts instead; `--keep` writes how many of the
sure pairs are right from which probability on (`harvest/matching/measured.json`), which pages show
as the ground of the thresholds.
"""

from __future__ import annotations

import argparse
import json
import logging
import multiprocessing
import resource
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from benchmarks.labelled import Labelled, read
from inducult.common.folding import fold
from inducult.harvest.grounds import LABELLED
from inducult.harvest.matching.match import Answer, Match
from inducult.harvest.matching.matching import match
from inducult.harvest.matching.thing import Thing

Pair = tuple[str, str]
EVEN: Final = 0.5
THRESHOLDS: Final = (0.9, 0.95, 0.99, 0.995)
CELL_DEGREES: Final = (0.02, 0.2)
RULES: Final[tuple[Any, ...]] = (
    *("l.fine = r.fine", "l.name = r.name", "l.coarse = r.coarse"),
    "substr(l.name, 1, 5) = substr(r.name, 1, 5)",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--doubts", action="store_true")
    parser.add_argument("--keep", action="store_true", help="write the ground of the thresholds")
    asked = parser.parse_args()
    if asked.keep:
        _keep(asked.folders)
        return
    for folder in filter(Path.is_dir, asked.folders):
        if asked.doubts:
            _print_doubts(read(folder))
            continue
        for method in METHODS:
            with multiprocessing.get_context("spawn").Pool(1) as alone:
                print(json.dumps(alone.apply(judge, (folder, method))), flush=True)


def judge(folder: Path, method: str) -> dict[str, Any]:
    """What a method finds in a folder, against its truth."""
    labelled = read(folder)
    started = time.perf_counter()
    found = METHODS[method](labelled)
    cost = {
        "seconds": round(time.perf_counter() - started, 2),
        "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    return {"set": labelled.name, "method": method, **found, **cost}


def _judged(pairs: set[Pair], truth: set[Pair]) -> dict[str, Any]:
    right = len(pairs & truth)
    precision, recall = right / max(len(pairs), 1), right / max(len(truth), 1)
    return {
        "pairs": len(pairs),
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * right / max(len(pairs) + len(truth), 1), 4),
    }


# --- ours ---------------------------------------------------------------------------------------


def ours(labelled: Labelled) -> dict[str, Any]:
    """The pairs that are the same; and of those that may be accepted at once, how many are."""
    matches = match(labelled.ours, labelled.theirs)
    sure = _pairs(each for each in matches if each.is_sure)
    return {
        **_judged(_pairs(each for each in matches if each.answer is Answer.SAME), labelled.truth),
        "sure_pairs": len(sure),
        "sure_precision": round(len(sure & labelled.truth) / max(len(sure), 1), 4),
    }


def _keep(folders: Iterable[Path]) -> None:
    rows = [row for folder in filter(Path.is_dir, folders) for row in _from_thresholds(folder)]
    lines = ",\n".join(json.dumps(row) for row in rows)
    LABELLED.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


def _from_thresholds(folder: Path) -> Iterable[dict[str, Any]]:
    labelled = read(folder)
    sure = [each for each in match(labelled.ours, labelled.theirs) if each.is_sure]
    for threshold in THRESHOLDS:
        pairs = _pairs(each for each in sure if each.probability >= threshold)
        right = len(pairs & labelled.truth)
        yield {"set": labelled.name, "from": threshold, "right": right, "pairs": len(pairs)}


def _pairs(matches: Iterable[Match]) -> set[Pair]:
    return {(each.ours, each.theirs) for each in matches}


def _print_doubts(labelled: Labelled) -> None:
    """Labelled pairs that the matching calls different, or related because of a number or kind."""
    found = {(each.ours, each.theirs): each for each in match(labelled.ours, labelled.theirs)}
    names = {thing.key: " | ".join(thing.names) for thing in labelled.ours + labelled.theirs}
    for one, other in sorted(labelled.truth):
        each = found.get((one, other))
        if each is None or each.answer is not Answer.SAME:
            said = {"a": one, "b": other, "a_name": names[one], "b_name": names[other]}
            more = {"bits": round(each.weight, 1), "metres": each.distance_m} if each else {}
            print(json.dumps(said | more, ensure_ascii=False))


# --- Splink -------------------------------------------------------------------------------------


def with_splink(labelled: Labelled) -> dict[str, Any]:
    """The pairs of an ordinary Splink model, one partner each."""
    import duckdb  # noqa: PLC0415 -- only in the process that measures it
    import splink  # noqa: PLC0415
    from splink.internals.exceptions import EMTrainingException  # noqa: PLC0415

    database = splink.DuckDBAPI(duckdb.connect())
    tables = [
        database.register(_table(things), dataset_display_name=side)
        for side, things in (("a", labelled.ours), ("b", labelled.theirs))
    ]
    linker = splink.Linker(tables, _model(labelled), log_level=logging.ERROR)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in RULES:
        with suppress(EMTrainingException):  # no pair agrees in it: the other rules train
            linker.training.estimate_parameters_using_expectation_maximisation(
                rule, max_pairs=1e6, record_sample_proportion=1.0
            )
    rows = linker.inference.predict(threshold_match_probability=EVEN).as_duckdbpyrelation()
    scored = rows.select("unique_id_l, unique_id_r, match_probability").fetchall()
    return _judged(_one_to_one(scored), labelled.truth)


def _table(things: list[Thing]) -> Any:
    import pyarrow as pa  # noqa: PLC0415 -- only in the process that measures it

    rows = [
        {
            "unique_id": thing.key,
            "name": fold(thing.names[0]) if thing.names else None,
            "address": fold(thing.address) or None,
            "lat": thing.lat,
            "lon": thing.lon,
            "fine": _cell(thing, CELL_DEGREES[0]),
            "coarse": _cell(thing, CELL_DEGREES[1]),
        }
        for thing in things
    ]
    columns = {"unique_id": pa.string(), "name": pa.string(), "address": pa.string()}
    columns |= {
        "lat": pa.float64(),
        "lon": pa.float64(),
        "fine": pa.string(),
        "coarse": pa.string(),
    }
    return pa.Table.from_pylist(rows, schema=pa.schema(columns))


def _cell(thing: Thing, degrees: float) -> str | None:
    if thing.lat is None or thing.lon is None:
        return None
    return f"{round(thing.lat / degrees)} {round(thing.lon / degrees)}"


def _model(labelled: Labelled) -> Any:
    import splink.comparison_library as cl  # noqa: PLC0415
    from splink import SettingsCreator  # noqa: PLC0415

    comparisons: list[Any] = [
        cl.JaroWinklerAtThresholds("name", [0.92, 0.85, 0.7]),
        cl.DistanceInKMAtThresholds("lat", "lon", [0.02, 0.1, 0.5, 2, 10]),
    ]
    if all(any(thing.address for thing in side) for side in (labelled.ours, labelled.theirs)):
        comparisons.append(cl.JaroWinklerAtThresholds("address", [0.95, 0.88, 0.8]))
    several = max(len(labelled.ours) * len(labelled.theirs), 1)
    return SettingsCreator(
        link_type="link_only",
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=[*RULES],
        probability_two_random_records_match=min(len(labelled.ours), len(labelled.theirs))
        / 2
        / several,
    )


def _one_to_one(scored: list[tuple[str, str, float]]) -> set[Pair]:
    taken: set[tuple[str, str]] = set()
    kept = set()
    for one, other, _ in sorted(scored, key=lambda row: (-row[2], row[0], row[1])):
        if not taken & {("a", one), ("b", other)}:
            taken |= {("a", one), ("b", other)}
            kept.add((one, other))
    return kept


METHODS: Final[dict[str, Callable[[Labelled], dict[str, Any]]]] = {
    "ours": ours,
    "splink": with_splink,
}

if __name__ == "__main__":
    main()
