"""Who may do what to a place and to work on it. Each right is a sentence of predicates."""

from __future__ import annotations

from typing import Any

import rules

from inducult.partnership.roles import (
    KEEPING,
    coordinates_a_region,
    everywhere,
    has_a_role,
    is_member,
    is_scientist,
    is_steward,
    keeps_a_region,
    keeps_an_organisation,
    organisations_of,
    regions_of,
)
from inducult.places.models import Correction, Place, Report
from inducult.places.vocabulary import State


@rules.predicate
def is_public(person: Any, place: Place | None) -> bool:
    """Published, and not taken back."""
    return place is not None and place.state == State.PUBLISHED


@rules.predicate
def keeps_region_of(person: Any, place: Place | None) -> bool:
    """Keeper or coordinator of a region to which the place belongs."""
    if place is None:
        return False
    return everywhere(person, *KEEPING) or bool(
        regions_of(person, *KEEPING) & {b.region_id for b in place.belongings.all()}
    )


@rules.predicate
def keeps_through_organisation(person: Any, place: Place | None) -> bool:
    """Keeper of an organisation to which the place has been entrusted."""
    if place is None or not organisations_of(person):
        return False
    return bool(organisations_of(person) & {k.organisation_id for k in place.keepings.all()})


@rules.predicate
def works_on(person: Any, place: Place | None) -> bool:
    """Has written on the place herself."""
    if place is None or not is_member(person):
        return False
    return place.corrections.filter(author=person).exists()


@rules.predicate
def is_author(person: Any, correction: Correction | None) -> bool:
    return correction is not None and is_member(person) and correction.author_id == person.pk


@rules.predicate
def keeps_place_of(person: Any, correction: Correction | None) -> bool:
    return correction is not None and keeps(person, correction.place)


@rules.predicate
def is_proposed(person: Any, correction: Correction | None) -> bool:
    """A draft is its author's own; it is nobody's business before it has been proposed."""
    return correction is not None and correction.state != Correction.State.DRAFT


@rules.predicate
def keeps_subject_of(person: Any, report: Report | None) -> bool:
    """Keeps the place of the report; of a place not in the register yet, its region."""
    if report is None:
        return False
    if report.place is not None:
        return bool(keeps(person, report.place))
    told = set(report.told.get("regions", []))
    mine = everywhere(person, *KEEPING) or bool(regions_of(person, *KEEPING) & told)
    return mine or bool(is_steward(person))


keeps = keeps_through_organisation | keeps_region_of | is_steward
orders = keeps_region_of | is_steward

# A place in the register
rules.add_perm("places.see", is_member & (is_public | keeps | is_scientist | works_on))
rules.add_perm("places.propose", has_a_role & (is_public | keeps | works_on))
rules.add_perm("places.keep", keeps)
rules.add_perm("places.order", orders)  # archive, merge, split, entrust, answer reports
# The register as a whole
rules.add_perm("places.enter", is_member)
rules.add_perm("places.add", has_a_role)
rules.add_perm("places.translate", has_a_role)  # look over what is to be translated
rules.add_perm("places.oversee", coordinates_a_region | is_steward)
rules.add_perm("places.keep_any", keeps_a_region | keeps_an_organisation | is_steward)
# What a visitor sent
rules.add_perm("places.answer_report", keeps_subject_of)
# A correction
rules.add_perm("places.write_correction", is_author)
rules.add_perm(
    "places.see_correction",
    is_author | (is_proposed & (keeps_place_of | is_scientist)),
)
rules.add_perm("places.decide_correction", is_proposed & keeps_place_of)


def may(person: Any, right: str, thing: Any = None) -> bool:
    """Whether the person has the right (`places.keep`) on the thing."""
    return bool(rules.has_perm(right, person, thing))
