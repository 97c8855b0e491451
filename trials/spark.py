"""Splink on a Spark cluster against Splink on DuckDB: `python -m trials.spark [SOURCES]`.

Needs Java 17 (Debian: openjdk-17-jre-headless) and PySpark (dependency group `trials`). Starts a
master and two workers on this machine, hands both engines the same levels of the same candidates
with the weights in the repository, lets Splink score and cluster them, and compares: every pair
that one engine has and the other has not must lie within 1e-6 of the threshold, and the clusters
must be the same. Prints JSON objects; ends with 1 if anything else differs.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import splink
from numpy.typing import NDArray
from splink.clustering import cluster_pairwise_predictions_at_threshold

from benchmarks.made_things import Stock, made
from benchmarks.splink_levels import PAIR, settings
from inducult.harvest.matching.candidates import candidates
from inducult.harvest.matching.comparing import COMPARISONS, compare
from inducult.harvest.matching.rarity import Rarity
from inducult.harvest.matching.table import tabulate
from inducult.harvest.matching.weights import Weights, load_weights

THRESHOLD: Final = 0.9
NEAR: Final = 1e-6
WORKERS: Final = 2
WAIT_S: Final = 120

Clusters = frozenset[frozenset[str]]


@dataclass(frozen=True)
class Found:
    """What an engine makes of the pairs: probability by number of the pair, and the clusters."""

    probabilities: dict[int, float]
    clusters: Clusters
    seconds: dict[str, float]

    @property
    def kept(self) -> set[int]:
        return {pair for pair, chance in self.probabilities.items() if chance >= THRESHOLD}


def main() -> int:
    """0 when both engines agree."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=Path, nargs="?")
    parser.add_argument("--things", type=int, default=20_000)
    asked = parser.parse_args()
    if not shutil.which("java"):
        sys.stderr.write("Java is missing: apt-get install openjdk-17-jre-headless\n")
        return 2
    logging.getLogger("splink").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory(prefix="inducult-spark-") as folder, ExitStack() as running:
        pairs = write_pairs(asked.sources, asked.things, Path(folder))
        on_duckdb = judged(splink.DuckDBAPI(), pairs)
        started = time.perf_counter()
        session = running.enter_context(cluster(Path(folder)))
        began = time.perf_counter() - started
        on_spark = judged(_spark(session), pairs, start=began)
    told = compared(pairs, on_duckdb, on_spark)
    sys.stdout.write(json.dumps(told) + "\n")
    return 0 if told["differing_pairs"] == told["clusters_differ"] == 0 else 1


# --- what is judged -----------------------------------------------------------------------------


def write_pairs(sources: Path | None, many: int, folder: Path) -> pa.Table:
    """Made things on two sides, their candidates with levels, and our own weight of each."""
    stock = Stock.read(sources)
    ours, theirs = (tabulate(made(stock, many, side=side)) for side in ("ours", "theirs"))
    one, other = candidates(ours, theirs)
    levels, _ = compare(ours, theirs, one, other, Rarity.of(ours, theirs))
    columns: dict[str, Any] = {PAIR: np.arange(len(one))}
    columns |= dict(zip(COMPARISONS, levels.T.astype(np.int32), strict=True))
    columns["ours"] = [f"a{key}" for key in ours.keys.take(one)]
    columns["theirs"] = [f"b{key}" for key in theirs.keys.take(other)]
    columns["weight"] = load_weights().of(levels)
    table = pa.table({name: pa.array(column) for name, column in columns.items()})
    pq.write_table(table, folder / "pairs.parquet")
    return table


def chances(weights: Weights) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Chances m and u whose quotient is what the bits say; their sums do not enter a score."""
    bits = {name: np.array(weights.bits[name][1:]) for name in COMPARISONS}
    m = {name: 0.5 * np.exp2(np.minimum(each, 0)) for name, each in bits.items()}
    u = {name: 0.5 * np.exp2(-np.maximum(each, 0)) for name, each in bits.items()}
    return m, u


def judged(engine: Any, pairs: pa.Table, *, start: float = 0.0) -> Found:
    """Splink's scores and clusters on an engine."""
    begun = time.perf_counter()
    levels = pairs.select([PAIR, *COMPARISONS])
    sides = [
        engine.register(_table(engine, levels), dataset_display_name=side)
        for side in ("ours", "theirs")
    ]
    prior = 1 / (1 + 2 ** -load_weights().prior)
    model = settings(*chances(load_weights()), probability_two_random_records_match=prior)
    linker = splink.Linker(sides, model, log_level=logging.ERROR, validate_settings=False)
    scored = linker.inference.predict()
    found = {int(row[f"{PAIR}_l"]): row["match_probability"] for row in scored.as_record_list()}
    between = time.perf_counter()
    groups = clusters_of(engine, pairs, found)
    ended = time.perf_counter()
    seconds = {"start": start, "score": between - begun, "cluster": ended - between}
    return Found(found, groups, {name: round(each, 1) for name, each in seconds.items()})


def clusters_of(engine: Any, pairs: pa.Table, found: dict[int, float]) -> Clusters:
    """Splink's connected components of the pairs from the threshold on."""
    chosen = pairs.append_column(
        "match_probability", pa.array([found[number] for number in pairs[PAIR].to_pylist()])
    ).select(["ours", "theirs", "match_probability"])
    keys = sorted({*pairs["ours"].to_pylist(), *pairs["theirs"].to_pylist()})
    grouped = cluster_pairwise_predictions_at_threshold(
        nodes=engine.register(_table(engine, pa.table({"key": keys}))),
        edges=engine.register(_table(engine, chosen)),
        db_api=engine,
        node_id_column_name="key",
        edge_id_column_name_left="ours",
        edge_id_column_name_right="theirs",
        threshold_match_probability=THRESHOLD,
    )
    groups: dict[str, set[str]] = {}
    for row in grouped.as_record_list():
        groups.setdefault(row["cluster_id"], set()).add(row["key"])
    return frozenset(frozenset(group) for group in groups.values())


def _table(engine: Any, table: pa.Table) -> Any:
    """DuckDB reads Arrow; Spark is handed its own frame, in several parts."""
    session = getattr(engine, "spark", None)
    return session.createDataFrame(table).repartition(4) if session else table


def compared(pairs: pa.Table, one: Found, other: Found) -> dict[str, Any]:
    apart = one.kept ^ other.kept
    near = {
        pair
        for pair in apart
        if max(abs(each.probabilities[pair] - THRESHOLD) for each in (one, other)) <= NEAR
    }
    weights: NDArray[np.float64] = pairs["weight"].to_numpy()
    ours = 1 / (1 + np.exp2(-weights))
    numbers = pairs[PAIR].to_numpy()
    theirs = np.array([other.probabilities[int(number)] for number in numbers])
    return {
        "pairs": len(pairs),
        "kept": len(other.kept),
        "differing_pairs": len(apart - near),
        "within_1e-6_of_the_threshold": len(near),
        "clusters": len(other.clusters),
        "clusters_differ": len(one.clusters ^ other.clusters),
        "farthest_from_our_own_score": float(np.abs(ours - theirs).max()),
        "duckdb_seconds": one.seconds,
        "spark_seconds": other.seconds,
    }


# --- the cluster --------------------------------------------------------------------------------


@contextmanager
def cluster(folder: Path) -> Iterator[Any]:
    """A Spark session on a master and two workers of this machine, gone when left."""
    import pyspark  # noqa: PLC0415 -- only the trial needs it
    from pyspark.sql import SparkSession  # noqa: PLC0415

    home = Path(pyspark.__file__).parent
    port = _free_port()
    address = f"spark://127.0.0.1:{port}"
    master = ["master.Master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", "0"]
    worker = ["worker.Worker", "--host", "127.0.0.1", "--cores", "1", "--memory", "2g"]
    worker += ["--webui-port", "0", "--work-dir", str(folder / "work"), address]
    with ExitStack() as running:
        running.enter_context(_java(home, master, folder / "master.log"))
        _wait_for(port)
        for number in range(WORKERS):
            running.enter_context(_java(home, worker, folder / f"worker-{number}.log"))
        session = _session(SparkSession, address, folder)
        running.callback(session.stop)
        yield session


def _session(sessions: Any, address: str, folder: Path) -> Any:
    chosen = {
        "spark.master": address,
        "spark.driver.host": "127.0.0.1",
        "spark.driver.memory": "2g",
        "spark.executor.memory": "1536m",
        "spark.executor.cores": "1",
        "spark.sql.shuffle.partitions": "4",
        "spark.default.parallelism": "4",
        "spark.ui.enabled": "false",
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.sql.execution.arrow.pyspark.enabled": "true",
    }
    builder = sessions.builder.appName("inducult-trial")
    for name, value in chosen.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


@contextmanager
def _java(home: Path, what: list[str], log: Path) -> Iterator[None]:
    command = [str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{what[0]}", *what[1:]]
    environment = os.environ | {"SPARK_HOME": str(home), "PYSPARK_PYTHON": sys.executable}
    with log.open("wb") as out:
        process = subprocess.Popen(  # noqa: S603 -- our own words
            command, stdout=out, stderr=out, env=environment
        )
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)


def _spark(session: Any) -> Any:
    from splink.internals.spark.database_api import SparkAPI  # noqa: PLC0415 -- needs PySpark

    session.sparkContext.setCheckpointDir(tempfile.mkdtemp(prefix="inducult-spark-points-"))
    engine: Any = SparkAPI  # it has no types
    return engine(spark_session=session, break_lineage_method="persist")


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def _wait_for(port: int) -> None:
    until = time.monotonic() + WAIT_S
    while time.monotonic() < until:
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise TimeoutError(f"Spark's master did not answer on port {port} within {WAIT_S} s.")


if __name__ == "__main__":
    sys.exit(main())
