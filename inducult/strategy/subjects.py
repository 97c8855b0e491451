"""What may cite and be remarked on: sections, and what other files register."""

from __future__ import annotations

from collections.abc import Callable

from inducult.strategy.models import Section, Strategy

Name = Callable[[Strategy, str], str | None]

_names: dict[str, Name] = {}


def subject(kind: str) -> Callable[[Name], Name]:
    """Registers a function that names a thing of a strategy by its key; None if it has none."""

    def registered(name: Name) -> Name:
        _names[kind] = name
        return name

    return registered


def name_of_subject(strategy: Strategy, kind: str, key: str) -> str | None:
    """What the subject is called; None if the strategy has no such thing."""
    return _names[kind](strategy, key) if kind in _names else None


@subject("section")
def _section(strategy: Strategy, key: str) -> str | None:
    found = Section.objects.filter(strategy=strategy, key=key).first()
    return (found.title or str(found.get_kind_display())) if found else None
