"""Which pieces of a place people wrote last, read from the history of its acts.

A person outranks a file: an import leaves these pieces as they are, also where a person took
something out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from inducult.common.models import Act
from inducult.places.difference import Path, difference

AT_ONCE: Final = 500  # places whose acts are asked for together


def written_by_people(identifiers: Iterable[str]) -> dict[str, set[Path]]:
    """The paths of the pieces whose last writer is a person, by identifier of the place."""
    wanted = list(identifiers)
    found: dict[str, set[Path]] = {identifier: set() for identifier in wanted}
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        acts = Act.objects.filter(subject_kind="place", subject__in=some).order_by("id")
        for act in acts.only("subject", "actor", "before", "after"):
            written = {change.path for change in difference(act.before or {}, act.after or {})}
            if act.actor.startswith("person:"):
                found[act.subject] |= written
            else:
                found[act.subject] -= written
    return found
