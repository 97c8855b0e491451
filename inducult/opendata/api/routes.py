"""The JSON API of the product, version 1: what it answers.

Everything comes from the edition in use but regions and organisations, which the register holds
and which are public as they are. Answers carry ETags; a page of a walk names its edition.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import NinjaAPI, Path, Query
from ninja.errors import ValidationError

from inducult.catalogue.queries import (
    Edition,
    Filter,
    Selection,
    Summary,
    edition_at,
    numbers,
    parse,
    summary,
    touched_after,
)
from inducult.common.addresses import absolute
from inducult.opendata.api import shapes
from inducult.opendata.api.paging import Cursor
from inducult.opendata.api.paging import cursor as read_cursor
from inducult.opendata.api.sending import (
    edition_of,
    is_known,
    refuse_unknown,
    sent,
    tag_of,
    tagged,
    unchanged,
)
from inducult.opendata.faults import Fault, NotFound, shown
from inducult.partnership.models import Organisation, Region
from inducult.places.terms import load_terms

REFUSALS: Final = dict.fromkeys((400, 404, 410, 503), shapes.Fault)
WHOLE: Final = re.compile(r"\d{1,9}", re.ASCII)
Answers = dict[Any, Any]
Number = Annotated[int, Path(ge=0, le=999_999_999)]

api = NinjaAPI(
    title="InduCult",
    version="1",
    description="Living industrial culture of Central Europe as open data (CC BY 4.0).",
    urls_namespace="api",
    docs_url=None,  # its page asks other hosts; the document is for tools
    openapi_url=None,  # ours: `addresses`
)


def answers(shape: Any) -> Answers:
    """What an operation may answer."""
    return {200: shape, 304: None, **REFUSALS}


@api.exception_handler(Fault)
def refuse(_request: HttpRequest, fault: Fault) -> HttpResponse:
    return sent(fault.body(), status=fault.status)


@api.exception_handler(ValidationError)
def refuse_value(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    """A parameter that is not what it must be, named."""
    first = error.errors[0]
    where = ".".join(str(part) for part in first["loc"][1:])
    return refuse(_request, Fault(f"“{where}”: {first['msg']}"))


# --- places ---------------------------------------------------------------------------------------
@api.get("/places", response=answers(shapes.Places), url_name="places", operation_id="places")
def places(request: HttpRequest, asked: Query[shapes.PlacesAsked]) -> HttpResponse:
    """Whole records of places, page by page, in the order of the edition.

    Several values of one parameter widen the result, several parameters narrow it. With
    `changed_since` only places that are new or changed since then, and who is gone.
    """
    refuse_unknown(request, shapes.PlacesAsked.model_fields)
    here = read_cursor(asked.cursor) if asked.cursor else None
    edition = edition_of(here)
    tag = tag_of(request, edition)
    if is_known(request, tag):
        return unchanged(tag)
    wanted = _filter(request)
    since = here.since if here else _since(asked.changed_since)
    if since >= 0:
        if not wanted.is_empty:
            raise Fault("“changed_since” stands alone: what changed may have left a filter.")
        return _changed(edition, since, here.offset if here else 0, asked.limit, tag)
    selected = edition.select(wanted, moment=edition.changed_at)
    return _page(edition, selected, here.offset if here else 0, asked.limit, tag)


@api.get(
    "/places/{identifier}", response=answers(shapes.Place), url_name="place", operation_id="place"
)
def place(request: HttpRequest, identifier: str) -> HttpResponse:
    """The whole open record of one place."""
    refuse_unknown(request, ())
    edition = edition_of(None)
    record = edition.place(identifier)
    if record is None:
        raise NotFound(f"There is no published place “{shown(identifier)}”.")
    tag = tag_of(request, edition)
    return unchanged(tag) if is_known(request, tag) else sent(_open(record), tag=tag)


def _page(edition: Edition, selected: Selection, offset: int, limit: int, tag: str) -> HttpResponse:
    more = offset + limit < len(selected)
    return sent(
        {
            "edition": edition.number,
            "total": len(selected),
            "items": list(selected.records(offset, limit)),
            "removed": [],
            "next": Cursor(edition.number, offset + limit).written() if more else None,
        },
        tag=tag,
    )


def _changed(edition: Edition, since: int, offset: int, limit: int, tag: str) -> HttpResponse:
    """Places in the order of their identifiers; those that are gone come with the first page."""
    touched = touched_after(since)
    shown_ = [identifier for identifier in touched.changed if identifier not in edition.left_out]
    found = (edition.place(identifier) for identifier in shown_[offset : offset + limit])
    more = offset + limit < len(shown_)
    gone = sorted({*touched.removed, *(edition.left_out & set(touched.changed))})
    return sent(
        {
            "edition": edition.number,
            "total": len(shown_),
            "items": [_open(record) for record in found if record],
            "removed": [] if offset else gone,
            "next": Cursor(edition.number, offset + limit, since).written() if more else None,
        },
        tag=tag,
    )


def _open(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record without what stands under a share-alike licence."""
    return {**record, "share_alike_position": None}


def _filter(request: HttpRequest) -> Filter:
    wanted, problems = parse(request.GET)
    if problems:
        problem = problems[0]
        raise Fault(f"“{problem.key}” is {problem.code}: {shown(problem.value)}")
    return wanted


def _since(text: str) -> int:
    """The edition after which changes are asked for; -1 if they are not."""
    if not text:
        return -1
    if WHOLE.fullmatch(text):
        return int(text)
    try:
        moment = datetime.fromisoformat(text.replace(" ", "+"))
    except ValueError:
        raise Fault(f"“changed_since” is neither a number nor a moment: {shown(text)}") from None
    return edition_at(moment if moment.tzinfo else moment.replace(tzinfo=UTC))


# --- everything else ------------------------------------------------------------------------------
@api.get(
    "/taxonomy", response=answers(shapes.Taxonomy), url_name="taxonomy", operation_id="taxonomy"
)
def taxonomy(request: HttpRequest) -> HttpResponse:
    """Themes and types with their names and what they are called elsewhere."""
    refuse_unknown(request, ())
    items = [
        {
            "code": term.code,
            "parent": term.parent,
            "labels": term.labels,
            "mappings": {name: list(codes) for name, codes in term.mappings.items()},
        }
        for term in load_terms().values()
    ]
    return tagged(request, {"items": items})


@api.get("/regions", response=answers(shapes.Regions), url_name="regions", operation_id="regions")
def regions(request: HttpRequest) -> HttpResponse:
    """The industrial regions of the network with their boundaries."""
    refuse_unknown(request, ())
    edition = edition_of(None)
    several = Region.objects.prefetch_related("texts").order_by("code")
    return tagged(request, {"items": [_region(each, edition) for each in several]})


@api.get(
    "/organisations",
    response=answers(shapes.Organisations),
    url_name="organisations",
    operation_id="organisations",
)
def organisations(request: HttpRequest) -> HttpResponse:
    """The organisations of the network. No persons."""
    refuse_unknown(request, ())
    several = Organisation.objects.prefetch_related("names").order_by("key")
    return tagged(request, {"items": [_organisation(each) for each in several]})


@api.get(
    "/editions", response=answers(shapes.Editions), url_name="editions", operation_id="editions"
)
def editions(request: HttpRequest, asked: Query[shapes.EditionsAsked]) -> HttpResponse:
    """The editions, the latest first."""
    refuse_unknown(request, shapes.EditionsAsked.model_fields)
    edition = edition_of(None)
    offset = read_cursor(asked.cursor).offset if asked.cursor else 0
    found, after = numbers()[::-1], offset + asked.limit
    page, more = found[offset:after], after < len(found)
    return tagged(
        request,
        {
            "current": edition.number,
            "items": [_edition_told(request, each) for n in page if (each := summary(n))],
            "next": Cursor(edition.number, after).written() if more else None,
        },
    )


@api.get(
    "/editions/{number}",
    response=answers(shapes.Edition),
    url_name="edition",
    operation_id="edition",
)
def edition(request: HttpRequest, number: Number) -> HttpResponse:
    """One edition with its files."""
    refuse_unknown(request, ())
    found = summary(number)
    if found is None:
        raise NotFound(f"There is no edition {number}.")
    return tagged(request, _edition_told(request, found))


def _region(region: Region, edition: Edition) -> dict[str, Any]:
    names = {text.language: text.text for text in region.texts.all() if text.field == "name"}
    return {
        "code": region.code,
        "country": region.country,
        "nuts": region.nuts,
        "areas": region.areas,
        "names": names,
        "boundary": region.boundary,
        "boundary_source": region.boundary_source,
        "places": edition.figures(region.code).total,
    }


def _organisation(each: Organisation) -> dict[str, Any]:
    return {
        **{name: getattr(each, name) for name in ("key", "kind", "part", "town", "country")},
        "region": each.region_id,
        "website": each.website,
        "names": {text.language: text.text for text in each.names.all()},
    }


def _edition_told(request: HttpRequest, found: Summary) -> dict[str, Any]:
    def address(name: str, *words: Any) -> str:
        return absolute(request, reverse(name, args=words))

    return {
        **{name: getattr(found, name) for name in ("number", "places", "withdrawn")},
        **{name: getattr(found, name) for name in ("added", "changed", "removed")},
        "changed_at": found.changed_at.isoformat(),
        "url": address("edition", found.number),
        "files": [
            {
                "name": file.name,
                "licence": file.licence,
                "sha256": file.replaced_by or file.sha256,
                "bytes": file.present_size,
                "url": address("edition_file", found.number, file.name),
            }
            for file in found.files
        ],
    }
