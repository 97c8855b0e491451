"""The SPARQL protocol, for reading: GET and POST, as a form or as the query itself."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse, RawPostDataException
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from inducult.catalogue.queries import current
from inducult.opendata.linked import sparql
from inducult.opendata.linked.sparql import Refused
from inducult.opendata.tasks import make_graph
from inducult.opendata.views.linked import site_of

# Media type of an answer: what the process calls it.
MEDIA_TYPES: Final = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/rdf+xml": "rdfxml",
}
KINDS: Final = {kind: media_type for media_type, kind in reversed(MEDIA_TYPES.items())}
BODY: Final = "application/sparql-query"


@csrf_exempt  # reads only; programs send queries without having seen a page
@require_http_methods(["GET", "HEAD", "POST"])
def endpoint(request: HttpRequest) -> HttpResponse:
    """Answers a query over the edition in use."""
    try:
        response = _answer(request)
    except Refused as refused:
        words = f"{refused}\n"
        response = HttpResponse(
            words, status=refused.status, content_type="text/plain; charset=utf-8"
        )
    patch_vary_headers(response, ["Accept"])
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _answer(request: HttpRequest) -> HttpResponse:
    query, site = _query(request), site_of(request)
    sparql.check(query)
    edition = current()
    if edition is None or not sparql.has_room(edition):
        raise Refused(404, gettext("There is no edition here that can be asked by SPARQL."))
    if not sparql.is_prepared(edition, site):
        if len(edition) > sparql.AT_ONCE:
            make_graph(edition.number, site)
            return _later()
        sparql.prepare(edition, site)
    wanted = MEDIA_TYPES.get(request.get_preferred_type(list(MEDIA_TYPES)) or "", "json")
    answer = sparql.ask(edition, site, query, wanted)
    return HttpResponse(answer.content, content_type=KINDS[answer.kind])


def _query(request: HttpRequest) -> str:
    """The query, wherever it stands; a NUL is no part of any."""
    if request.method == "POST" and request.content_type == BODY:
        try:
            text = request.body[: 4 * sparql.LONGEST + 1].decode("utf-8")
        except (UnicodeDecodeError, RawPostDataException):
            raise Refused(400, "The query is not UTF-8.") from None
    else:
        text = (request.POST if request.method == "POST" else request.GET).get("query", "")
    return text.replace("\0", " ")


def _later() -> HttpResponse:
    words = gettext("The edition is being made ready for questions; please come back soon.")
    response = HttpResponse(words, status=503, content_type="text/plain; charset=utf-8")
    response["Retry-After"] = "60"
    return response
