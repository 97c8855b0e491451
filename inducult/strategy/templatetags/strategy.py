"""What the templates of strategies ask for."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.template.context import Context
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from inducult.partnership.models import Area
from inducult.strategy.models.action import Status
from inducult.strategy.papers.figured import frozen_figure
from inducult.strategy.rich import safe_html
from inducult.strategy.sources import Sources

register = template.Library()
register.filter(frozen_figure)


@register.filter
def rich(text: str) -> SafeString:
    """A text in light markup as safe HTML."""
    return safe_html(text)


@register.filter
def of_key(counts: dict[str, int], key: str) -> int:
    """A count by its key; 0 if there is none."""
    return counts.get(key, 0)


@register.filter
def area_label(code: str) -> str | Promise:
    """The name of a thematic area."""
    return Area(code).label


@register.filter
def status_label(code: str) -> str | Promise:
    """The status of an action in words."""
    return Status(code).label


@register.filter
def iso_day(text: str) -> date | None:
    """A day as versions keep it; None for none."""
    return date.fromisoformat(text) if text else None


@register.inclusion_tag("strategy/_cited.html", takes_context=True)
def cited(context: Context, kind: str, key: str) -> dict[str, Any]:
    """What a thing of the plan grew from, from the `sources` of the page."""
    return {"sources": context["sources"].get((kind, key), Sources())}
