"""Opening hours: kept when they are in OpenStreetMap's syntax, else only remarked."""

from __future__ import annotations

from typing import Final

import opening_hours

from inducult.harvest.drafts import Draft, World
from inducult.harvest.recipes import Recipe

LONGEST: Final = 500


def read_hours(draft: Draft, recipe: Recipe, world: World) -> None:
    """Hours that a machine can read; what only a person can is left to a person."""
    said = draft.text("hours")
    if not said:
        return
    if len(said) > LONGEST or not opening_hours.validate(said):
        draft.remark("hours", f"opening hours that no machine reads: “{said[:80]}”")
        return
    draft.opening_hours = said
    draft.hours_source = recipe.attribution[:200]
