"""The values of facets in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise

from inducult.explore.reading.kinds import type_label
from inducult.explore.reading.told import language_name
from inducult.explore.reading.where import country_name
from inducult.partnership.models import Area, Region
from inducult.places.vocabulary import Access, Audience, OfferKind, Tense, VisitState

LABELS: Final[Mapping[str, Mapping[str, Promise]]] = {
    "time": {choice.value: choice.label for choice in Tense},
    "visit": {choice.value: choice.label for choice in VisitState},
    "offer": {choice.value: choice.label for choice in OfferKind},
    "audience": {choice.value: choice.label for choice in Audience},
    "access": {choice.value: choice.label for choice in Access},
    "area": {choice.value: choice.label for choice in Area},
}


class Names:
    """Names values in one language. What nobody knows is called by its code."""

    def __init__(self, language: str) -> None:
        self.language = language
        regions = Region.objects.prefetch_related("texts")
        self._regions = {region.code: region.name_in(language).text for region in regions}

    def name(self, facet: str, value: str) -> str:
        """The name of a facet's value."""
        if facet in ("theme", "type"):
            return type_label(value, self.language)
        if facet == "speaks":
            return language_name(value)
        if facet == "country":
            return country_name(value)
        if facet == "region":
            return self._regions.get(value, value)
        return str(LABELS[facet].get(value, value))
