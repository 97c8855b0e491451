"""Template tags of the dialogue."""

from __future__ import annotations

from django import template
from django.http import HttpRequest
from django.urls import reverse

from inducult.common.addresses import absolute

register = template.Library()


@register.filter
def in_fours(receipt: str) -> str:
    """A receipt as it is typed from paper: in groups of four."""
    return "-".join(receipt[at : at + 4] for at in range(0, len(receipt), 4))


@register.filter
def site_address(request: HttpRequest, name: str) -> str:
    """The whole address of a page, for paper."""
    return absolute(request, reverse(name))
