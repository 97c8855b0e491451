"""Template tags of the harvest."""

from __future__ import annotations

from django import template

register = template.Library()


@register.filter
def unlocal(number: float) -> str:
    """A number for a drawing: with a point, whatever the language of the page."""
    return f"{number:.2f}"


@register.filter
def plainly(number: float) -> str:
    """A number for a field: with a point, and no more digits than it has."""
    return f"{number:g}"
