"""Where a place is, and how exactly that is known."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from inducult.explore.reading.evidence import Link, link_of
from inducult.explore.reading.licences import Licence, licence_of
from inducult.places.vocabulary import Precision

# Decimals worth showing: about 1 m, 10 m, 100 m, 1 km.
DECIMALS: Final = {"exact": 5, "street": 4, "approximate": 3, "municipality": 2}


@dataclass(frozen=True)
class Position:
    """A point and all that has to be said with it. Degrees in WGS 84."""

    lon: float
    lat: float
    precision: str
    words: str
    coordinates: str
    source: str
    licence: Licence

    @property
    def is_town_only(self) -> bool:
        return self.precision == Precision.MUNICIPALITY

    @property
    def geo(self) -> str:
        """A link that a telephone opens in its map (RFC 5870)."""
        return f"geo:{self.lat:.6f},{self.lon:.6f}"

    @property
    def link(self) -> Link | None:
        """The source as a link, where it is one."""
        return link_of(self.source)


@dataclass(frozen=True)
class Address:
    """The parts of an address that are known, as lines; `country` in the page's language."""

    lines: tuple[str, ...]
    country: str

    def __bool__(self) -> bool:
        return bool(self.lines or self.country)


@dataclass(frozen=True)
class Where:
    """`position` is the open one; `share_alike` stands under a licence that spreads (ODbL).

    `footprint` is GeoJSON text, "" where there is none.
    """

    address: Address
    municipality: str
    position: Position | None
    share_alike: Position | None
    footprint: str

    @property
    def shown(self) -> Position | None:
        """The position that the small map shows: the finer one."""
        if self.share_alike and (self.position is None or self.position.is_town_only):
            return self.share_alike
        return self.position

    @property
    def asks(self) -> bool:
        """Whether somebody who knows the place should tell where it is."""
        return self.shown is None or self.shown.precision in ("municipality", "approximate")


def where_of(record: Mapping[str, Any]) -> Where:
    """Address and positions of a place."""
    town = record["address"]["municipality"]
    return Where(
        _address(record["address"]),
        town,
        _position(record["position"], town),
        _position(record["share_alike_position"], town),
        json.dumps(record["footprint"]) if record["footprint"] else "",
    )


def _address(told: Mapping[str, str]) -> Address:
    town = " ".join(part for part in (told["postal_code"], told["municipality"]) if part)
    lines = tuple(line for line in (told["street"], town) if line)
    return Address(lines, country_name(told["country"]))


def _position(told: Mapping[str, Any] | None, town: str) -> Position | None:
    if told is None:
        return None
    return Position(
        told["lon"],
        told["lat"],
        told["precision"],
        _precision(told["precision"], town),
        _coordinates(told["lon"], told["lat"], DECIMALS[told["precision"]]),
        told["source"],
        licence_of(told["licence"]),
    )


def _precision(precision: str, town: str) -> str:
    if precision == Precision.MUNICIPALITY:
        if not town:
            return _("Known only to its town.")
        return _("Known only to its town: somewhere in %(town)s.") % {"town": town}
    return {
        "exact": _("The position is exact."),
        "street": _("The position is known to the street."),
        "approximate": _("The position is approximate."),
    }[precision]


def _coordinates(lon: float, lat: float, decimals: int) -> str:
    north = pgettext("compass", "N") if lat >= 0 else pgettext("compass", "S")
    east = pgettext("compass", "E") if lon >= 0 else pgettext("compass", "W")
    return f"{abs(lat):.{decimals}f}° {north}, {abs(lon):.{decimals}f}° {east}"


def country_name(code: str) -> str:
    """A country in the language of the page; its code where we have no word."""
    return {
        "AT": _("Austria"),
        "BE": _("Belgium"),
        "CZ": _("Czechia"),
        "DE": _("Germany"),
        "HR": _("Croatia"),
        "IT": _("Italy"),
        "NL": _("Netherlands"),
        "PL": _("Poland"),
        "SI": _("Slovenia"),
        "SK": _("Slovakia"),
    }.get(code, code)
