"""Texts as safe HTML: made from the light markup, and cleaned by an allow-list all the same."""

from __future__ import annotations

from typing import Final

import nh3
from django.utils.safestring import SafeString, mark_safe

from inducult.strategy.markup import html_of

TAGS: Final = {"p", "h3", "ul", "ol", "li", "strong", "em", "a", "blockquote", "br"}


def safe_html(text: str) -> SafeString:
    """What the text says, for a page or a document; nothing but `TAGS` and links by https."""
    cleaned = nh3.clean(
        html_of(text),
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"https"},
        link_rel="noopener noreferrer",
    )
    return mark_safe(cleaned)  # noqa: S308 -- cleaned in the line before
