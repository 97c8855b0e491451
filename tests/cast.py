"""The people of the tests, with the parts that they play. Zwickau is home, Leoben is abroad."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from allauth.account.models import EmailAddress

from inducult.partnership.models import Assignment, Organisation, Person, Role

HOME: Final = "zwickau"
ABROAD: Final = "leoben"

# Name, role and where: a region, an organisation, or the network ("").
PARTS: Final[dict[str, tuple[str, str]]] = {
    "member": ("", ""),
    "contributor": (Role.CONTRIBUTOR, HOME),
    "organisation_keeper": (Role.ORGANISATION_KEEPER, "organisation"),
    "keeper": (Role.KEEPER, HOME),
    "foreign_keeper": (Role.KEEPER, ABROAD),
    "coordinator": (Role.COORDINATOR, HOME),
    "foreign_coordinator": (Role.COORDINATOR, ABROAD),
    "facilitator": (Role.FACILITATOR, HOME),
    "scientist": (Role.SCIENTIST, ""),
    "steward": (Role.STEWARD, ""),
}


@dataclass(frozen=True)
class Cast:
    """Everybody by the name of her part; `organisation` is the one whose places are entrusted."""

    people: dict[str, Person]
    organisation: Organisation

    def __getitem__(self, part: str) -> Person:
        return self.people[part]


def make_cast() -> Cast:
    """Put the cast into the register; needs the regions and partners to be there."""
    organisation = Organisation.objects.filter(region_id=HOME).order_by("key").first()
    assert organisation is not None
    people = {part: _person(part, *played, organisation) for part, played in PARTS.items()}
    return Cast(people, organisation)


def _person(part: str, role: str, where: str, organisation: Organisation) -> Person:
    person = Person.objects.create_user(f"{part}@example.org", "a long enough pass phrase")
    person.name = part.replace("_", " ").capitalize()
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    if role:
        scope: dict[str, Any] = {"region_id": where} if where not in ("", "organisation") else {}
        scope |= {"organisation": organisation} if where == "organisation" else {}
        Assignment.objects.create(person=person, role=role, given_by="command:test", **scope)
    return person
