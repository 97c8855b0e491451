"""What other parts ask about people, regions and organisations."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from inducult.common.history import Actor
from inducult.partnership.models import Person


def names_of_actors(actors: Iterable[str]) -> dict[str, str]:
    """Who stands behind the names in a history; one query however many there are."""
    wanted = set(actors)
    keys = [name.partition(":")[2] for name in wanted if name.startswith("person:")]
    people = Person.objects.filter(identifier__in=keys).order_by("id")
    known = {f"person:{person.identifier}": str(person) for person in people}
    return {name: known.get(name) or _unknown(name) for name in wanted}


def name_of_actor(actor: str) -> str:
    """The name of one actor."""
    return names_of_actors([actor])[actor]


def actor_of(person: Person) -> Actor:
    """The name under which a person's deeds are kept."""
    return Actor(f"person:{person.identifier}")


def _unknown(actor: str) -> str:
    kind, _colon, name = actor.partition(":")
    if kind == "person":
        return _("former member")
    return _("a visitor") if kind == "visitor" else _("the program (%(name)s)") % {"name": name}
