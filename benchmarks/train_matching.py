"""Trains the weights of the matching: `python -m benchmarks.train_matching SOURCES`.

SOURCES is a folder with the whole files of the ready sources. No labelled pair is read. What is
known is known by the way pairs are made:

- a real source and a distorted copy of itself: the same key is the same thing;
- two things many kilometres apart are not, nor are neighbours whose undistorted names differ:
  how often they agree by chance gives the chances `u`;
- real sources with each other: nobody says which pairs are the same. Splink finds the chances `m`
  by expectation maximisation over all candidates (Fellegi and Sunter 1969, Winkler 1988), with `u`
  held fast and `m` of the distorted pairs to begin with.

Writes `words/frequencies.csv` and `weights.json` in `inducult/harvest/matching/`.
"""

from __future__ import annotations

import argparse
import json
import logging
import math
import random
from collections import Counter
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Final

import duckdb
import numpy as np
import pyarrow as pa
import splink
from numpy.typing import NDArray

from benchmarks.distorting import distorted
from benchmarks.real_things import read_sources
from benchmarks.splink_levels import GIVEN, PAIR, RULE, settings
from inducult.harvest.matching import vocabulary
from inducult.harvest.matching.assigning import settle
from inducult.harvest.matching.candidates import candidates
from inducult.harvest.matching.comparing import (
    COMPARISONS,
    LEVELS,
    Levels,
    NameLevel,
    compare,
)
from inducult.harvest.matching.geography import metres_between
from inducult.harvest.matching.rarity import Rarity
from inducult.harvest.matching.table import Flags, Floats, Rows, Table, names_of, tabulate
from inducult.harvest.matching.thing import Thing
from inducult.harvest.matching.weights import Weights

OUT: Final = Path(vocabulary.__file__).parent
SEED: Final = 20260101
RARE: Final = 5  # names that hold a word before it counts as frequent
KEPT: Final = 0.7  # of a source is on each side of a distorted copy
MOST_TRUE: Final = 1_000  # pairs of one source, so that no source outweighs the others
MOST_OTHERS: Final = 6_000
UNRELATED: Final = 4_000
UNRELATED_M: Final = (3_000.0, 60_000.0)
AS_GOOD_AS_FLAT: Final = 0.005  # of F1
IDENTIFIER_BITS: Final = (0.0, -6.0, 0.0, 14.0)  # given: the sources share no identifiers yet
BY_NEIGHBOURS: Final = (
    "position",
    "address",
    "town",
)  # whose chance agreement is that of neighbours
PAIRS_OF_SOURCES: Final = (
    ("powerplants_ppm/powerplants_ce.csv", "jrc_hydro/jrc_hydro_ce.csv"),
    ("powerplants_ppm/powerplants_ce.csv", "gem_trackers/hydropower_ce.csv"),
    ("powerplants_ppm/powerplants_ce.csv", "gem_trackers/coal_plant_units_ce.csv"),
    ("hotmaps_industry/hotmaps_ce.csv", "gem_trackers/cement_ce.csv"),
    ("hotmaps_industry/hotmaps_ce.csv", "gem_trackers/iron_steel_ce.csv"),
)

Chances = dict[str, NDArray[np.float64]]


@dataclass(frozen=True)
class Sample:
    """Candidates of one source and its distorted copy."""

    levels: Levels
    one: Rows
    other: Rows
    same: Flags
    alike: Flags  # not the same, but of like names before they were distorted

    @property
    def true(self) -> Levels:
        return _some(self.levels[self.same], MOST_TRUE)

    @property
    def neighbours(self) -> Levels:
        return _some(self.levels[~self.same & ~self.alike], MOST_OTHERS)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=Path)
    sources = read_sources(parser.parse_args().sources)
    write_frequencies(sources)
    weights = trained(sources)
    (OUT / "weights.json").write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(weights["trained"] | {"prior": weights["prior"]}))


# --- words --------------------------------------------------------------------------------------


def write_frequencies(sources: dict[str, list[Thing]]) -> None:
    """How many things of all sources have a word in a name, for words that are not rare."""
    things = list(chain.from_iterable(sources.values()))
    counts = Counter(chain.from_iterable(_own_words(thing) for thing in things))
    lines = [f"{word},{count}\n" for word, count in sorted(counts.items()) if count >= RARE]
    text = f"names,{len(things)}\n" + "".join(lines)
    (OUT / "words" / "frequencies.csv").write_text(text, encoding="utf-8")
    vocabulary.frequencies.cache_clear()


def _own_words(thing: Thing) -> set[str]:
    return {word for name, _ in names_of(thing) for word in name.own}


# --- pairs --------------------------------------------------------------------------------------


def sample(things: list[Thing], chance: random.Random) -> Sample:
    """Candidates of a source and its distorted copy, each without some of the things."""
    kept = [thing for thing in things if chance.random() < KEPT]
    copied = [thing for thing in things if chance.random() < KEPT]
    ours, before = tabulate(kept), tabulate(copied)
    theirs = tabulate([distorted(thing, chance, key=thing.key) for thing in copied])
    one, other = candidates(ours, theirs)
    levels, _ = compare(ours, theirs, one, other, Rarity.of(ours, theirs))
    undistorted, _ = compare(ours, before, one, other, Rarity.of(ours, before))
    pairs = zip(ours.keys.take(one), theirs.keys.take(other), strict=True)
    same = np.array([key == copy for key, copy in pairs])
    name = undistorted[:, 0]
    alike = (name >= NameLevel.HALF) | (name == NameLevel.GENERIC_ALIKE)
    return Sample(levels, one, other, same, alike)


def unrelated(ours: Table, theirs: Table) -> Levels:
    """Levels of pairs that are of one region and cannot be the same."""
    random_rows = np.random.default_rng(SEED)
    many = UNRELATED * 60
    one = random_rows.integers(0, len(ours), many).astype(np.int32)
    other = random_rows.integers(0, len(theirs), many).astype(np.int32)
    metres = metres_between(ours, theirs, one, other)
    nearest, farthest = UNRELATED_M
    rows = np.flatnonzero((metres > nearest) & (metres < farthest))[:UNRELATED]
    levels, _ = compare(ours, theirs, one[rows], other[rows], Rarity.of(ours, theirs))
    return levels


def candidates_of(ours: list[Thing], theirs: list[Thing]) -> Levels:
    """Levels of the candidates of two real sources."""
    one, other = tabulate(ours), tabulate(theirs)
    levels, _ = compare(one, other, *candidates(one, other), Rarity.of(one, other))
    return _some(levels, MOST_OTHERS)


def _some(levels: Levels, most: int) -> Levels:
    chosen: Levels = np.random.default_rng(SEED).permutation(levels)[:most]
    return chosen


# --- weights ------------------------------------------------------------------------------------


def trained(sources: dict[str, list[Thing]]) -> dict[str, Any]:
    """The weights, with how they came about."""
    chance = random.Random(SEED)
    samples = [sample(things, chance) for things in sources.values()]
    tables = {name: tabulate(things) for name, things in sources.items()}
    strangers = [unrelated(table, table) for table in tables.values()]
    strangers += [unrelated(tables[one], tables[other]) for one, other in PAIRS_OF_SOURCES]
    true = np.concatenate([each.true for each in samples])
    neighbours = np.concatenate([each.neighbours for each in samples])
    real = [candidates_of(sources[one], sources[other]) for one, other in PAIRS_OF_SOURCES]
    every = np.concatenate([true, true, neighbours, *real])
    u = chances(np.concatenate(strangers)) | {
        name: chance for name, chance in chances(neighbours).items() if name in BY_NEIGHBOURS
    }
    m = by_expectation_maximisation(every, chances(true), u)
    bits = {name: _bits(name, m[name], u[name]) for name in COMPARISONS if name != GIVEN}
    weights = Weights(0.0, bits | {GIVEN: IDENTIFIER_BITS})
    return {
        "prior": _prior(weights, samples),
        "bits": {name: list(each) for name, each in weights.bits.items()},
        "trained": {
            "by": f"Splink {splink.__version__} on DuckDB {duckdb.__version__}",
            "pairs": len(every),
            "distorted": len(true),
            "unrelated": sum(map(len, strangers)),
            "seed": SEED,
        },
    }


def chances(levels: Levels) -> Chances:
    """How often each level of each comparison is seen, among pairs where something is known.

    One pair is added to each level: what was not seen is not impossible.
    """
    counted = {
        name: np.bincount(levels[:, column], minlength=LEVELS[name] + 1)[1:] + 1.0
        for column, name in enumerate(COMPARISONS)
    }
    return {name: counts / counts.sum() for name, counts in counted.items()}


def by_expectation_maximisation(every: Levels, m: Chances, u: Chances) -> Chances:
    """The chances `m` after Splink's training on DuckDB."""
    database = splink.DuckDBAPI(duckdb.connect())
    columns = {PAIR: np.arange(len(every))} | dict(zip(COMPARISONS, every.T, strict=True))
    table = pa.table({name: pa.array(column) for name, column in columns.items()})
    sides = [database.register(table, dataset_display_name=side) for side in ("ours", "theirs")]
    model = settings(m, u, probability_two_random_records_match=0.1)
    linker = splink.Linker(sides, model, log_level=logging.ERROR)
    linker.training.estimate_parameters_using_expectation_maximisation(
        RULE, fix_u_probabilities=True, max_pairs=len(every) + 1.0, record_sample_proportion=1.0
    )
    trained_model = linker.misc.save_model_to_json()
    return {each["output_column_name"]: _m(each) for each in trained_model["comparisons"]}


def _m(comparison: dict[str, Any]) -> NDArray[np.float64]:
    levels = reversed(comparison["comparison_levels"][1:])
    return np.array([max(level["m_probability"], 1e-6) for level in levels])


def _bits(name: str, m: NDArray[np.float64], u: NDArray[np.float64]) -> tuple[float, ...]:
    """Bits by level. Levels of names have no order; the others may not fall."""
    bits = np.log2(m / u) if name == "name" else rising(m, u)
    return (0.0, *(round(float(each), 3) for each in bits))


def rising(m: NDArray[np.float64], u: NDArray[np.float64]) -> NDArray[np.float64]:
    """Bits of levels in order; neighbours that fall are pooled (Ayer and others 1955)."""
    pools: list[tuple[float, float, int]] = []
    for chance, by_chance in zip(m, u, strict=True):
        pools.append((chance, by_chance, 1))
        while len(pools) > 1 and pools[-2][0] / pools[-2][1] > pools[-1][0] / pools[-1][1]:
            last, before = pools.pop(), pools.pop()
            pools.append((last[0] + before[0], last[1] + before[1], last[2] + before[2]))
    return np.array([math.log2(a / b) for a, b, many in pools for _ in range(many)])


def _prior(weights: Weights, samples: list[Sample]) -> float:
    """The prior with which the distorted copies are found best from even odds upwards.

    Best by F1, the mean of the sources; where the curve is as good as flat, its middle. Pairs
    that were alike before the distortion are left out: the sources hold things twice, and whose
    copy is whose nobody knows.
    """
    settled = [_settled(each, weights) for each in samples]
    steps = np.arange(-40, 41) / 4
    best = np.mean([_f1(*each, steps) for each in settled], axis=0)
    plateau = steps[best >= best.max() - AS_GOOD_AS_FLAT]
    return -round(float(plateau.mean()), 2)


def _settled(sample: Sample, weights: Weights) -> tuple[Floats, Flags, int]:
    weight = weights.of(sample.levels)
    rows = settle(sample.one, sample.other, weight, sample.levels)
    rows = rows[~sample.alike[rows] | sample.same[rows]]
    return weight[rows], sample.same[rows], int(sample.same.sum())


def _f1(weight: Floats, same: Flags, many: int, steps: Floats) -> Floats:
    kept = weight >= steps[:, None]
    found = (kept & same).sum(axis=1)
    return np.asarray(2 * found / (kept.sum(axis=1) + many))


if __name__ == "__main__":
    main()
