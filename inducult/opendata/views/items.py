"""The features of a collection, all that a question lets through or one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

import numpy as np
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from inducult.common.addresses import absolute
from inducult.opendata.asking import MEDIA, Asked, link, resource
from inducult.opendata.faults import NotFound, shown
from inducult.opendata.ogc.asked_items import Wanted, wanted
from inducult.opendata.ogc.collections import Collection, Opened, collection, opened
from inducult.opendata.ogc.crs import KNOWN, system
from inducult.opendata.ogc.describing import LICENCE, columns_shown
from inducult.opendata.ogc.finding import features, find, parsed
from inducult.places.terms import load_terms
from inducult.places.vocabulary import OfferKind

READABLE: Final = 50  # features on a page
AN_HOUR: Final = "public, max-age=3600"


@resource(more=True)
def items(asked: Asked, name: str) -> HttpResponse:
    """A page of the features that a question lets through."""
    about = collection(name)
    question = wanted(asked.given, about)
    source = opened(asked, about, asked.get("edition"))
    tag = _tag(asked, source)
    if tag and asked.request.headers.get("If-None-Match") in (tag, f"W/{tag}"):
        return HttpResponseNotModified(headers={"ETag": tag})
    rows = find(source, question)
    if asked.format == "html":
        return _page(asked, source, question, rows)
    response = HttpResponse(_body(asked, source, question, rows), content_type=MEDIA["geojson"])
    return _described(response, asked, question.crs, tag)


@resource("crs", "edition")
def item(asked: Asked, name: str, identifier: str) -> HttpResponse:
    """One feature."""
    about = collection(name)
    wanted({key: v for key, v in asked.given.items() if key == "edition"}, about)
    crs = system(asked.get("crs", KNOWN[0]), "crs")
    source = opened(asked, about, asked.get("edition"))
    row = source.table.number_of(identifier)
    if row is None:
        raise NotFound(f"There is no “{shown(identifier)}” in {name}.")
    (text,) = features(source.table, np.array([row]), crs)
    links = _links_of_item(asked, about, identifier)
    if asked.format == "html":
        return _page_of_item(asked, about, text, links)
    body = _with_links(text, links)
    response = HttpResponse(body, content_type=MEDIA["geojson"])
    return _described(response, asked, crs, _tag(asked, source))


def _with_links(text: bytes, links: list[dict[str, Any]]) -> bytes:
    """A feature with its links, after those that it has already (records have)."""
    feature = json.loads(text)
    return _json({**feature, "links": [*links, *feature.get("links", [])]})


def _body(asked: Asked, source: Opened, question: Wanted, rows: Any) -> bytes:
    """The collection of features. The texts are joined as they lie in the edition."""
    page = rows[question.offset : question.offset + question.limit]
    texts = features(source.table, page, question.crs)
    head = {
        "type": "FeatureCollection",
        "timeStamp": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "numberMatched": len(rows),
        "numberReturned": len(texts),
        "links": _links(asked, source, question, len(rows)),
    }
    return _json(head)[:-1] + b',"features":[' + b",".join(texts) + b"]}"


def _links(asked: Asked, source: Opened, question: Wanted, total: int) -> list[dict[str, Any]]:
    """This page, its neighbours, and what it belongs to. Neighbours name the edition, so that who
    walks from page to page meets every feature once, whatever is published meanwhile."""
    about, geojson, html = source.about, MEDIA["geojson"], MEDIA["html"]
    links = [
        link(asked.here(), "self", geojson, "this document"),
        link(asked.here(f="html"), "alternate", html, "this document as a page"),
        link(asked.address("ogc:collection", about.name), "collection", MEDIA["json"]),
        link(LICENCE, "license", html, "CC BY 4.0"),
    ]
    links += [
        link(address, rel, geojson, f"the {rel} page")
        for rel, address in _neighbours(asked, source, question, total).items()
    ]
    return links


def _neighbours(asked: Asked, source: Opened, question: Wanted, total: int) -> dict[str, str]:
    edition = {"edition": source.edition.edition.number} if source.edition else {}
    found = {}
    if question.offset:
        before = max(0, question.offset - question.limit)
        found["prev"] = asked.here(**edition, offset=before, limit=question.limit)
    if (after := question.offset + question.limit) < total:
        found["next"] = asked.here(**edition, offset=after, limit=question.limit)
    return found


def _links_of_item(asked: Asked, about: Collection, identifier: str) -> list[dict[str, Any]]:
    links = [
        link(asked.here(), "self", MEDIA["geojson"], "this document"),
        link(asked.here(f="html"), "alternate", MEDIA["html"], "this document as a page"),
        link(asked.address("ogc:collection", about.name), "collection", MEDIA["json"]),
        link(LICENCE, "license", MEDIA["html"], "CC BY 4.0"),
    ]
    if about.name == "places":
        permanent = asked.address("permanent", identifier)
        links.append(link(permanent, "canonical", MEDIA["html"], "the page of the place"))
    return links


def _tag(asked: Asked, source: Opened) -> str:
    """What an answer is known by: the edition, what was withdrawn of it, and the question."""
    if source.edition is None:
        return ""
    edition = source.edition.edition
    told = f"{asked.here()} {asked.format} {get_language()} {sorted(edition.left_out)}"
    return f'"{edition.number}-{hashlib.sha256(told.encode()).hexdigest()[:16]}"'


def _described(response: HttpResponse, asked: Asked, crs: str, tag: str) -> HttpResponse:
    response["Content-Crs"] = f"<{crs}>"
    response.same_for_all = True  # type: ignore[attr-defined]  # no word of it is translated
    patch_vary_headers(response, ["Accept"])
    if tag:
        response["ETag"] = tag
    if asked.get("edition"):
        response["Cache-Control"] = AN_HOUR
    return response


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


# --- pages ----------------------------------------------------------------------------------------
def _page(asked: Asked, source: Opened, question: Wanted, rows: Any) -> HttpResponse:
    question = replace(question, limit=min(question.limit, READABLE))
    page = rows[question.offset : question.offset + question.limit]
    shown_ = parsed(features(source.table, page, question.crs))
    context = {
        "about": source.about,
        "total": len(rows),
        "first": question.offset + 1,
        "last": question.offset + len(shown_),
        "rows": [_cells(asked, source.about, feature) for feature in shown_],
        "neighbours": _neighbours(asked, source, question, len(rows)),
        "as_json": asked.here(f="json"),
    }
    return _rendered(asked.request, "items", context)


def _cells(asked: Asked, about: Collection, feature: dict[str, Any]) -> dict[str, Any]:
    properties = feature["properties"]
    language = get_language() or "en"
    name = properties.get(f"name_{language}") or next(
        (properties[key] for key in ("name", "title", "note", "kind") if properties.get(key)), ""
    )
    return {
        "id": feature["id"],
        "address": absolute(asked.request, f"{asked.request.path}/{feature['id']}"),
        "name": name or feature["id"],
        "town": properties.get("municipality") or "",
        "country": properties.get("country") or "",
        "kind": _kind(properties, language),
    }


def _kind(properties: dict[str, Any], language: str) -> str:
    """The label of the type or of the kind of offer; a code that is neither stays as it is."""
    code = properties.get("type") or properties.get("kind") or ""
    if term := load_terms().get(code):
        return term.labels.get(language) or term.labels["en"]
    return str(dict(OfferKind.choices).get(code, code))


def _page_of_item(
    asked: Asked, about: Collection, text: bytes, links: Sequence[dict[str, Any]]
) -> HttpResponse:
    feature = json.loads(text)
    titles = columns_shown(about)
    rows = [
        (key, titles.get(key, key), ", ".join(value) if isinstance(value, list) else value)
        for key, value in feature["properties"].items()
        if value not in (None, [], "")
    ]
    context = {
        "about": about,
        "feature": feature,
        "name": _cells(asked, about, feature)["name"],
        "rows": rows,
        "page_of_place": next((each["href"] for each in links if each["rel"] == "canonical"), ""),
        "as_json": asked.here(f="json"),
    }
    return _rendered(asked.request, "item", context)


def _rendered(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    response = render(request, f"opendata/{template}.html", context)
    patch_vary_headers(response, ["Accept", "Accept-Language"])
    response["Content-Language"] = get_language() or "en"
    return response
