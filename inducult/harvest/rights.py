"""Who may do what with harvests: keepers decide about their regions, stewards run them."""

from __future__ import annotations

from typing import Any

import rules

from inducult.harvest.models import Suggestion
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


rules.add_perm("harvest.see_runs", keeps_a_region | is_scientist | is_steward)
rules.add_perm("harvest.run", is_steward)
rules.add_perm("harvest.undo", is_steward)
rules.add_perm("harvest.see_suggestion", keeps_region_of_suggestion | is_scientist | is_steward)
rules.add_perm("harvest.decide", keeps_region_of_suggestion | is_steward)
