"""What happens to every record, in this order. To see it, read the list; to change it, move a line.

Each step is one file and one function that fills a draft from what the source told. A step that
finds a record to be none of ours raises LeftOut with the reason.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from inducult.harvest.drafts import Draft, World
from inducult.harvest.recipes import Recipe, Told
from inducult.harvest.steps.categories import categorise
from inducult.harvest.steps.contact import tell_contact
from inducult.harvest.steps.country import place_country
from inducult.harvest.steps.dates import date_phases
from inducult.harvest.steps.hours import read_hours
from inducult.harvest.steps.identifiers import identify
from inducult.harvest.steps.language import tell_language
from inducult.harvest.steps.position import locate
from inducult.harvest.steps.text import clean_text

Step = Callable[[Draft, Recipe, World], None]

STEPS: Final[tuple[Step, ...]] = (
    clean_text,
    place_country,
    tell_language,
    categorise,
    locate,
    date_phases,
    read_hours,
    tell_contact,
    identify,
)


def clean(key: str, told: Told, recipe: Recipe, world: World) -> Draft:
    """A draft of one record after all steps. Raises LeftOut."""
    draft = Draft(key=key, told=told)
    for step in STEPS:
        step(draft, recipe, world)
    return draft
