"""Template tags of the place page: texts with their origin, links that lead outside."""

from __future__ import annotations

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from inducult.common.languages import OWN_NAMES
from inducult.common.templatetags.look import said, web
from inducult.explore.reading.evidence import Link
from inducult.explore.reading.told import Told

register = template.Library()


@register.simple_tag
def told(text: Told | None) -> SafeString | str:
    """A text with the language that it is in, and a word where a machine wrote it."""
    if not text:
        return ""
    words = [conditional_escape(said(text))]
    if text.machine:
        words.append(_badge(_("machine translated, not checked")))
    if text.stale:
        words.append(_badge(_("translated from an older text")))
    return format_html_join(" ", "{}", ((each,) for each in words))


def _badge(words: str) -> SafeString:
    return format_html('<span class="badge badge--machine">{}</span>', words)


@register.simple_tag
def language_label(code: str) -> SafeString | str:
    """The label of a language that all texts below are in; nothing for that of the page."""
    if code in ("", get_language()):
        return ""
    name = OWN_NAMES.get(code, code)
    return format_html('<span class="said__language" lang="{}">{}</span>', code, name)


@register.simple_tag
def outside(link: Link, words: str = "") -> SafeString:
    """A link to another site, named by its host if nothing else is said."""
    return format_html(
        '<a href="{}" rel="noopener external nofollow">{}</a>', web(link.url), words or link.host
    )
