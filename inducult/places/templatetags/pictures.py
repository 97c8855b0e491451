"""Pictures in the pages of the register."""

from __future__ import annotations

from django import template

from inducult.places.showing import ShownPicture, pictures_named

register = template.Library()


@register.simple_tag
def picture_of(file: str | None) -> ShownPicture | None:
    """The picture under this name; None if the register has none."""
    return pictures_named([file]).get(file) if file else None
