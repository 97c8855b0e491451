"""Catching up: a workshop on paper is typed in, row by row, and nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from inducult.common.identifiers import new_identifier
from inducult.dialogue.access import Request, for_session
from inducult.dialogue.actions import seat, type_away, type_in, unseat
from inducult.dialogue.models import Participant, Session, Theme
from inducult.dialogue.typed_forms import ROWS, TypedRow, in_words, lines_of, row_of
from inducult.dialogue.typed_pages import MANY, sheets_of
from inducult.partnership.queries import actor_of

MOST_ROWS: Final = 200  # in one go
LONGEST_KEY: Final = 40
LONGEST_MANY: Final = 60_000  # letters in a field with one row a line


@dataclass(frozen=True)
class Typed:
    """A row as it came."""

    kind: str
    client_key: str
    fields: Mapping[str, str]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_session("dialogue.run_session")
def page(request: Request, session: Session) -> HttpResponse:
    """All rows on one page. Without scripts they are sent together."""
    if request.method == "POST":
        said = _kept(request, session, _from_form(request.POST))
        for words in said.values():
            messages.warning(request, words)
        messages.success(request, _("Kept."))
        return redirect("dialogue:catching_up", key=session.group.key, session=session.key)
    context = {
        "session": session,
        "group": session.group,
        "sheets": sheets_of(session),
        "members": session.group.members.filter(left_at=None, erased_at=None),
    }
    return render(request, "dialogue/catching_up.html", context)


@require_POST
@for_session("dialogue.run_session")
def rows(request: Request, session: Session) -> HttpResponse:
    """Some rows as JSON; says which are kept, and what is odd about others."""
    try:
        typed = _from_json(request.body)
    except (ValueError, TypeError, KeyError):
        return JsonResponse({"words": _("These rows cannot be read.")}, status=400)
    said = _kept(request, session, typed)
    return JsonResponse({"kept": [row.client_key for row in typed], "words": said})


def _kept(request: Request, session: Session, typed: Iterable[Typed]) -> dict[str, str]:
    """Keep the rows in the order in which they need each other; returns words about odd ones."""
    order = list(ROWS)
    said = {}
    for row in sorted(typed, key=lambda row: order.index(row.kind)):
        form = row_of(session, row.kind, row.client_key, row.fields)
        if words := _keep(form, request, session):
            said[row.client_key] = words
    return said


def _keep(form: TypedRow, request: Request, session: Session) -> str:
    by = actor_of(request.user)
    is_seat = isinstance(form.instance, Participant)
    if form.is_empty:
        unseat(form.instance, by=by) if is_seat else type_away(form.instance, by=by)
        return ""
    if not form.is_valid():
        return in_words(form)
    row = form.save(commit=False)
    if is_seat:
        seat(row, by=by)
        return ""
    themes, missing = _themes(session, form.numbers("themes"))
    told = form.cleaned_data
    receipt = told.get("receipt", "")
    type_in(row, by=by, themes=themes, dots=told.get("dots"), receipt=receipt)
    return _("There is no theme %(number)s yet.") % {"number": missing[0]} if missing else ""


def _themes(session: Session, numbers: list[int]) -> tuple[list[Theme], list[int]]:
    """The themes with these numbers, and the numbers that no theme has."""
    if not numbers:
        return [], []
    known = {theme.order: theme for theme in session.themes.all()}
    return [known[n] for n in numbers if n in known], [n for n in numbers if n not in known]


def _from_json(body: bytes) -> list[Typed]:
    told = json.loads(body)["rows"]
    if not isinstance(told, list) or len(told) > MOST_ROWS:
        raise ValueError(len(told))
    return [_typed(row["kind"], row["client_key"], row["fields"]) for row in told]


def _typed(kind: str, client_key: str, fields: Mapping[str, Any]) -> Typed:
    if kind not in ROWS or not isinstance(client_key, str) or not isinstance(fields, dict):
        raise ValueError(kind)
    if not 0 < len(client_key) <= LONGEST_KEY:
        raise ValueError(client_key)
    return Typed(kind, client_key, {str(name): str(value) for name, value in fields.items()})


def _from_form(told: Any) -> list[Typed]:
    """Fields are named `kind.client_key.field`."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for name in told:
        parts = name.split(".")
        if len(parts) == 3 and parts[0] in ROWS and 0 < len(parts[1]) <= LONGEST_KEY:
            found.setdefault((parts[0], parts[1]), {})[parts[2]] = told[name]
    rows = [Typed(kind, key, fields) for (kind, key), fields in found.items()]
    return rows + _many(told)


def _many(told: Any) -> list[Typed]:
    """Rows that were typed in one field, one a line; themes and numbers as after those above."""
    return [
        Typed(kind, f"m{new_identifier()}{new_identifier()}", fields)
        for kind in MANY
        for fields in lines_of(kind, told.get(f"many.{kind}", "")[:LONGEST_MANY])[:MOST_ROWS]
    ]
