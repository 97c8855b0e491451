"""The front door of the OGC APIs, and what they claim to conform to."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from inducult.opendata.asking import MEDIA, Asked, answer, link, resource
from inducult.opendata.ogc.conformance import CLASSES

CONFORMANCE = "http://www.opengis.net/def/rel/ogc/1.0/conformance"
DATA = "http://www.opengis.net/def/rel/ogc/1.0/data"
TILES = "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector"


@resource()
def landing(asked: Asked) -> HttpResponse:
    """Where everything else is."""
    api, collections = asked.address("ogc:api"), asked.address("ogc:collections")
    conformance = asked.address("ogc:conformance")
    json, html = MEDIA["json"], MEDIA["html"]
    value = {
        "title": _("InduCult: open data of living industrial culture"),
        "description": _(
            "Places, offers, events and regions of industrial culture in Central Europe, free to "
            "use under CC BY 4.0."
        ),
        "attribution": "InduCult",
        "links": [
            *asked.links(),
            link(api, "service-desc", MEDIA["openapi"], "the definition of this interface"),
            link(f"{api}?f=html", "service-doc", html, "the same to read"),
            link(conformance, "conformance", json, "what it conforms to"),
            link(conformance, CONFORMANCE, json, "what it conforms to"),
            link(collections, "data", json, "the collections"),
            link(collections, DATA, json, "the collections"),
        ],
    }
    return answer(asked, value, "landing", here=asked.address("ogc:landing"))


@resource()
def conformance(asked: Asked) -> HttpResponse:
    """The conformance classes that are met."""
    return answer(asked, {"conformsTo": list(CLASSES), "links": asked.links()}, "conformance")
