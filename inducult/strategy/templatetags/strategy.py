"""What the templates of strategies ask for."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from inducult.strategy.rich import safe_html

register = template.Library()


@register.filter
def rich(text: str) -> SafeString:
    """A text in light markup as safe HTML."""
    return safe_html(text)


@register.filter
def of_key(counts: dict[str, int], key: str) -> int:
    """A count by its key; 0 if there is none."""
    return counts.get(key, 0)
