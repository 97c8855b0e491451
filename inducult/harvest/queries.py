"""What other parts ask of the harvest, and what its own pages show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from django.db.models import Count, QuerySet

from inducult.common.models import Act
from inducult.harvest.grounds import Ground, grounds_for
from inducult.harvest.licences import Layer, Statement, attributions, layer_of, open_part
from inducult.harvest.models import Provenance, Run, Source, Suggestion
from inducult.harvest.pieces import says
from inducult.harvest.recipes import Recipe
from inducult.harvest.sources import ready_sources
from inducult.partnership.roles import KEEPING, everywhere, is_scientist, is_steward, regions_of
from inducult.places.models import Place

__all__ = ["attributions", "attributions_of", "open_part", "statements_of"]

OWN: Final = "CC-BY-4.0"  # what people of the network write


def suggestions_for(person: Any) -> QuerySet[Suggestion]:
    """The suggestions that the person may see (`harvest.see_suggestion`), as a query."""
    if is_steward(person) or is_scientist(person) or everywhere(person, *KEEPING):
        return Suggestion.objects.all()
    return Suggestion.objects.filter(region__in=regions_of(person, *KEEPING))


def decidable_by(person: Any) -> QuerySet[Suggestion]:
    """The suggestions about which the person decides (`harvest.decide`), as a query."""
    if is_steward(person) or everywhere(person, *KEEPING):
        return Suggestion.objects.all()
    return Suggestion.objects.filter(region__in=regions_of(person, *KEEPING))


def last_decision_of(actor: str) -> Suggestion | None:
    """What somebody decided last, one by one."""
    mine = Suggestion.objects.filter(decided_by=actor, state__in=Suggestion.DECIDED)
    return mine.order_by("-decided_at", "-id").first()


def faults_by_kind(run: Run) -> list[tuple[str, int]]:
    """How many rows were mended or left out, by kind, most frequent first."""
    rows = run.faults.order_by().values_list("kind").annotate(n=Count("pk"))
    return sorted(rows, key=lambda row: (-row[1], row[0]))


def statements_of(places: QuerySet[Place]) -> dict[str, list[Statement]]:
    """What is said of these places and by whom, by identifier of the place.

    Beside the sources stands the network: what its people and imports wrote is its own word, also
    where a closed source says the same. Who wrote a value is read from the history.
    """
    rows = Provenance.objects.filter(place__in=places).select_related("place", "source")
    found: dict[str, list[Statement]] = {}
    for row in rows.order_by("id"):
        source = row.source
        said = Statement(row.field, row.value, row.licence, source.attribution, source.home)
        found.setdefault(row.place.identifier, []).append(said)
    for place, own in own_words(found).items():
        found[place] = [*found[place], *own]
    return found


def own_words(said: dict[str, list[Statement]]) -> dict[str, list[Statement]]:
    """The network's own statements of values that closed sources say as well."""
    disputed = {
        place: [s for s in each if layer_of(s.licence) is not Layer.OPEN]
        for place, each in said.items()
    }
    disputed = {place: each for place, each in disputed.items() if each}
    closed = set(Run.objects.filter(source__in=_closed_sources()).values_list("key", flat=True))
    acts = Act.objects.filter(subject_kind="place", subject__in=disputed).order_by("id")
    found: dict[str, list[Statement]] = {}
    for subject, after, run in acts.values_list("subject", "after", "run"):
        if run.partition("-")[0] in closed:
            continue
        own = [s for s in disputed[subject] if after and says(after, s.field, s.value)]
        found.setdefault(subject, []).extend(replace(s, licence=OWN, attribution="") for s in own)
    return found


def _closed_sources() -> list[str]:
    sources = Source.objects.values_list("name", "licence").order_by("name")
    return [name for name, licence in sources if layer_of(licence) is not Layer.OPEN]


def attributions_of(places: QuerySet[Place]) -> list[tuple[str, str, str]]:
    """Whom to name for a selection of places: attribution, licence and address."""
    return attributions(s for said in statements_of(places).values() for s in said)


def source_of(recipe: Recipe, known: Mapping[str, Source]) -> Source:
    """The source of a recipe as it is known here, or as it would be at its first harvest."""
    named = {n: getattr(recipe, n) for n in ("name", "title", "licence", "attribution", "home")}
    thresholds = {"same_from": recipe.same_from, "accept_from": recipe.accept_from}
    return known.get(recipe.name) or Source(**named, **thresholds)


def grounds_of(source: Source) -> list[Ground]:
    """What the threshold of a source stands on, the nearest ground first."""
    ready = ready_sources().get(source.name)
    folder = ready.folder if ready else None
    return grounds_for(source.accept_from, source.measured, folder)


def sure_of(run: Run) -> QuerySet[Suggestion]:
    """What may be taken over in one go: new places, and changes above the source's threshold."""
    sure = run.suggestions.filter(state=Suggestion.State.OPEN, is_doubtful=False)
    return sure.filter(kind__in=(Suggestion.Kind.NEW, Suggestion.Kind.CHANGE)).order_by("id")
