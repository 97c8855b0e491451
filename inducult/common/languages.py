"""The eight languages of the product and how one stands in for another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

# Own names, so that a reader finds hers whatever language the page is in.
OWN_NAMES: Final = {
    "en": "English",
    "de": "Deutsch",
    "cs": "Čeština",
    "pl": "Polski",
    "it": "Italiano",
    "sl": "Slovenščina",
    "hr": "Hrvatski",
    "nl": "Nederlands",
}
CODES: Final = tuple(OWN_NAMES)

# Languages that people of a country read first; used when a page's language has no text.
OF_COUNTRY: Final = {
    "AT": ("de",),
    "BE": ("nl", "de"),
    "CZ": ("cs",),
    "DE": ("de",),
    "HR": ("hr",),
    "IT": ("it",),
    "PL": ("pl",),
    "SI": ("sl",),
}


@dataclass(frozen=True)
class Said:
    """A text and the language that it is really in."""

    text: str
    language: str


def best(texts: Mapping[str, str], wanted: str) -> Said | None:
    """The text in the wanted language, else in the first of the stated order that has one.

    The order after the wanted language is that of `CODES` (English first, as the partnership's
    working language); a language outside the eight comes last, in alphabetical order.
    """
    order = [wanted, *CODES, *sorted(texts)]
    return next((Said(texts[code], code) for code in order if texts.get(code)), None)
