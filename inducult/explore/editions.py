"""Old editions on the pages for visitors: `?edition=12` opens the twelfth."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from inducult.catalogue.actions import make_ready
from inducult.catalogue.queries import Edition, Filter, at, current, is_ready, numbers


@dataclass(frozen=True)
class Past:
    """What a page says of the old edition that it shows; `present` leads to the one in use."""

    number: int
    changed_on: date
    withdrawn: int
    present: str


def opened_by(asked: Filter) -> Edition | None:
    """The edition that is asked for; the one in use where none or an unknown one is."""
    old = at(asked.edition) if asked.edition and not waits_for(asked) else None
    return old or current()


def waits_for(asked: Filter) -> bool:
    """Whether the edition has to be made ready first, which takes longer than a page may."""
    return asked.edition in numbers() and not is_ready(asked.edition) if asked.edition else False


def preparing(request: HttpRequest, asked: Filter) -> HttpResponse:
    """Has the edition made ready, and says so."""
    make_ready(asked.edition or 0)
    context = {"number": asked.edition, "here": request.get_full_path()}
    response = render(request, "explore/preparing.html", context, status=503)
    response["Retry-After"] = "15"
    return response


def is_past(edition: Edition) -> bool:
    """Whether another edition has taken its place."""
    in_use = current()
    return in_use is not None and in_use.number != edition.number


def past_of(edition: Edition, asked: Filter) -> Past | None:
    """What to say of an old edition; None for the one in use."""
    if not is_past(edition):
        return None
    query = replace(asked, edition=None).to_query()
    changed_on = edition.changed_at.date()
    return Past(edition.number, changed_on, edition.withdrawn, f"?{query}")
