"""Who set a field of a place last, read from the history of its acts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from inducult.common.models import Act
from inducult.harvest.pieces import value_at

PERSON = "person"
OTHER = "other"


def setters(identifiers: Iterable[str]) -> Callable[[str], Callable[[str], str]]:
    """For each of these places a function from a field to "person", "other" or "" (nobody).

    The acts are read once for all the places, when somebody first asks.
    """
    wanted = list(identifiers)
    acts: dict[str, list[Any]] = {}

    def of(identifier: str) -> Callable[[str], str]:
        if not acts:
            acts.update(_acts(wanted))
        return lambda field: _who(acts.get(identifier, []), field)

    return of


def _acts(identifiers: list[str]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {identifier: [] for identifier in identifiers}
    found[""] = []  # so that an empty answer is not asked for again
    for start in range(0, len(identifiers), 500):
        some = identifiers[start : start + 500]
        rows = Act.objects.filter(subject_kind="place", subject__in=some).order_by("-id")
        for act in rows.only("subject", "actor", "deed", "before", "after"):
            found[act.subject].append(act)
    return found


def _who(acts: list[Act], field: str) -> str:
    """The last act, going back, in which the field changed."""
    for act in acts:
        if act.after is not None and _at(act.after, field) != _at(act.before or {}, field):
            return PERSON if act.actor.startswith("person:") else OTHER
    return ""


def _at(record: dict[str, Any], field: str) -> Any:
    try:
        return value_at(record, field)
    except (KeyError, TypeError):
        return None
