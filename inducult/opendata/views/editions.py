"""Editions: the list, the page of each, its files and its citations."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, gettext, override
from django.utils.translation import get_language_from_request as language_of
from django.views.decorators.http import require_safe

from inducult.catalogue.queries import (
    Summary,
    Withdrawn,
    at,
    current,
    difference,
    file_of,
    is_ready,
    name_of,
    numbers,
    summary,
    withdrawn,
)
from inducult.common.addresses import absolute
from inducult.common.languages import CODES, Said
from inducult.opendata.citing import DIALECTS, plain
from inducult.places.models import Withdrawal

SHOWN: Final = 100  # changed places that are named on the page of an edition
LISTED: Final = 50  # editions on a page
FILES: Final = {
    "places.parquet": "application/vnd.apache.parquet",
    "positions_share_alike.parquet": "application/vnd.apache.parquet",
    "manifest.json": "application/json",
}


@dataclass(frozen=True)
class Named:
    """A place that an edition changed; without a name where its content is no longer shown."""

    identifier: str
    name: Said | None


@dataclass(frozen=True)
class Group:
    """Places that an edition added, changed or removed: some by name, the others counted."""

    kind: str
    count: int
    places: list[Named]

    @property
    def more(self) -> int:
        return self.count - len(self.places)


@require_safe
def editions(request: HttpRequest) -> HttpResponse:
    """All editions, the latest first, and the list of withdrawals."""
    found = numbers()[::-1]
    before = int(word) if (word := request.GET.get("before", "")).isdecimal() else None
    shown = [number for number in found if before is None or number < before][:LISTED]
    context = {
        "editions": [each for number in shown if (each := summary(number))],
        "older": shown[-1] if shown and shown[-1] != found[-1] else None,
        "withdrawals": [(each, _reason(each)) for each in withdrawn()],
        "current": current(),
    }
    return render(request, "opendata/editions.html", context)


@require_safe
def edition(request: HttpRequest, number: int) -> HttpResponse:
    """One edition: what is in it, what it changed, how it is checked and cited."""
    told = _summary(number)
    in_use = current()
    context = {
        "edition": told,
        "is_current": in_use is not None and in_use.number == number,
        "address": _address(request, number),
        "citation": plain(told, _address(request, number)),
        "dialects": list(DIALECTS),
        "groups": _groups(told),
        "is_first": number == numbers()[0],
    }
    return render(request, "opendata/edition.html", context)


@require_safe
def permanent(request: HttpRequest, number: int) -> HttpResponse:
    """From the address under which an edition is cited to its page."""
    _summary(number)
    code = language_of(request)
    with override(code if code in CODES else "en"):
        response = redirect(reverse("opendata:edition", args=[number]))
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
def citation(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """The citation of an edition in one dialect."""
    told = _summary(number)
    if name not in DIALECTS:
        raise Http404(gettext("There is no such file."))
    write, media_type = DIALECTS[name]
    return HttpResponse(write(told, _address(request, number)), content_type=media_type)


@require_safe
def stored(request: HttpRequest, number: int, name: str) -> HttpResponse | FileResponse:
    """A file of an edition as it is stored; 503 while one that was withdrawn is taken out of it."""
    told = _summary(number)
    if name not in FILES:
        raise Http404(gettext("There is no such file."))
    path = file_of(number, name)
    if path is None:
        words = gettext("This file is being replaced; please come back in a minute.")
        response = HttpResponse(words, status=503, content_type="text/plain; charset=utf-8")
        response["Retry-After"] = "30"
        return response
    return _handed_out(request, path, told, FILES[name])


def _reason(each: Withdrawn) -> str:
    return str(Withdrawal.Reason(each.reason).label)


def _handed_out(
    request: HttpRequest, path: Path, told: Summary, kind: str
) -> HttpResponse | FileResponse:
    sums = {file.name: file.replaced_by or file.sha256 for file in told.files}
    tag = f'"{sums.get(path.name, told.manifest["code"])}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=304, headers={"ETag": tag})
    name = f"inducult-{told.number}-{path.name}"
    response = FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type=kind)
    response["ETag"] = tag
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _summary(number: int) -> Summary:
    told = summary(number)
    if told is None:
        raise Http404(gettext("There is no edition with this number."))
    return told


def _address(request: HttpRequest, number: int) -> str:
    return absolute(request, reverse("edition", args=[number]))


def _groups(told: Summary) -> list[Group]:
    """What the edition changed; an edition that has to be made ready first names nobody."""
    found = difference(told.number)
    groups = (
        ("added", found.added, told.number),
        ("changed", found.changed, told.number),
        ("removed", found.removed, told.number - 1),
    )
    return [Group(kind, len(ids), _named(ids[:SHOWN], at_)) for kind, ids, at_ in groups if ids]


def _named(identifiers: tuple[str, ...], number: int) -> list[Named]:
    opened = at(number) if number in numbers() and is_ready(number) else None
    if opened is None:
        return []
    language = get_language() or "en"
    records = ((each, opened.place(each)) for each in identifiers)
    named = [Named(each, name_of(record, language) if record else None) for each, record in records]
    return sorted(named, key=lambda each: each.name.text.casefold() if each.name else "~")
