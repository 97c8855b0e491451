"""Template tags that know places: terms of the taxonomy, times, the edition in use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language

from inducult.catalogue.queries import current
from inducult.places.terms import load_terms
from inducult.places.vocabulary import Tense, VisitState

register = template.Library()


@dataclass(frozen=True)
class Stamp:
    """Which edition a page shows, and the day on which its register last changed (UTC)."""

    number: int
    changed_on: date


@register.simple_tag
def edition_in_use() -> Stamp | None:
    """The edition that the page was made from; None before the first is published."""
    edition = current()
    if edition is None:
        return None
    changed_at = datetime.fromisoformat(edition.manifest["changed_at"])
    return Stamp(edition.number, changed_at.date())


@register.simple_tag
def term_label(code: str) -> str:
    """The label of a theme or type in the language of the page; the code if it is not known."""
    term = load_terms().get(code)
    return term.labels[get_language() or "en"] if term else code


@register.simple_tag
def time_mark(tense: str) -> SafeString:
    """The shape and colour of past, present or future, as decoration beside its name."""
    return format_html('<span class="time-mark time-mark--{}" aria-hidden="true"></span>', tense)


@register.simple_tag
def tense_chip(tense: str) -> SafeString:
    """Past, present or future as a chip with its mark."""
    return format_html(
        '<span class="chip chip--{}">{}{}</span>', tense, time_mark(tense), Tense(tense).label
    )


@register.filter
def tense_label(tense: str) -> str:
    """The name of past, present or future."""
    return str(Tense(tense).label)


@register.simple_tag
def visit_label(state: str) -> str:
    """The name of a visit state, as the beginning of a line."""
    return capfirst(str(VisitState(state).label))
