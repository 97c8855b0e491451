"""Template tags of the register."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import get_language

from inducult.common.languages import Said
from inducult.partnership.models import Role
from inducult.places.asking import Line, visit_lines
from inducult.places.difference import Change
from inducult.places.hours import Day
from inducult.places.models import Place
from inducult.places.naming import name_in
from inducult.places.sections.hours import week_of, words_of
from inducult.places.wording import label_of, worded

register = template.Library()


@register.filter
def name_of(record: Mapping[str, Any]) -> Said:
    """The name of a place in the language of the page."""
    return name_in(record, get_language() or "en")


@register.filter
def name_of_place(place: Place) -> Said:
    """The name of a place of the register in the language of the page."""
    names = [
        {n: getattr(name, n) for n in ("language", "kind", "text")} for name in place.names.all()
    ]
    return name_in({"names": names, "slug": place.slug}, get_language() or "en")


@register.filter
def piece_label(change: Change) -> str:
    """What the piece is called: `visit.opening_hours` is "Opening hours"."""
    return label_of(change.path)


@register.filter
def piece_words(value: Any, change: Change) -> list[str]:
    """A value in words, a line each; nothing for what is not known."""
    return worded(change.path, value)


@register.filter
def visit_in_words(record: dict[str, Any]) -> list[Line]:
    """The lines about a visit that a keeper is asked about."""
    return visit_lines(record)


@register.filter
def role_label(role: str) -> str:
    """What the role is called in the language of the page."""
    return str(Role(role).label) if role in Role.values else role


@register.filter
def as_json(value: Any) -> str:
    """For a script to read from an attribute; Django escapes it there."""
    return json.dumps(value, ensure_ascii=False)


@register.filter
def hours_words(record: Mapping[str, Any]) -> list[str]:
    """Opening hours in words, a line a row; nothing where no table can say them."""
    return words_of(record["visit"]["opening_hours"])


@register.filter
def hours_week(record: Mapping[str, Any]) -> list[Day]:
    """The coming seven days of a place."""
    return week_of(dict(record))
