"""Template tags of the dialogue."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from inducult.common.addresses import absolute
from inducult.common.squares import square
from inducult.dialogue.rings import Placed, drawn, ring_of

register = template.Library()


@register.filter
def in_fours(receipt: str) -> str:
    """A receipt as it is typed from paper: in groups of four."""
    return "-".join(receipt[at : at + 4] for at in range(0, len(receipt), 4))


@register.filter
def site_address(request: HttpRequest, name: str) -> str:
    """The whole address of a page, for paper."""
    return absolute(request, reverse(name))


@register.simple_tag
def qr_code(address: str, label: str) -> str:
    """The address as a drawing that a camera reads, and in words what it leads to."""
    drawn = mark_safe(square(address))  # noqa: S308 -- drawn here, of squares alone
    return format_html('<span class="square" role="img" aria-label="{}">{}</span>', label, drawn)


@register.simple_tag
def rings(things: Sequence[Placed]) -> str:
    """The design map as a drawing; what it shows stands in the list beside it."""
    return mark_safe(drawn(things))  # noqa: S308 -- drawn here, words are escaped


@register.filter
def of_ring(things: Sequence[Placed], ring: str) -> list[Placed]:
    """What stands in one ring of the design map."""
    return [thing for thing in things if ring_of(thing.element) == ring]
