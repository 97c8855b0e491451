"""The collections that the interfaces hand out, what they are called, and where their rows are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from inducult.opendata.asking import Asked
from inducult.opendata.faults import NotFound, shown
from inducult.opendata.features.fields import EVENTS, OFFERS, PLACES, RECORDS, REGIONS
from inducult.opendata.features.records import record_table
from inducult.opendata.features.regions import region_table
from inducult.opendata.features.serving import Served, served, served_at
from inducult.opendata.features.table import Field, Table


@dataclass(frozen=True)
class Collection:
    """What is known of a collection before an edition is opened."""

    name: str
    title: Any
    description: Any
    fields: Mapping[str, Field]
    geometry: str = "point"  # or "polygon"
    of_edition: bool = True
    has_times: bool = False
    has_search: bool = False
    has_tiles: bool = False
    is_catalogue: bool = False


ALL: Final = {
    each.name: each
    for each in (
        Collection(
            "places",
            pgettext_lazy("page", "Places"),
            _("Sites, landmarks, companies, landscapes and traditions of industrial culture."),
            PLACES,
            has_times=True,
            has_search=True,
            has_tiles=True,
        ),
        Collection(
            "offers",
            _("Offers"),
            _("What places offer: tours, exhibitions, school programmes, apprenticeships."),
            OFFERS,
        ),
        Collection(
            "events",
            _("Events"),
            _("What happens at places, on a day or again and again."),
            EVENTS,
            has_times=True,
        ),
        Collection(
            "regions",
            pgettext_lazy("page", "Regions"),
            _("The industrial regions of the network with their boundaries."),
            REGIONS,
            geometry="polygon",
            of_edition=False,
        ),
        Collection(
            "catalogue",
            _("Catalogue of the data"),
            _("A record for each edition, each of its files and each interface."),
            RECORDS,
            geometry="polygon",
            of_edition=False,
            has_times=True,
            has_search=True,
            is_catalogue=True,
        ),
    )
}


@dataclass(frozen=True)
class Opened:
    """A collection with its rows; `edition` is None where they are not those of an edition."""

    about: Collection
    table: Table
    edition: Served | None


def collection(name: str) -> Collection:
    """Raises NotFound."""
    if name not in ALL:
        raise NotFound(f"There is no collection “{shown(name)}”; there are: {', '.join(ALL)}.")
    return ALL[name]


def opened(asked: Asked, about: Collection, edition: str = "") -> Opened:
    """The rows of a collection, of the edition of that number if one is named.

    Raises NotReady, Gone.
    """
    if about.is_catalogue:
        return Opened(about, record_table(asked), None)
    if not about.of_edition:
        return Opened(about, region_table(), None)
    source = served_at(int(edition)) if edition else served()
    return Opened(about, source.tables[about.name], source)
