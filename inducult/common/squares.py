"""Addresses as QR codes (ISO/IEC 18004), drawn here as SVG: no other host learns of them."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import segno

INK: Final = "#1b2023"
PAPER: Final = "#ffffff"  # also on dark pages: cameras want dark on light
SCALE: Final = 10  # of a module, in units of the drawing


@lru_cache(maxsize=1024)  # phones ask for theirs at every step of a session
def square(address: str, *, border: int = 3) -> str:
    """The address as an `<svg>` without a size of its own."""
    drawn = segno.make(address, micro=False, error="m")
    svg = drawn.svg_inline(scale=SCALE, border=border, dark=INK, light=PAPER, omitsize=True)
    return str(svg).strip().replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
