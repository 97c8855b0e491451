"""What the source and others call the thing."""

from __future__ import annotations

from typing import Final

from inducult.harvest.drafts import Draft, World
from inducult.harvest.recipes import Recipe

LONGEST: Final = 20  # letters of a scheme in the register


def identify(draft: Draft, recipe: Recipe, world: World) -> None:
    """The key of the source under its scheme, and every `id:<scheme>` that was told."""
    found = {recipe.scheme: draft.key}
    for name, value in draft.told.items():
        if name.startswith("id:") and value:
            found[name.removeprefix("id:")] = str(value).removesuffix(".0")
    draft.identifiers = [
        {"scheme": scheme[:LONGEST], "value": value[:200]}
        for scheme, value in found.items()
        if scheme
    ]
