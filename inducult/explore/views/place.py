"""The page of a place, and the picture that leads a telephone to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from inducult.catalogue.queries import Card, Edition, current, parse
from inducult.common.squares import square
from inducult.explore.editions import opened_by, past_of, preparing, waits_for
from inducult.explore.reading import Around, RegionOf, read
from inducult.explore.reading.neighbours import Related, is_exact, neighbour, related
from inducult.explore.structured import as_script, structured
from inducult.partnership.models import Region
from inducult.places.queries import present_slug, stories_of, taken_out_on
from inducult.places.showing import pictures_named
from inducult.places.vocabulary import FoundBy

NEARBY: Final = 6
NEARBY_KM: Final = 50
LONGEST_SLUG: Final = 100


@require_safe
def place(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of a place from the edition in use."""
    asked, _problems = parse(request.GET)
    if waits_for(asked):
        return preparing(request, asked)
    edition = opened_by(asked)
    record = found(edition, slug)
    if edition is None or record is None:
        return elsewhere(request, current(), slug, "explore:place")
    language = get_language() or "en"
    page = read(record, language, timezone.now(), around(edition, record, language))
    addresses = {"address": site(request) + request.path, "permanent": permanent(request, record)}
    data = structured(page, record, language=language, **addresses)
    return render(
        request,
        "explore/place.html",
        {
            "place": page,
            "record": record,
            "stories": stories_of(record["id"]),
            "structured": as_script(data),
            "past": past_of(edition, asked),
            **addresses,
        },
    )


@require_safe
def qr_code(request: HttpRequest, slug: str) -> HttpResponse:
    """The permanent address of a place as a QR code (SVG)."""
    edition = current()
    record = found(edition, slug)
    if record is None:
        return elsewhere(request, edition, slug, "explore:qr_code")
    picture = square(permanent(request, record), border=4)
    response = HttpResponse(picture, content_type="image/svg+xml")
    response["Cache-Control"] = "public, max-age=86400"
    return response


def found(edition: Edition | None, slug: str) -> dict[str, Any] | None:
    """The published record of a place by its present slug."""
    if edition is None or len(slug) > LONGEST_SLUG:
        return None
    return edition.by_slug(slug)


def elsewhere(request: HttpRequest, edition: Edition | None, slug: str, page: str) -> HttpResponse:
    """Where to go instead: the present slug of an old one or of an identifier, or a way on."""
    record = edition.place(slug) if edition and len(slug) <= LONGEST_SLUG else None
    here = record["slug"] if record else present_slug(slug[:LONGEST_SLUG])
    if here and found(edition, here):
        return redirect(reverse(page, kwargs={"slug": here}), permanent=True)
    if edition and (day := taken_out_on(slug[:LONGEST_SLUG])):
        return render(request, "explore/place_gone.html", {"day": day}, status=410)
    words = slug[:LONGEST_SLUG].replace("-", " ").replace("_", " ")
    context = {"words": words, "is_published": edition is not None}
    return render(request, "explore/place_missing.html", context, status=404)


def around(edition: Edition, record: Mapping[str, Any], language: str) -> Around:
    """What the page shows of other things."""
    exact = is_exact(record)
    cards = edition.nearby(record["id"], NEARBY, language=language)
    return Around(
        tuple(_regions(record, language)),
        tuple(_related(edition, record, language)),
        tuple(neighbour(card, language, here_is_exact=exact) for card in cards if _is_near(card)),
        pictures_named(medium["file"] for medium in record["media"]),
    )


def _is_near(card: Card) -> bool:
    return card.distance_km is not None and card.distance_km <= NEARBY_KM


def site(request: HttpRequest) -> str:
    """The address under which the world knows us, without a slash at its end."""
    return str(settings.SITE).rstrip("/") or f"{request.scheme}://{request.get_host()}"


def permanent(request: HttpRequest, record: Mapping[str, Any]) -> str:
    """The address of a place that outlives its name."""
    return site(request) + reverse("permanent", kwargs={"identifier": record["id"]})


def _regions(record: Mapping[str, Any], language: str) -> list[RegionOf]:
    found_by = {region["code"]: region["found_by"] for region in record["regions"]}
    regions = Region.objects.filter(code__in=found_by).prefetch_related("texts").order_by("code")
    names = {region.code: region.name_in(language) for region in regions}
    return [
        RegionOf(code, names[code], "" if by == FoundBy.BOUNDARY else str(FoundBy(by).label))
        for code, by in found_by.items()
        if code in names
    ]


def _related(edition: Edition, record: Mapping[str, Any], language: str) -> list[Related]:
    others = ((each["kind"], edition.place(each["place"])) for each in record["relations"])
    return [related(kind, other, language) for kind, other in others if other]
