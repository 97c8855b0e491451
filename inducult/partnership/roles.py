"""What each role may do, in sentences; the rights on a thing stand beside the thing.

A visitor reads what is published. A contributor proposes. The keeper of an organisation keeps the
places of that organisation; the keeper of a region those of the region. A coordinator does what a
keeper does, and invites people to her region and hands it over. A facilitator runs the sessions of
a region. A scientist reads everything. A steward does all of this for the whole network.

A role that names neither region nor organisation holds in the whole network.
"""

from __future__ import annotations

from typing import Any

import rules

from inducult.partnership.models import Invitation, Organisation, Person, Region, Role

KEEPING = (Role.KEEPER, Role.COORDINATOR)


def plays(person: Any, *roles: str) -> bool:
    """Whether the person plays one of the roles anywhere."""
    return any(role in roles for role, _, _ in held(person))


def regions_of(person: Any, *roles: str) -> frozenset[str]:
    """Codes of the regions in which the person plays one of the roles."""
    return frozenset(region for role, region, _ in held(person) if region and role in roles)


def organisations_of(person: Any) -> frozenset[str]:
    """Keys of the organisations whose places the person keeps."""
    return frozenset(
        key for role, _, key in held(person) if key and role == Role.ORGANISATION_KEEPER
    )


def everywhere(person: Any, *roles: str) -> bool:
    """Whether the person plays one of the roles for the whole network."""
    return any(
        role in roles and region is None and organisation is None
        for role, region, organisation in held(person)
    )


def held(person: Any) -> frozenset[tuple[str, str | None, str | None]]:
    """Nobody without an account holds anything."""
    return person.held if isinstance(person, Person) else frozenset()


@rules.predicate
def is_member(person: Any) -> bool:
    return isinstance(person, Person) and person.is_active


@rules.predicate
def is_steward(person: Any) -> bool:
    return plays(person, Role.STEWARD)


@rules.predicate
def is_scientist(person: Any) -> bool:
    return plays(person, Role.SCIENTIST)


@rules.predicate
def has_a_role(person: Any) -> bool:
    """Somebody whom the network knows: she may propose."""
    return bool(held(person))


@rules.predicate
def keeps_a_region(person: Any) -> bool:
    return plays(person, *KEEPING)


@rules.predicate
def keeps_an_organisation(person: Any) -> bool:
    """Keeper of the places of some organisation."""
    return plays(person, Role.ORGANISATION_KEEPER)


@rules.predicate
def coordinates(person: Any, region: Region | None) -> bool:
    """The coordinator of this region."""
    return region is not None and region.code in regions_of(person, Role.COORDINATOR)


@rules.predicate
def coordinates_a_region(person: Any) -> bool:
    return plays(person, Role.COORDINATOR)


@rules.predicate
def coordinates_home_of(person: Any, organisation: Organisation | None) -> bool:
    """The coordinator of the region in which the organisation sits."""
    home = organisation.region_id if organisation else None
    return home is not None and home in regions_of(person, Role.COORDINATOR)


@rules.predicate
def may_assign(person: Any, wanted: Invitation | None) -> bool:
    """A coordinator invites to her region and its organisations; the network is the steward's."""
    if wanted is None or wanted.role == Role.STEWARD:
        return False
    return coordinates(person, wanted.region) or coordinates_home_of(person, wanted.organisation)


rules.add_perm("partnership.see_people", coordinates_a_region | is_steward)
rules.add_perm("partnership.invite", may_assign | is_steward)
rules.add_perm("partnership.see_tasks", is_steward)
