"""The ready sources: a folder each, found by being there. See README.md on how to add one."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Final

from inducult.harvest.recipes import Recipe

FOLDER: Final = Path(__file__).parent


class NoSuchSource(LookupError):
    """There is no source of this name; the message lists those that there are."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no source {name!r}; there are: {', '.join(ready_sources())}")


@cache
def ready_sources() -> dict[str, Recipe]:
    """All ready sources by name."""
    names = sorted(file.parent.name for file in FOLDER.glob("*/source.py"))
    return {name: _recipe(name) for name in names}


def ready_source(name: str) -> Recipe:
    """Raises NoSuchSource."""
    found = ready_sources().get(name)
    if found is None:
        raise NoSuchSource(name)
    return found


def _recipe(name: str) -> Recipe:
    module = import_module(f"inducult.harvest.sources.{name}.source")
    recipe: Recipe = module.RECIPE
    return recipe.in_folder(FOLDER / name)
