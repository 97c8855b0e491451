"""The regions of the network, and the page of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from inducult.catalogue.queries import Card, Edition, Filter, current
from inducult.common.languages import OWN_NAMES, Said
from inducult.explore.mapping import map_of_result
from inducult.explore.outline import NETWORK, Frame, Spot, frame_of, spots
from inducult.explore.overview import AUDIENCES, TIMES, Share, region_lines, shares
from inducult.explore.reading.kinds import type_label
from inducult.partnership.models import Organisation, Region
from inducult.places.vocabulary import VisitState

NAMED: Final = 4  # places that are named under each audience
MOST_DRAWN: Final = 2_000  # places that the drawing of a region shows


@dataclass(frozen=True)
class Theme(Share):
    """A theme of the region with its name; the legend of the map lists them too."""

    label: str


@dataclass(frozen=True)
class Named:
    """A place by its name and town."""

    name: Said
    slug: str
    municipality: str


@dataclass(frozen=True)
class ForAudience:
    """What a region offers one audience: how many places, and the first of them."""

    share: Share
    named: list[Named]


@dataclass(frozen=True)
class InLanguage:
    """How many places have a summary in a language."""

    code: str
    name: str
    count: int


@dataclass(frozen=True)
class Drawing:
    """A region drawn alone: where no script runs, and on paper."""

    frame: Frame
    path: str
    spots: list[Spot]


@dataclass(frozen=True)
class Partner:
    """An organisation of the region: what it is called here and at home."""

    organisation: Organisation
    name: Said
    own_name: Said | None


@require_safe
def regions(request: HttpRequest) -> HttpResponse:
    """All regions of the network."""
    lines = region_lines(current(), get_language() or "en")
    return render(request, "explore/regions.html", {"regions": lines, "drawing": NETWORK})


@require_safe
def region(request: HttpRequest, code: str) -> HttpResponse:
    """One region: map, figures, offers for each audience, partners, and how much is known."""
    shown = get_object_or_404(Region.objects.prefetch_related("texts"), code=code)
    language, edition = get_language() or "en", current()
    context = {
        "region": shown,
        "name": shown.name_in(language),
        "description": shown.description_in(language),
        "partners": [_partner(each, language) for each in _organisations(shown)],
        "edition": edition,
    }
    if edition:
        context |= _in_figures(edition, shown, language)
    return render(request, "explore/region.html", context)


def _in_figures(edition: Edition, shown: Region, language: str) -> dict[str, object]:
    among, figures = Filter(region=(shown.code,)), edition.figures(shown.code)
    counts = figures.counts
    return {
        "figures": figures,
        "query": among.to_query(),
        "times": shares(TIMES, counts["time"], "time", among),
        "themes": _themes(counts["theme"], among, language),
        "visits": shares(VisitState.values, counts["visit"], "visit", among),
        "offers": [
            _for_audience(edition, share, among.with_value("audience", share.value), language)
            for share in shares(AUDIENCES, counts["audience"], "audience", among)
        ],
        "summaries": [
            InLanguage(code, name, figures.summaries[code]) for code, name in OWN_NAMES.items()
        ],
        "map": map_of_result(edition, among, language, timezone.now()),
        "drawing": _drawing(edition, shown, among, language),
    }


def _themes(counts: dict[str, int], among: Filter, language: str) -> list[Theme]:
    """The themes of a region, the most frequent first."""
    ordered = sorted(counts, key=lambda code: (-counts[code], code))
    return [
        Theme(found.value, found.count, found.query, type_label(found.value, language))
        for found in shares(ordered, counts, "theme", among)
    ]


def _for_audience(edition: Edition, share: Share, asked: Filter, language: str) -> ForAudience:
    cards = _cards(edition, asked, language, NAMED) if share.count else []
    named = [Named(Said(c.name, c.name_language), c.slug, c.municipality) for c in cards]
    return ForAudience(share, named)


def _drawing(edition: Edition, shown: Region, asked: Filter, language: str) -> Drawing | None:
    if not shown.boundary:
        return None
    frame = frame_of(shown.boundary)
    positions = [
        (card.lon, card.lat, card.precision in ("exact", "street"))
        for card in _cards(edition, asked, language, MOST_DRAWN)
        if card.lon is not None and card.lat is not None
    ]
    return Drawing(frame, frame.path(shown.boundary), spots(positions, frame))


def _cards(edition: Edition, asked: Filter, language: str, count: int) -> list[Card]:
    return edition.search(asked, language=language, moment=timezone.now(), page_size=count).cards


def _organisations(shown: Region) -> list[Organisation]:
    """Those that carry the network first."""
    found = shown.organisations.prefetch_related("names").order_by("key")
    return sorted(found, key=lambda each: not each.part)


def _partner(organisation: Organisation, language: str) -> Partner:
    name, own = organisation.name_in(language), organisation.own_name()
    return Partner(organisation, name, None if own and own.text == name.text else own)
