"""Groups of things that are one thing, from pairs that are."""

from __future__ import annotations

from collections.abc import Iterable


def clusters(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Connected components: each in order, the list in order of its first members.

    Source: union-find with path halving, Tarjan and van Leeuwen 1984.
    """
    parent: dict[str, str] = {}
    for one, other in pairs:
        _join(parent, one, other)
    groups: dict[str, list[str]] = {}
    for key in sorted(parent):
        groups.setdefault(_root(parent, key), []).append(key)
    return sorted(tuple(group) for group in groups.values())


def _join(parent: dict[str, str], one: str, other: str) -> None:
    first, second = sorted((_root(parent, one), _root(parent, other)))
    parent[second] = first


def _root(parent: dict[str, str], key: str) -> str:
    parent.setdefault(key, key)
    while parent[key] != key:
        parent[key] = parent[parent[key]]
        key = parent[key]
    return key
