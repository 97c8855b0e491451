"""The six templates of the house, in eight languages: `house/forms.toml` and a file a language.

`forms.toml` says which steps a template has, how long each takes and of which kind it is; the file
of a language says the words. So the eight languages of a template have the same steps. Pure.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from inducult.common.languages import CODES
from inducult.dialogue.phases import Step, steps_from

FOLDER: Final = Path(__file__).parent / "house"


@dataclass(frozen=True)
class HouseTemplate:
    """A template in one language."""

    form: str
    language: str
    title: str
    about: str
    steps: tuple[Step, ...]


def house_templates() -> Iterator[HouseTemplate]:
    """All of them, language by language."""
    for language in CODES:
        for form in _read("forms"):
            yield house_template(form, language)


def house_template(form: str, language: str) -> HouseTemplate:
    """One of them; raises KeyError for a form that there is not."""
    words = _read(language)
    rows = ({**row, **words["steps"][row["key"]]} for row in _read("forms")[form]["steps"])
    told = words["forms"][form]
    return HouseTemplate(form, language, told["title"], told["about"], tuple(steps_from(rows)))


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
