"""Take a result away: the page of its dialects, and the files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import quote_etag
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from inducult.catalogue.queries import Edition, Filter, at, current, is_ready, numbers, parse
from inducult.common.addresses import absolute
from inducult.explore.queries import chips_in_words
from inducult.opendata.downloads import keeping
from inducult.opendata.downloads.dialects import DIALECTS, Dialect
from inducult.opendata.downloads.keeping import Order
from inducult.opendata.downloads.sheets import MOST_ROWS
from inducult.opendata.tasks import make_download

WAIT_S: Final = "20"
# As for pages: who has the file asks whether it still holds, what stands between may answer for
# ten seconds, so that a withdrawal is seen by all after those.
SHARED: Final = "public, max-age=0, s-maxage=10"


@dataclass(frozen=True)
class Offered:
    """A dialect on the page: its address, and its size in bytes, about unless it is made."""

    dialect: Dialect
    address: str
    size: int
    is_made: bool


@require_safe
def downloads(request: HttpRequest) -> HttpResponse:
    """The dialects in which a result can be taken away."""
    asked, _problems = parse(request.GET)
    edition = _edition(asked)
    if edition is None:
        return render(request, "opendata/downloads.html", {"edition": None})
    count = len(edition.select(asked, moment=edition.changed_at))
    context = {
        "edition": edition,
        "count": count,
        "quick": all(count <= dialect.at_once for dialect in DIALECTS.values()),
        "offered": _offered(request, edition, asked, count),
        "chips": chips_in_words(asked, get_language() or "en"),
        "query": asked.to_query(page=1),
        "is_current": edition is current(),
    }
    return render(request, "opendata/downloads.html", context)


@require_safe
def download(request: HttpRequest, number: int, ending: str) -> HttpResponse | FileResponse:
    """A file; 202 while it is made. Unknown filters are refused, so that nobody takes too much."""
    if ending not in DIALECTS:
        raise Http404(gettext("There is no such dialect."))
    asked, problems = parse(request.GET)
    if problems:
        words = gettext("“%(value)s” could not be read.") % {"value": problems[0].value}
        return HttpResponse(words, status=400, content_type="text/plain; charset=utf-8")
    if number not in numbers():
        raise Http404(gettext("There is no edition with this number."))
    if not is_ready(number):
        return _later(request, keeping.order_of(number, asked, ending, _site(request)))
    edition = at(number)
    if edition is None:
        raise Http404(gettext("There is no edition with this number."))
    return _handed_out(
        request, keeping.order_of(edition.number, asked, ending, _site(request)), edition
    )


def _handed_out(
    request: HttpRequest, order: Order, edition: Edition
) -> HttpResponse | FileResponse:
    if order.ending == "xlsx" and len(keeping.taking_of(order, edition)) > MOST_ROWS:
        words = gettext("A spreadsheet has room for 1,048,575 places.")
        return HttpResponse(words, status=413, content_type="text/plain; charset=utf-8")
    file = keeping.file_of(order, edition)
    if not file.is_file():
        if not keeping.is_quick(order, edition):
            return _later(request, order)
        keeping.make(order)
    tag = quote_etag(f"{order.number}-{edition.withdrawn}-{file.name}")
    if request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=304, headers={"ETag": tag})
    dialect = DIALECTS[order.ending]
    name = f"inducult-{order.number}-places.{order.ending}"
    response = FileResponse(
        file.open("rb"), as_attachment=True, filename=name, content_type=dialect.media_type
    )
    response["ETag"] = tag
    response["Cache-Control"] = SHARED
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _later(request: HttpRequest, order: Order) -> HttpResponse:
    """Puts the work into the queue, once, and says when to come back."""
    if not make_download(order):
        words = gettext("Too many downloads are waiting to be written; please come back later.")
        response = HttpResponse(words, status=503, content_type="text/plain; charset=utf-8")
        response["Retry-After"] = "300"
        return response
    response = render(request, "opendata/making.html", {"wait": WAIT_S}, status=202)
    response["Retry-After"] = WAIT_S
    return response


def _offered(request: HttpRequest, edition: Edition, asked: Filter, count: int) -> list[Offered]:
    return [_offer(request, edition, asked, count, each) for each in DIALECTS.values()]


def _offer(
    request: HttpRequest, edition: Edition, asked: Filter, count: int, dialect: Dialect
) -> Offered:
    order = keeping.order_of(edition.number, asked, dialect.ending, _site(request))
    file = keeping.file_of(order, edition)
    address = reverse("download", args=[edition.number, dialect.ending])
    query = f"?{order.query}" if order.query else ""
    made = file.is_file()
    size = file.stat().st_size if made else dialect.fixed + dialect.per_place * count
    return Offered(dialect, address + query, size, made)


def _edition(asked: Filter) -> Edition | None:
    wanted = asked.edition
    if wanted and wanted in numbers() and is_ready(wanted):
        return at(wanted)
    return current()


def _site(request: HttpRequest) -> str:
    return absolute(request, "/").rstrip("/")
