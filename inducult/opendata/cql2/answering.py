"""A filter in CQL2 JSON as flags over the rows of a table.

Truth has three values as in SQL and in the standard: what is not known is neither equal nor
unequal. Rows for which the whole is "not known" are left out.
Source: OGC 21-065r2, clauses 6 to 8.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from inducult.opendata.cql2 import DEEPEST, LONGEST, MOST
from inducult.opendata.cql2.arrays import ARRAYS, hold
from inducult.opendata.cql2.space import SPACE, Transform, related
from inducult.opendata.cql2.times import TIMES, day_of, in_time
from inducult.opendata.cql2.words import like, on_words, unaccented, uncased
from inducult.opendata.faults import Fault, shown
from inducult.opendata.features.table import Flags, Kind, Table

Json = Any
Value = Any  # a plain value, or a column of them
GEOMETRY: Final = "geometry"
COMPARE: Final[Mapping[str, Callable[[Value, Value], Value]]] = {
    "=": pc.equal,
    "<>": pc.not_equal,
    "<": pc.less,
    ">": pc.greater,
    "<=": pc.less_equal,
    ">=": pc.greater_equal,
}
TURNED: Final = {"=": "=", "<>": "<>", "<": ">", ">": "<", "<=": ">=", ">=": "<="}
SUMS: Final = ("+", "-", "*", "/", "%", "div", "^")
WORDS: Final = ("casei", "accenti")


def answer(filter_: Json, table: Table, *, transform: Transform | None = None) -> Flags:
    """Which rows a filter lets through. Raises Fault.

    `transform` brings positions of the filter to degrees east and north, where they are others.
    """
    checked(filter_)
    truth = _Answer(table, transform).truth(filter_)
    if isinstance(truth, pa.Scalar):
        return np.full(len(table), bool(truth.as_py()))
    return np.asarray(truth.fill_null(False).to_numpy(zero_copy_only=False))


def checked(filter_: Json) -> None:
    """That a filter is not too much. Raises Fault."""
    count, waiting = 0, [(filter_, 0)]
    while waiting:
        node, depth = waiting.pop()
        if depth > 6 * DEEPEST:
            raise Fault("The filter is nested too deep.")
        count += isinstance(node, dict) and "op" in node
        if count > MOST:
            raise Fault(f"The filter has more than {MOST} operations.")
        inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
        waiting += [(each, depth + 1) for each in inner]


@dataclass
class _Answer:
    table: Table
    transform: Transform | None

    # --- truth ------------------------------------------------------------------------------------
    def truth(self, node: Json) -> Value:
        """A column of truths with nulls, or one truth for all."""
        if isinstance(node, bool):
            return pa.scalar(node)
        op, arguments = _operation(node)
        if op is None:
            return self._flag(node)
        for names, method in METHODS:
            if op in names:
                truth: Value = method(self, op, arguments)
                return truth
        raise Fault(f"There is no operator “{shown(op)}” here.")

    def _flag(self, node: Json) -> Value:
        value = self.value(node)
        if isinstance(value, bool):
            return pa.scalar(value)
        if isinstance(value, pa.Array) and pa.types.is_boolean(value.type):
            return value
        raise Fault(f"A condition is expected instead of {shown(node)}.")

    def _joined(self, op: str, arguments: list[Json]) -> Value:
        if len(arguments) < 2:
            raise Fault(f"“{op}” joins two conditions or more.")
        join = pc.and_kleene if op == "and" else pc.or_kleene
        truth = self.truth(arguments[0])
        for argument in arguments[1:]:
            truth = join(truth, self.truth(argument))
        return truth

    def _denied(self, op: str, arguments: list[Json]) -> Value:
        return pc.invert(self.truth(_one(op, arguments)))

    def _is_unknown(self, op: str, arguments: list[Json]) -> Value:
        node = _one(op, arguments)
        if node == {"property": GEOMETRY}:
            return pa.array(~self.table.located)
        value = self.value(node)
        return pc.is_null(value) if isinstance(value, pa.Array) else pa.scalar(value is None)

    # --- comparing --------------------------------------------------------------------------------
    def _compared(self, op: str, arguments: list[Json]) -> Value:
        left, right = _two(op, arguments)
        return _compare(op, self.value(left), self.value(right))

    def _like(self, op: str, arguments: list[Json]) -> Value:
        value, pattern = _two(op, arguments)
        return like(self._text(value), _plain_text(self.value(pattern)))

    def _between(self, op: str, arguments: list[Json]) -> Value:
        if len(arguments) != 3:
            raise Fault(f"“{op}” takes a value, the least and the most.")
        value, low, high = map(self.value, arguments)
        return pc.and_kleene(_compare(">=", value, low), _compare("<=", value, high))

    def _among(self, op: str, arguments: list[Json]) -> Value:
        item, members = _two(op, arguments)
        if not isinstance(members, list) or not members:
            raise Fault(f"“{op}” takes a list of values.")
        value = self.value(item)
        found = [_compare("=", value, self.value(member)) for member in members]
        truth = found[0]
        for each in found[1:]:
            truth = pc.or_kleene(truth, each)
        return truth

    # --- values -----------------------------------------------------------------------------------
    def value(self, node: Json) -> Value:
        """A plain value, or the column of a property or of what is made of it."""
        if node is None or isinstance(node, bool | int | float | str):
            return _finite(node)
        if isinstance(node, dict) and "property" in node:
            return self._property(node["property"])
        if isinstance(node, dict) and ("date" in node or "timestamp" in node):
            return day_of(node)
        op, arguments = _operation(node)
        if op is None:
            raise Fault(f"A value is expected instead of {shown(node)}.")
        if op in WORDS:
            change = uncased if op == "casei" else unaccented
            return on_words(self._text(_one(op, arguments)), change)
        if op in SUMS:
            return _sum(op, *(self._number(each) for each in _two(op, arguments)))
        if op in COMPARE:
            return self._compared(op, arguments)
        raise Fault(f"A value is expected instead of {shown(node)}.")

    def _property(self, name: Any) -> pa.Array:
        known = self.table.fields
        if name == "id":
            return self.table.column("id")
        if not isinstance(name, str) or name not in known:
            raise Fault(f"There is no property “{shown(name)}”; there are: {', '.join(known)}.")
        if known[name].kind is Kind.SET:
            raise Fault(f"“{name}” is a list: ask with A_CONTAINS({name}, ('…')) or its kin.")
        return self.table.column(name)

    def _text(self, node: Json) -> Value:
        value = self.value(node)
        if isinstance(value, str) or (isinstance(value, pa.Array) and _is_text(value.type)):
            return value
        raise Fault(f"A text is expected instead of {shown(node)}.")

    def _number(self, node: Json) -> Value:
        value = self.value(node)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return float(value)
        if isinstance(value, pa.Array) and _is_number(value.type):
            return value.cast(pa.float64())
        raise Fault(f"A number is expected instead of {shown(node)}.")

    # --- other worlds -----------------------------------------------------------------------------
    def _in_space(self, op: str, arguments: list[Json]) -> Value:
        return related(op, *_two(op, arguments), self.table, self.transform)

    def _in_time(self, op: str, arguments: list[Json]) -> Value:
        left, right = map(self._moments, _two(op, arguments))
        return in_time(op, left, right)

    def _in_array(self, op: str, arguments: list[Json]) -> Value:
        left, right = map(self._members, _two(op, arguments))
        return hold(op, left, right)

    def _members(self, node: Json) -> Value:
        """A list of plain values, or the column of a list."""
        if isinstance(node, dict) and "property" in node:
            name = node["property"]
            field = self.table.fields.get(name) if isinstance(name, str) else None
            if field and field.kind is Kind.SET:
                return self.table.column(field.name)
            raise Fault(f"“{shown(name)}” is not a list.")
        members = node if isinstance(node, list) else [node]
        values = [self.value(each) for each in members]
        if not all(isinstance(each, str) for each in values):
            raise Fault("The members of a list are texts here.")
        return values

    def _moments(self, node: Json) -> Value:
        """First and last day of a moment or an interval: numbers or columns of them."""
        if isinstance(node, dict) and "interval" in node:
            ends = node["interval"]
            if not isinstance(ends, list) or len(ends) != 2:
                raise Fault("An interval has two ends.")
            return self._day(ends[0], -math.inf), self._day(ends[1], math.inf)
        day = self._day(node, math.nan)
        return day, day

    def _day(self, node: Json, endless: float) -> Value:
        if node in ("..", "") and not math.isnan(endless):
            return endless
        value = day_of({"date": node}) if isinstance(node, str) else self.value(node)
        if isinstance(value, pa.Array) and pa.types.is_date(value.type):
            return value.cast(pa.int32()).cast(pa.float64())
        if isinstance(value, np.datetime64):
            return float(value.astype(int))
        raise Fault(f"A date is expected instead of {shown(node)}.")


METHODS: Final[tuple[tuple[Iterable[str], Callable[[_Answer, str, list[Json]], Value]], ...]] = (
    (("and", "or"), _Answer._joined),
    (("not",), _Answer._denied),
    (COMPARE, _Answer._compared),
    (SPACE, _Answer._in_space),
    (TIMES, _Answer._in_time),
    (ARRAYS, _Answer._in_array),
    (("isnull",), _Answer._is_unknown),
    (("like",), _Answer._like),
    (("between",), _Answer._between),
    (("in",), _Answer._among),
)


# --- plain parts ----------------------------------------------------------------------------------
def _operation(node: Json) -> tuple[str | None, list[Json]]:
    if not isinstance(node, dict):
        return None, []
    if "op" not in node:
        return None, []
    op, arguments = node["op"], node.get("args")
    if not isinstance(op, str) or not isinstance(arguments, list):
        raise Fault(f"An operation has “op” and “args”: {shown(node)}")
    return op.lower(), arguments


def _one(op: str, arguments: list[Json]) -> Json:
    if len(arguments) != 1:
        raise Fault(f"“{op}” takes one argument.")
    return arguments[0]


def _two(op: str, arguments: list[Json]) -> tuple[Json, Json]:
    if len(arguments) != 2:
        raise Fault(f"“{op}” takes two arguments.")
    return arguments[0], arguments[1]


def _finite(value: Value) -> Value:
    if isinstance(value, float) and not math.isfinite(value):
        raise Fault("A number is too large.")
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > 2**53:
        raise Fault("A number is too large.")
    if isinstance(value, str) and len(value) > LONGEST:
        raise Fault("A text is too long.")
    return value


def _plain_text(value: Value) -> str:
    if isinstance(value, str):
        return value
    raise Fault("The pattern of LIKE is a text.")


def _compare(op: str, left: Value, right: Value) -> Value:
    if not isinstance(left, pa.Array):
        if isinstance(right, pa.Array):
            return _compare(TURNED[op], right, left)
        return _compare_plain(op, left, right)
    if pa.types.is_date(left.type) and isinstance(right, str):
        right = day_of({"date": right})
    if right is None:
        raise Fault("What is not known is asked for with IS NULL.")
    if not _alike(left.type, right):
        raise Fault(f"{_word(left)} cannot be compared with {_word(right)}.")
    if isinstance(right, pa.Array):
        return COMPARE[op](_written(left), _written(right))
    if pa.types.is_dictionary(left.type):
        return COMPARE[op](left.dictionary, right).take(left.indices)
    return COMPARE[op](left, _scalar(right))


def _compare_plain(op: str, left: Value, right: Value) -> pa.Scalar:
    if left is None or right is None or _word(left) != _word(right):
        raise Fault(f"{_word(left)} cannot be compared with {_word(right)}.")
    return COMPARE[op](_scalar(left), _scalar(right))


def _scalar(value: Value) -> pa.Scalar:
    if isinstance(value, np.datetime64):
        return pa.array(np.array([value]), pa.date32())[0]
    return pa.scalar(value)


def _written(column: pa.Array) -> pa.Array:
    """The column without a dictionary, for a comparison with another column."""
    return column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column


def _alike(kind: pa.DataType, other: Value) -> bool:
    return _word_of(kind) == _word(other)


def _word(value: Value) -> str:
    if isinstance(value, pa.Array):
        return _word_of(value.type)
    names = {bool: "a truth", int: "a number", float: "a number", str: "a text"}
    return names.get(type(value), "a date" if isinstance(value, np.datetime64) else "nothing")


def _word_of(kind: pa.DataType) -> str:
    if _is_text(kind):
        return "a text"
    if pa.types.is_boolean(kind):
        return "a truth"
    return "a date" if pa.types.is_date(kind) else "a number"


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_dictionary(kind) or pa.types.is_string(kind))


def _is_number(kind: pa.DataType) -> bool:
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind))


def _sum(op: str, left: Value, right: Value) -> Value:
    """Sums in floating point; what has no answer (1/0) is not known."""
    if isinstance(left, float) and isinstance(right, float):
        left, one = pa.array([left]), True
    else:
        one = False
    with np.errstate(all="ignore"):
        made = _computed(op, *(_numpy(side) for side in (left, right)))
    made = np.where(np.isfinite(made), made, np.nan)
    if one:
        if np.isnan(made[0]):
            raise Fault(f"“{op}” has no result here.")
        return float(made[0])
    return pa.array(made, pa.float64(), from_pandas=True)


def _numpy(side: Value) -> Any:
    return side.to_numpy(zero_copy_only=False) if isinstance(side, pa.Array) else side


def _computed(op: str, left: Any, right: Any) -> Any:
    compute: Mapping[str, Callable[[Any, Any], Any]] = {
        "+": np.add,
        "-": np.subtract,
        "*": np.multiply,
        "/": np.divide,
        "%": np.fmod,
        "div": lambda a, b: np.trunc(np.divide(a, b)),
        "^": np.power,
    }
    return compute[op](left, right)
