"""What a partner puts on her own website: an <iframe> with the map of a region or filter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, TypeVar
from urllib.parse import parse_qsl

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from inducult.common.languages import CODES
from inducult.explore.filtering import Group
from inducult.explore.finding import Finding, query_of

HEIGHTS: Final = (360, 480, 640, 800)  # pixels
# What the page lets choose again; whatever else a filter says is kept as it came.
CHOSEN_HERE: Final = ("region", "theme", "time")

T = TypeVar("T", int, str)


@dataclass(frozen=True)
class Snippet:
    """A frame for another website: its language, its height in pixels and its HTML."""

    finding: Finding
    language: str
    height: int
    code: SafeString

    @property
    def groups(self) -> list[Group]:
        """What can be chosen here."""
        form = self.finding.form
        lists = {group.facet: group for group in (form.themes, form.times, *form.lists)}
        return [lists[facet] for facet in CHOSEN_HERE if facet in lists]

    @property
    def kept(self) -> list[tuple[str, str]]:
        """The rest of the filter, as fields of a form."""
        nothing: dict[str, Any] = dict.fromkeys(CHOSEN_HERE, ())
        rest = replace(self.finding.asked, page=1, **nothing)
        return parse_qsl(query_of(rest))


def snippet_of(request: HttpRequest, finding: Finding) -> Snippet:
    """The frame that a request describes; what it leaves open or writes wrongly is our choice."""
    language = _chosen(request.GET.get("language", ""), CODES, finding.language)
    height = _chosen(_number(request.GET.get("height", "")), HEIGHTS, HEIGHTS[1])
    address = _address(request, finding, language)
    return Snippet(finding, language, height, _iframe(address, _title(language), height))


def _address(request: HttpRequest, finding: Finding, language: str) -> str:
    with translation.override(language):
        path = reverse("explore:embed")
    query = query_of(replace(finding.asked, page=1))
    path = f"{path}?{query}" if query else path
    return (
        f"{settings.SITE.rstrip('/')}{path}" if settings.SITE else request.build_absolute_uri(path)
    )


def _title(language: str) -> str:
    with translation.override(language):
        return _("Map of living industrial culture")


def _iframe(address: str, title: str, height: int) -> SafeString:
    return format_html(
        '<iframe src="{}" title="{}" width="100%" height="{}" loading="lazy"'
        ' style="border: 0"></iframe>',
        address,
        title,
        height,
    )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def _chosen(value: T, known: Sequence[T], usual: T) -> T:
    return value if value in known else usual
