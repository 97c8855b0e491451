"""Points as people write them: decimal, degrees with minutes and seconds, geo: and map links.

Source of the first two: ISO 6709, annex D; of the third: RFC 5870.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

Point = tuple[float, float]  # longitude, latitude in degrees (WGS 84)

NUMBER: Final = r"[-+]?\d{1,3}(?:\.\d+)?"
COMMA_NUMBER: Final = r"[-+]?\d{1,3},\d+"
DEGREES: Final = (
    r"(\d{1,3}(?:[.,]\d+)?)\s*(?:°|deg)?\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*['′’])?"
    r"\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:\"|″|”|''))?"
)
PAIR: Final = re.compile(rf"({NUMBER})\s*°?\s*[,;\s]\s*({NUMBER})\s*°?")
COMMA_PAIR: Final = re.compile(rf"({COMMA_NUMBER})\s*°?\s*[;\s]\s*({COMMA_NUMBER})\s*°?")
AFTER: Final = re.compile(rf"{DEGREES}\s*([NSns])[\s,;]*{DEGREES}\s*([EWOewo])")
BEFORE: Final = re.compile(rf"([NSns])\s*{DEGREES}[\s,;]*([EWOewo])\s*{DEGREES}")
# Latitude first in all of them, as maps on the net write it.
LINKS: Final = (
    re.compile(rf"^geo:({NUMBER}),({NUMBER})"),
    re.compile(rf"#map=[\d.]+/({NUMBER})/({NUMBER})"),
    re.compile(rf"mlat=({NUMBER}).*?mlon=({NUMBER})"),
    re.compile(rf"!3d({NUMBER})!4d({NUMBER})"),
    re.compile(rf"@({NUMBER}),({NUMBER})"),
    re.compile(rf"[?&](?:q|ll|query|center)=({NUMBER}),({NUMBER})"),
)


def point_in(text: str) -> Point | None:
    """The point that a text names, if it names one that is on the earth."""
    text = unquote(text.strip())[:500]
    for read in (_link, _with_letters, _pair):
        point = read(text)
        if point and abs(point[0]) <= 180 and abs(point[1]) <= 90:
            return point
    return None


def _link(text: str) -> Point | None:
    found = next((match for link in LINKS if (match := link.search(text))), None)
    return (float(found[2]), float(found[1])) if found else None


def _pair(text: str) -> Point | None:
    for pattern in (COMMA_PAIR, PAIR):
        if found := pattern.fullmatch(text):
            lat, lon = (float(part.replace(",", ".")) for part in found.groups())
            return lon, lat
    return None


def _with_letters(text: str) -> Point | None:
    """50°43'08"N 12°29'47"E, in either order of letter and number; O is east in some languages."""
    if found := AFTER.fullmatch(text):
        *lat, north, d, m, s, east = found.groups()
        return _signed((d, m, s), east, "wW"), _signed(tuple(lat), north, "sS")
    if found := BEFORE.fullmatch(text):
        north, d, m, s, east, *lon = found.groups()
        return _signed(tuple(lon), east, "wW"), _signed((d, m, s), north, "sS")
    return None


def _signed(parts: tuple[str | None, ...], letter: str, negative: str) -> float:
    degrees, minutes, seconds = (float((part or "0").replace(",", ".")) for part in parts)
    value = degrees + minutes / 60 + seconds / 3600
    return -value if letter in negative else value
