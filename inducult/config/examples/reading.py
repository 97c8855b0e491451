"""The files of the demonstration (`inducult/demonstration/workshop/`), and who loads them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from inducult.common.history import Actor
from inducult.common.identifiers import identifier_from

FOLDER: Final = Path(settings.PACKAGE) / "demonstration" / "workshop"
NOT_OF_A_REGION: Final = ("pilots", "europe")

# What examples leave in the history goes with them; what is documented stays.
OF_EXAMPLES: Final = Actor.command("example")
OF_SOURCES: Final = Actor.command("demo")

Told = dict[str, Any]


def regions() -> Iterator[Told]:
    """The files of the regions, in the order of their names."""
    for file in sorted(FOLDER.glob("*.toml")):
        if file.stem not in NOT_OF_A_REGION:
            yield read(file.stem)


def read(name: str) -> Told:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def key_of(told: Told, kind: str, name: object) -> str:
    """The identifier that a thing of a file always has."""
    return identifier_from(f"workshop:{told.get('region', 'europe')}:{kind}:{name}")


def place_keys(names: list[str]) -> list[str]:
    """Identifiers of curated places by their names in the files of places."""
    return [identifier_from(f"curated:{name}") for name in names]
