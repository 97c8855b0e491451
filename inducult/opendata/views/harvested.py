"""What programs come back for: OAI-PMH, feeds, calendars, sitemaps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from inducult.catalogue.queries import Edition, Filter, at, current, history, parse
from inducult.common.languages import CODES
from inducult.opendata.downloads.texts import xml
from inducult.opendata.linked import feeds
from inducult.opendata.linked.oai import Repository
from inducult.opendata.views.linked import site_of
from inducult.partnership.models import Region

PLACES_A_MAP: Final = 5_000  # of a sitemap: eight addresses each, of 50,000 that it may hold
MOST_FOR_EVENTS: Final = 20_000  # places whose events are looked up while somebody waits
PAGES: Final = ("start", "concept", "sources", "map", "places", "regions")
SITEMAP: Final = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


@csrf_exempt  # harvesters may send their questions as a form; nothing is changed by any
@require_http_methods(["GET", "HEAD", "POST"])
def oai(request: HttpRequest) -> HttpResponse:
    """OAI-PMH 2.0. Errors of the protocol come with 200, as it asks."""
    state = history()
    edition = at(state.number)
    if edition is None:
        return _later()
    asked = request.POST if request.method == "POST" else request.GET
    mail = settings.DEFAULT_FROM_EMAIL
    repository = Repository(edition, state, site_of(request), mail)
    told = repository.answer({name: list(v) for name, v in asked.lists()}, datetime.now(UTC))
    return HttpResponse(told, content_type="text/xml; charset=utf-8")


@require_safe
def changes(request: HttpRequest, dialect: str) -> HttpResponse:
    """The last changes as a feed, in the language of `lang`."""
    writers: dict[str, tuple[Callable[..., str], str]] = {
        "atom": (feeds.atom, "application/atom+xml; charset=utf-8"),
        "rss": (feeds.rss, "application/rss+xml; charset=utf-8"),
    }
    if dialect not in writers:
        raise Http404(gettext("There is no such dialect."))
    language = _language(request)
    state = history()
    edition = at(state.number)
    found = feeds.latest(edition, state, language) if edition else []
    with override(language):
        title = gettext("InduCult: what has changed")
    write, media_type = writers[dialect]
    return _kept(HttpResponse(write(found, site_of(request), title, language), media_type))


@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """The events of a result as a calendar that can be subscribed to."""
    edition = _edition()
    asked, problems = parse(request.GET)
    if problems:
        words = gettext("“%(value)s” could not be read.") % {"value": problems[0].value}
        return HttpResponse(words, status=400, content_type="text/plain; charset=utf-8")
    selection = edition.select(asked, moment=datetime.now(UTC))
    if len(selection) > MOST_FOR_EVENTS:
        words = gettext("Choose a region or a filter: these are too many places for a calendar.")
        return HttpResponse(words, status=413, content_type="text/plain; charset=utf-8")
    told = feeds.calendar(edition, selection, site_of(request), _language(request))
    response = HttpResponse(told, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="inducult.ics"'
    return _kept(response)


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The sitemaps: one of pages, and one for every 5,000 places."""
    edition, site = _edition(), site_of(request)
    count = -(-len(edition) // PLACES_A_MAP)
    day = edition.changed_at.date().isoformat()
    rows = "".join(
        f"<sitemap><loc>{xml(site + reverse('sitemap', args=[number]))}</loc>"
        f"<lastmod>{day}</lastmod></sitemap>\n"
        for number in range(count + 1)
    )
    return _xml(f"<sitemapindex {SITEMAP}>\n{rows}</sitemapindex>\n")


@require_safe
def sitemap(request: HttpRequest, number: int) -> HttpResponse:
    """The pages (0), or a stretch of places in all languages."""
    edition, site = _edition(), site_of(request)
    if number == 0:
        return _xml(_urls(site, _pages()))
    first = (number - 1) * PLACES_A_MAP
    selection = edition.select(Filter(), moment=edition.changed_at)
    if first >= len(selection):
        raise Http404(gettext("There is no such sitemap."))
    slugs = (record["slug"] for record in selection.records(first, PLACES_A_MAP))
    return _xml(_urls(site, [f"places/{slug}/" for slug in slugs]))


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines should leave alone: filters without end, and doors for machines."""
    lines = (
        "User-agent: *",
        "Disallow: /*?*edition=",
        "Disallow: /sparql",
        "Disallow: /oai",
        "Disallow: /downloads/",
        *(f"Disallow: /{code}/register/" for code in CODES),
        f"Sitemap: {site_of(request)}{reverse('sitemap_index')}",
    )
    return _kept(HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8"))


def _pages() -> list[str]:
    with override("en"):
        named = [reverse(f"explore:{page}") for page in PAGES]
        named += [reverse("opendata:editions"), reverse("opendata:use")]
        codes = Region.objects.order_by("code").values_list("code", flat=True)
        named += [reverse("explore:region", args=[code]) for code in codes]
    return [address.removeprefix("/en/") for address in named]


def _urls(site: str, pages: list[str]) -> str:
    rows = "".join(
        f"<url><loc>{xml(f'{site}/{code}/{page}')}</loc></url>\n"
        for page in pages
        for code in CODES
    )
    return f"<urlset {SITEMAP}>\n{rows}</urlset>\n"


def _xml(body: str) -> HttpResponse:
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return _kept(HttpResponse(head + body, content_type="application/xml; charset=utf-8"))


def _kept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "public, max-age=300"
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _later() -> HttpResponse:
    words = gettext("Nothing has been published yet.")
    response = HttpResponse(words, status=503, content_type="text/plain; charset=utf-8")
    response["Retry-After"] = "60"
    return response


def _edition() -> Edition:
    edition = current()
    if edition is None:
        raise Http404(gettext("Nothing has been published yet."))
    return edition


def _language(request: HttpRequest) -> str:
    code = request.GET.get("lang", "en")
    return code if code in CODES else "en"
