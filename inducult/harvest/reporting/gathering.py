"""Every ready source, whole, harvested one after the other into one register.

Of each source what is sure is taken over before the next one comes, so that sources are held
against each other as well. The register must be one that is thrown away.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.core.management import call_command

from inducult.common.history import Actor
from inducult.harvest.actions import accept_many, harvest
from inducult.harvest.expecting import sample_of
from inducult.harvest.models import Run, Suggestion
from inducult.harvest.queries import faults_by_kind, sure_of
from inducult.harvest.recipes import Recipe
from inducult.harvest.sources import ready_sources
from inducult.harvest.wording import reasons
from inducult.places.models import Place

SHOWN: Final = 20
HARVESTER: Final = Actor.command("harvest")


@dataclass(frozen=True)
class Drawn:
    """A match drawn at random: names and kinds of both, how sure it is and why."""

    theirs: str
    ours: str
    their_types: str
    our_types: str
    probability: float
    is_sure: bool
    why: str


@dataclass(frozen=True)
class Brought:
    """What a source brought. `is_sample`: only the small sample in the repository was there."""

    recipe: Recipe
    is_sample: bool
    counts: dict[str, int]
    faults: tuple[tuple[str, int], ...]
    drawn: tuple[Drawn, ...]
    seconds: float


def prepare(places: Path) -> int:
    """Tables, taxonomy, partners and curated places; returns how many places there are."""
    for words in (["migrate"], ["taxonomy"], ["partnership"]):
        call_command(*words, verbosity=0)
    call_command("import", *sorted(places.glob("*.jsonl")), yes=True)
    return Place.objects.count()


def gather(folder: Path) -> Iterator[Brought]:
    """Source after source; the whole files lie anywhere below the folder."""
    for recipe in ready_sources().values():
        file = whole_file(recipe, folder)
        yield _brought(recipe, file or sample_of(recipe), is_sample=file is None)


def whole_file(recipe: Recipe, folder: Path) -> Path | None:
    """The file of a source, anywhere below the folder; pages of one, in a folder of its name.

    A folder of pages is called `places` or `records`, as any folder may be.
    """
    found = sorted(folder.rglob(recipe.file))
    return next((each for each in found if each.is_file() or recipe.name in each.parts), None)


def _brought(recipe: Recipe, file: Path, *, is_sample: bool) -> Brought:
    begun = time.monotonic()
    run = harvest(recipe, file, by=HARVESTER)
    seconds = time.monotonic() - begun
    drawn = tuple(_drawn(run))
    counts = _counts(run)
    counts["taken over"] = accept_many(sure_of(run), by=HARVESTER).accepted
    return Brought(recipe, is_sample, counts, tuple(faults_by_kind(run)), drawn, seconds)


def _counts(run: Run) -> dict[str, int]:
    counts = Counter(run.counts)
    doubtful = run.suggestions.filter(is_doubtful=True).exclude(kind=Suggestion.Kind.RELATED)
    return {
        "records": run.read,
        "new": counts["new"],
        "matched": counts["change"] + counts["conflict"] + counts["same"],
        "related": counts["related"],
        "refused": counts["left_out"],
        "doubtful": doubtful.count(),
    }


def _drawn(run: Run) -> Iterator[Drawn]:
    """Twenty matches at random, always the same ones for the same run."""
    rows = run.suggestions.filter(
        kind__in=(Suggestion.Kind.CHANGE, Suggestion.Kind.CONFLICT), probability__isnull=False
    )
    found = list(rows.select_related("place").order_by("title", "id"))
    for each in random.Random(run.source_id).sample(found, min(SHOWN, len(found))):  # noqa: S311 -- a draw
        if each.place is None:
            continue
        names = [name.text for name in each.place.names.order_by("id")[:2]]
        yield Drawn(
            each.title,
            " / ".join(dict.fromkeys(names)),
            ", ".join(each.record.get("types", ())),
            ", ".join(each.place.typings.order_by("id").values_list("term_id", flat=True)),
            each.probability or 0.0,
            not each.is_doubtful,
            reasons(each),
        )
