"""Everything that the house keeps about a person, for her to take out.

A part that keeps something about people adds its share: `@share("places")` above a function that
takes the person and returns plain values.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from allauth.usersessions.models import UserSession

from inducult.common.models import Act
from inducult.partnership.models import Person

SHARES: Final[dict[str, Callable[[Person], Any]]] = {}


def share(name: str) -> Callable[[Callable[[Person], Any]], Callable[[Person], Any]]:
    """Register what a part keeps about people."""

    def registered(function: Callable[[Person], Any]) -> Callable[[Person], Any]:
        SHARES[name] = function
        return function

    return registered


def everything_about(person: Person) -> dict[str, Any]:
    """All shares by their name, in the order of the names."""
    return {name: SHARES[name](person) for name in sorted(SHARES)}


@share("account")
def _account(person: Person) -> dict[str, Any]:
    fields = ("identifier", "email", "name", "language")
    joined = {"joined_at": person.joined_at.isoformat()}
    return {**{name: getattr(person, name) for name in fields}, **joined}


@share("roles")
def _roles(person: Person) -> list[Any]:
    rows = person.assignments.order_by("id")
    return list(rows.values("role", "region", "organisation", "given_by", "given_at"))


@share("sessions")
def _sessions(person: Person) -> list[Any]:
    rows = UserSession.objects.filter(user=person).order_by("id")
    return list(rows.values("created_at", "last_seen_at", "ip", "user_agent"))


@share("deeds")
def _deeds(person: Person) -> list[Any]:
    acts = Act.objects.filter(actor=f"person:{person.identifier}").order_by("id")
    return list(acts.values("at", "deed", "subject_kind", "subject", "reason", "before", "after"))
