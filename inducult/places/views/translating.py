"""The translation page of a place: source beside target, kept like every page of the editor."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from inducult.common.engines import EngineFailed, engine
from inducult.common.languages import OWN_NAMES
from inducult.common.translations import TO_DO
from inducult.places.access import Request, for_place
from inducult.places.actions import NotOpen
from inducult.places.models import Place
from inducult.places.queries import worked_on_by
from inducult.places.records import Record
from inducult.places.reminding import part_of
from inducult.places.sections.sheet import Pair, Sheet, pair_of
from inducult.places.translating import counts_of, source_language
from inducult.places.untranslated import in_need
from inducult.places.views.editing import (
    BY_ITSELF,
    as_written,
    kept,
    open_correction,
    opened_at,
    put_draft,
    wanted_record,
)


@require_http_methods(["GET", "HEAD", "POST"])
@for_place("places.propose")
def translate(request: Request, place: Place) -> HttpResponse:
    """Every text of the place in one language, beside another."""
    opened = opened_at(request, place)
    record = wanted_record(request, place)
    pair = _pair(request, record)
    mine = open_correction(request, place)
    base, role = mine.base if mine else record, part_of(request.user, place)
    data = as_written(request.POST) if request.method == "POST" else None
    sheet = Sheet(record, pair, role=role, base=base, data=data)
    if data is None:
        return _page(request, place, sheet, opened)
    if not sheet.is_valid():
        return _page(request, place, sheet, opened, status=422)
    if "machine" in data:
        return _drafted(request, place, sheet, str(data["machine"]))
    return kept(request, place, sheet.record(), onward=_onward(request, place, pair))


def _pair(request: Request, record: Record) -> Pair:
    told = {name: request.GET.get(name, "") for name in ("from", "to")}
    return pair_of(told, get_language() or "en", lambda target: source_language(record, target))


def _drafted(request: Request, place: Place, sheet: Sheet, key: str) -> HttpResponse:
    """What was written is kept first, so that a failing engine loses nothing."""
    here = address_of(place, sheet.pair)
    written, service = sheet.record(), engine()
    try:
        put_draft(request, place, written)
        if service is not None:
            record, number = sheet.drafted(written, key, service)
            put_draft(request, place, record)
            _say_drafted(request, number)
    except NotOpen:
        messages.warning(request, _("Your change is with the keepers; take it back to go on."))
    except EngineFailed as failure:
        kept_anyway = _("What you wrote is kept.")
        messages.error(request, f"{failure} {kept_anyway}")
    return redirect(here)


def _say_drafted(request: Request, number: int) -> None:
    said = ngettext(
        "The machine has drafted %(number)s text. Read it against its source before you tick it.",
        "The machine has drafted %(number)s texts. Read them against their source before you tick"
        " them.",
        number,
    )
    none = _("There was nothing for the machine to draft.")
    messages.success(request, said % {"number": number} if number else none)


def _onward(request: Request, place: Place, pair: Pair) -> str:
    """The same page, or the next place with something to do in this language."""
    if "go_on" in request.POST:
        following = in_need(worked_on_by(request.user), pair.target, after=place.slug)
        if following is not None:
            return address_of(following, Pair("", pair.target))
        return reverse("register:languages") + "?" + urlencode({"language": pair.target})
    return address_of(place, pair)


def address_of(place: Place, pair: Pair) -> str:
    """The translation page of a place in a pair of languages; without a source, the usual one."""
    words = {"from": pair.source, "to": pair.target}
    path = reverse("register:translate", kwargs={"identifier": place.identifier})
    return f"{path}?{urlencode({name: code for name, code in words.items() if code})}"


def _page(
    request: Request, place: Place, sheet: Sheet, opened: int, *, status: int = 200
) -> HttpResponse:
    if request.headers.get(BY_ITSELF):
        return JsonResponse({"kept": False}, status=status)
    service = engine()
    context: dict[str, Any] = {
        "place": place,
        "record": sheet.before,
        "sheet": sheet,
        "opened_at": opened,
        "pair": sheet.pair,
        "languages_to_do": _to_do(place, sheet),
        "faults": list(sheet.faults()) if sheet.bound else [],
        "engine": service.name if service else "",
    }
    return render(request, "register/translate.html", context, status=status)


def _to_do(place: Place, sheet: Sheet) -> list[dict[str, Any]]:
    """Each language with the number of texts that somebody should look at."""
    rows = []
    for code, name in OWN_NAMES.items():
        counts = counts_of(sheet.before, code)
        rows.append(
            {
                "code": code,
                "name": name,
                "number": sum(counts[each] for each in TO_DO),
                "address": address_of(place, Pair("", code)),
            }
        )
    return rows
