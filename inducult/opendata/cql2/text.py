"""CQL2 text, read into CQL2 JSON by descending through the grammar.

Source: OGC 21-065r2, Annex B (BNF). Expressions of all kinds are read by one ladder of
precedence; whether an operator fits its operands is asked when the filter is answered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

import shapely
from shapely.geometry import mapping

from inducult.opendata.cql2 import DEEPEST, LONGEST
from inducult.opendata.faults import Fault, shown

Json = Any
TOKEN: Final = re.compile(
    r"""\s*(?:
    (?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
    |(?P<text>'(?:''|\\'|[^'])*')
    |"(?P<quoted>[^"]+)"
    |(?P<name>[A-Za-z_\u00c0-\uffff][\w.:\u00c0-\uffff]*)
    |(?P<sign><>|<=|>=|[=<>()+\-*/^%,])
    )""",
    re.VERBOSE,
)
SHAPES: Final = (
    *("POINT", "LINESTRING", "POLYGON", "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON"),
    "GEOMETRYCOLLECTION",
)
COMPARISONS: Final = ("=", "<>", "<", ">", "<=", ">=")
RESERVED: Final = ("AND", "OR", "NOT", "LIKE", "BETWEEN", "IN", "IS", "NULL", "DIV")


@dataclass(frozen=True)
class Token:
    """`kind` is number, text, quoted, name, sign or end; `at` counts characters from 0."""

    kind: str
    text: str
    at: int
    after: int

    @property
    def word(self) -> str:
        """A name in capitals, for keywords; "" for anything else."""
        return self.text.upper() if self.kind == "name" else ""


def parse(text: str) -> Json:
    """The filter as CQL2 JSON. Raises Fault."""
    if len(text) > LONGEST:
        raise Fault(f"The filter is longer than {LONGEST} characters.")
    return _Reader(text).whole()


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.depth = 0
        self.now = self._token(0)

    # --- tokens -----------------------------------------------------------------------------------
    def _token(self, at: int) -> Token:
        found = TOKEN.match(self.text, at)
        if found and found.lastgroup:
            kind = found.lastgroup
            return Token(kind, found[kind], found.start(kind), found.end())
        rest = self.text[at:].strip()
        if rest:
            raise Fault(f"The filter cannot be read from character {at + 1} on: {shown(rest)}")
        return Token("end", "", len(self.text), len(self.text))

    def _next(self) -> Token:
        token, self.now = self.now, self._token(self.now.after)
        return token

    def _takes(self, *words: str) -> str:
        """The word or sign that stands next, if it is one of these; then it is behind us."""
        word = self.now.text if self.now.kind == "sign" else self.now.word
        if word not in words:
            return ""
        self._next()
        return word

    def _must(self, sign: str) -> None:
        if not self._takes(sign):
            raise self._unexpected(f"“{sign}”")

    def _unexpected(self, wanted: str) -> Fault:
        found = f"“{shown(self.now.text)}”" if self.now.text else "the end"
        return Fault(
            f"The filter has {found} at character {self.now.at + 1}, where {wanted} is expected."
        )

    # --- the ladder -------------------------------------------------------------------------------
    def whole(self) -> Json:
        read = self._either()
        if self.now.kind != "end":
            raise self._unexpected("an operator or the end")
        return read

    def _either(self) -> Json:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Fault(f"The filter is nested more than {DEEPEST} deep.")
        read = self._several("OR", lambda: self._several("AND", self._denied))
        self.depth -= 1
        return read

    def _several(self, word: str, part: Any) -> Json:
        parts = [part()]
        while self._takes(word):
            parts.append(part())
        return parts[0] if len(parts) == 1 else {"op": word.lower(), "args": parts}

    def _denied(self) -> Json:
        count = 0
        while self._takes("NOT"):
            count += 1
            if count > DEEPEST:
                raise Fault(f"The filter is nested more than {DEEPEST} deep.")
        read = self._compared()
        for _ in range(count):
            read = {"op": "not", "args": [read]}
        return read

    def _compared(self) -> Json:
        left = self._sum()
        if sign := self._takes(*COMPARISONS):
            return {"op": sign, "args": [left, self._sum()]}
        if self._takes("IS"):
            denied = bool(self._takes("NOT"))
            if not self._takes("NULL"):
                raise self._unexpected("NULL")
            return _maybe_not({"op": "isNull", "args": [left]}, denied)
        denied = bool(self._takes("NOT"))
        if self._takes("LIKE"):
            return _maybe_not({"op": "like", "args": [left, self._sum()]}, denied)
        if self._takes("BETWEEN"):
            return _maybe_not(self._between(left), denied)
        if self._takes("IN"):
            self._must("(")
            return _maybe_not({"op": "in", "args": [left, self._list()]}, denied)
        if denied:
            raise self._unexpected("LIKE, BETWEEN or IN")
        return left

    def _between(self, left: Json) -> Json:
        low = self._sum()
        if not self._takes("AND"):
            raise self._unexpected("AND")
        return {"op": "between", "args": [left, low, self._sum()]}

    def _sum(self) -> Json:
        return self._chain(("+", "-"), self._product)

    def _product(self) -> Json:
        return self._chain(("*", "/", "%", "DIV"), self._power)

    def _chain(self, signs: tuple[str, ...], part: Any) -> Json:
        read = part()
        count = 0
        while sign := self._takes(*signs):
            count += 1
            if count > DEEPEST:
                raise Fault(f"The filter is nested more than {DEEPEST} deep.")
            read = {"op": sign.lower(), "args": [read, part()]}
        return read

    def _power(self) -> Json:
        read = self._signed()
        if self._takes("^"):
            return {"op": "^", "args": [read, self._signed()]}
        return read

    def _signed(self) -> Json:
        if self._takes("-"):
            read = self._atom()
            if isinstance(read, int | float) and not isinstance(read, bool):
                return -read
            return {"op": "*", "args": [-1, read]}
        self._takes("+")
        return self._atom()

    # --- the smallest parts -----------------------------------------------------------------------
    def _atom(self) -> Json:
        token = self.now
        if token.kind == "number":
            return _number(self._next().text)
        if token.kind == "text":
            return _unquoted(self._next().text)
        if token.kind == "quoted":
            return {"property": self._next().text}
        if self._takes("("):
            return self._group()
        if token.kind == "name" and token.word not in RESERVED:
            return self._named()
        raise self._unexpected("a value, a property or “(”")

    def _group(self) -> Json:
        """What stands in brackets: one expression, or the members of an array."""
        if self._takes(")"):
            return []
        first = self._either()
        if self._takes(")"):
            return first
        if not self._takes(","):
            raise self._unexpected("“)” or “,”")
        return [first, *self._list()]

    def _list(self) -> list[Json]:
        members = [self._either()]
        while self._takes(","):
            members.append(self._either())
        self._must(")")
        return members

    def _named(self) -> Json:
        token = self._next()
        if token.word in ("TRUE", "FALSE"):
            return token.word == "TRUE"
        if token.word in SHAPES:
            return self._shape(token)
        if self.now.text != "(" or self.now.kind != "sign":
            return {"property": token.text}
        self._next()
        arguments = [] if self._takes(")") else self._list()
        return _call(token, arguments)

    def _shape(self, token: Token) -> Json:
        """A geometry in well-known text: everything to the bracket that closes it."""
        at, open_brackets = token.after, 0
        while at < len(self.text):
            open_brackets += {"(": 1, ")": -1}.get(self.text[at], 0)
            at += 1
            if open_brackets == 0 and self.text[at - 1] == ")":
                break
        words = self.text[token.at : at]
        try:
            shape = shapely.from_wkt(words)
        except shapely.errors.GEOSException:
            raise Fault(f"The geometry cannot be read: {shown(words)}") from None
        self.now = self._token(at)
        read: Json = mapping(shape)
        return read


def _call(token: Token, arguments: list[Json]) -> Json:
    name = token.text.lower()
    if name in ("date", "timestamp"):
        if len(arguments) != 1 or not isinstance(arguments[0], str):
            raise Fault(f"{token.word} takes one text, at character {token.at + 1}.")
        return {name: arguments[0]}
    if name in ("interval", "bbox"):
        return {name: arguments}
    return {"op": name, "args": arguments}


def _maybe_not(read: Json, denied: bool) -> Json:
    return {"op": "not", "args": [read]} if denied else read


def _number(text: str) -> int | float:
    return int(text) if text.isdecimal() and len(text) <= 18 else float(text)


def _unquoted(text: str) -> str:
    return re.sub(r"''|\\'", "'", text[1:-1])
