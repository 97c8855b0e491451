"""A picture as pages show it: address, size, and the sizes among which a browser chooses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from inducult.places.album import size_name
from inducult.places.models import Picture
from inducult.places.pictures import FORMATS


@dataclass(frozen=True)
class ShownPicture:
    """`address` is the master's; `sources` are pairs of media type and srcset, the best first."""

    address: str
    width: int
    height: int
    sources: tuple[tuple[str, str], ...]


def pictures_named(files: Iterable[str]) -> dict[str, ShownPicture]:
    """The pictures that the register holds under these names, with one query."""
    wanted = [file for file in files if file]
    found = Picture.objects.filter(file__in=wanted) if wanted else ()
    return {picture.file: _shown(picture) for picture in found}


def _shown(picture: Picture) -> ShownPicture:
    sources = ((f"image/{kind}", _srcset(picture, kind)) for kind in FORMATS)
    made = tuple((kind, srcset) for kind, srcset in sources if srcset)
    return ShownPicture(address_of(picture.file), picture.width, picture.height, made)


def _srcset(picture: Picture, kind: str) -> str:
    widths = sorted(across for across, made in picture.sizes if made == kind)
    return ", ".join(
        f"{address_of(size_name(picture.key, across, kind))} {across}w" for across in widths
    )


def address_of(name: str) -> str:
    return reverse("picture", kwargs={"name": name})
