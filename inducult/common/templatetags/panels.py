"""Where the panels of higher parts appear on a page."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from inducult.common.panels import panels_of

register = template.Library()


@register.simple_tag(takes_context=True)
def panels(context: Any, page: str, subject: Any) -> SafeString:
    """The panels that others have registered for this page; each is a rendered template."""
    shown = panels_of(page, context["request"], subject)
    return format_html_join("\n", "{}", ((mark_safe(html),) for html in shown))  # noqa: S308
