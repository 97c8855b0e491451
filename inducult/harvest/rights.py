"""Who may do what with harvests: keepers decide about their regions, stewards run them."""

from __future__ import annotations

from typing import Any

import rules

from inducult.harvest.models import SampleCheck, Suggestion, Upload
from inducult.partnership.models import Person
from inducult.partnership.queries import actor_of
from inducult.partnership.roles import (
    KEEPING,
    everywhere,
    is_scientist,
    is_steward,
    keeps_a_region,
    regions_of,
)


@rules.predicate
def keeps_region_of_suggestion(person: Any, suggestion: Suggestion | None) -> bool:
    """Keeper or coordinator of the region that the suggestion is about."""
    if suggestion is None:
        return False
    mine = suggestion.region_id in regions_of(person, *KEEPING)
    return everywhere(person, *KEEPING) or (bool(suggestion.region_id) and mine)


@rules.predicate
def is_hers(person: Any, thing: SampleCheck | Upload | None) -> bool:
    """A sample that she checks, or a file that she sent."""
    return thing is not None and isinstance(person, Person) and thing.by == actor_of(person).name


rules.add_perm("harvest.see_runs", keeps_a_region | is_scientist | is_steward)
rules.add_perm("harvest.run", is_steward)
rules.add_perm("harvest.undo", is_steward)
rules.add_perm("harvest.see_suggestion", keeps_region_of_suggestion | is_scientist | is_steward)
rules.add_perm("harvest.decide", keeps_region_of_suggestion | is_steward)
rules.add_perm("harvest.decide_any", keeps_a_region | is_steward)
rules.add_perm("harvest.check", is_hers & (keeps_a_region | is_steward))
rules.add_perm("harvest.upload", keeps_a_region | is_steward)
rules.add_perm("harvest.see_upload", (is_hers & (keeps_a_region | is_steward)) | is_steward)
