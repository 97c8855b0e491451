"""Our levels in Splink's model: every comparison is a column, every pair a row.

Splink compares records, our levels belong to pairs. So each pair is written into both of its
tables under one number and blocked by it: its comparisons then only read the level that stands
there. The same settings train the weights on DuckDB and score on Spark.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from inducult.harvest.matching.comparing import LEVELS

Chances = Mapping[str, NDArray[np.float64]]

PAIR: Final = "pair"
GIVEN: Final = "identifier"  # nobody's sources share identifiers yet: its weights are given
RULE: Final = f"l.{PAIR} = r.{PAIR}"


def settings(m: Chances, u: Chances, **more: Any) -> dict[str, Any]:
    """Settings of a Splink model with one comparison for each of ours, and its chances."""
    return {
        "link_type": "link_only",
        "unique_id_column_name": PAIR,
        "blocking_rules_to_generate_predictions": [RULE],
        "comparisons": [comparison(name, m[name], u[name]) for name in u if name != GIVEN],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": False,
        "max_iterations": 60,
    } | more


def comparison(name: str, m: NDArray[np.float64], u: NDArray[np.float64]) -> dict[str, Any]:
    """One comparison: its levels from the highest down, level 0 as "not known"."""
    levels = range(LEVELS[name], 0, -1)
    return {
        "output_column_name": name,
        "comparison_levels": [
            _level(name, 0) | {"is_null_level": True},
            *[
                _level(name, level)
                | {"m_probability": float(m[level - 1]), "u_probability": float(u[level - 1])}
                for level in levels
            ],
        ],
    }


def _level(name: str, level: int) -> dict[str, Any]:
    condition = "ELSE" if level == 1 else f"{name}_l = {level}"
    return {"sql_condition": condition, "label_for_charts": str(level)}
