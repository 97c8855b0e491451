"""Template tags of the look: texts in their language, symbols, numbers, dates, bars."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from django import template
from django.templatetags.static import static
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext

from inducult.common.days import day_in_words
from inducult.common.languages import OWN_NAMES, Said

register = template.Library()


class Named(Protocol):
    """What has names in several languages."""

    def name_in(self, language: str) -> Said:
        """The name in a language, or the one that stands in for it."""


@register.simple_tag
def said(what: Said | None) -> SafeString | str:
    """A text with the language that it is in; a label names it when the page has another.

    Nothing is said of a text without language (a proper name kept as it stands).
    """
    if what is None:
        return ""
    if what.language in ("", get_language()):
        return what.text
    label = OWN_NAMES.get(what.language, what.language)
    return format_html(
        '<span class="said"><span lang="{0}">{1}</span>'
        ' <span class="said__language" lang="{0}">{2}</span></span>',
        what.language,
        what.text,
        label,
    )


@register.simple_tag
def said_plain(what: Said | None) -> SafeString | str:
    """The same without the label, for lists of proper names."""
    if what is None:
        return ""
    if what.language in ("", get_language()):
        return what.text
    return format_html('<span lang="{}">{}</span>', what.language, what.text)


@register.simple_tag
def name_in(thing: Named | None) -> SafeString | str:
    """The name of a region or organisation in the language of the page, or what stands in."""
    return said_plain(thing.name_in(get_language() or "en")) if thing else ""


@register.simple_tag
def theme_symbol(code: str, variant: str = "") -> SafeString:
    """The symbol of a theme or of the theme of a type, as decoration beside its name."""
    classes = f"symbol symbol--{variant}" if variant else "symbol"
    return format_html(
        '<svg class="{}" width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">'
        '<use href="{}#{}"/></svg>',
        classes,
        static("img/themes.svg"),
        code.partition(".")[0],
    )


@register.filter
def web(address: str | None) -> str:
    """The address if it leads to the web, nothing else: `javascript:` never becomes a link."""
    return address if address and address.startswith(("https://", "http://")) else ""


@register.filter
def number(value: float | None, digits: int = 0) -> str:
    """A number, rounded, as the page's language writes it; a dash for none."""
    if value is None:
        return "–"
    return number_format(round(value, digits), digits, force_grouping=True)


@register.filter
def percent(part: float, whole: float) -> str:
    """A part of a whole in per cent without decimals; a dash when there is no whole."""
    if not whole:
        return "–"
    return pgettext("share", "%(number)s%%") % {"number": number_format(round(100 * part / whole))}


@register.filter
def day(value: date | None) -> str:
    """A day as the page's language writes it in full."""
    if value is None:
        return "–"
    return day_in_words(value)


@register.simple_tag
def bar(value: float, most: float, variant: str = "") -> SafeString:
    """A bar as long as the value's share of the greatest value."""
    share = 100 * value / most if most else 0
    return format_html(
        '<svg class="bar{}" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">'
        '<rect width="{}" height="1"/></svg>',
        f" bar--{variant}" if variant else "",
        f"{share:.2f}",
    )
