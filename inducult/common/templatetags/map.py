"""Which files a map is drawn from."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.templatetags.static import static

register = template.Library()


@dataclass(frozen=True)
class MapFiles:
    """Addresses of PMTiles archives, or of the operator's own MapLibre style ("" for ours)."""

    basemap: str
    railways: str
    glyphs: str
    style: str


@register.simple_tag
def map_files() -> MapFiles:
    """The basemap of the product, or the one that the operator has named (INDUCULT_BASEMAP)."""
    own = settings.BASEMAP
    is_style = own.partition("?")[0].endswith(".json")
    return MapFiles(
        basemap=own if own and not is_style else static("basemap/basemap.pmtiles"),
        railways=static("basemap/railways.pmtiles"),
        glyphs=static("basemap/glyphs/"),
        style=own if is_style else "",
    )


@register.filter
def unlocalised(number: float) -> str:
    """Degrees with a point and six decimals, whatever the language of the page."""
    return f"{number:.6f}"
