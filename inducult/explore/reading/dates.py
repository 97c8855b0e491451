"""Dates of the register in words, as far as they are known."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from inducult.common.dates import NotADate, Precision, Span, parse
from inducult.common.days import day_in_words, month_in_words, page_language

YEARS: Final = (Precision.DAY, Precision.MONTH, Precision.YEAR)
ROMAN: Final = ("pl", "it")  # languages that write centuries in Roman figures
OF_A_CENTURY: Final = ("cs", "pl", "sl", "hr")  # that count decades within their century
YEAR_AS_ORDINAL: Final = ("hr",)  # that write a full stop after a year: "1868."
NUMERALS: Final = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
ENGLISH_ENDINGS: Final = {1: "st", 2: "nd", 3: "rd"}


def in_words(written: str) -> str:
    """An EDTF date in the language of the page: "about 1991", "1850s", "13th century".

    What cannot be read stands as it was written; an empty date is an empty text.
    """
    if not written:
        return ""
    try:
        span = parse(written)
    except NotADate:
        return written
    return _qualified(_precise(span), span)


def year_in_words(written: str) -> str:
    """Only the year of a date ("about 1991"), or "" where it is known no closer than a decade."""
    try:
        span = parse(written)
    except NotADate:
        return ""
    return _qualified(_year(span), span) if span.precision in YEARS else ""


def _precise(span: Span) -> str:
    if span.precision is Precision.CENTURY:
        return _("%(ordinal)s century") % {"ordinal": ordinal(span.century)}
    if span.precision is Precision.DECADE:
        return _decade(span)
    if span.precision is Precision.YEAR:
        return _year(span)
    if span.precision is Precision.MONTH:
        return month_in_words(span.earliest)
    return day_in_words(span.earliest)


def _decade(span: Span) -> str:
    """ "1850s"; where a language counts within a century, "50. léta 19. století"."""
    if page_language() not in OF_A_CENTURY:
        return pgettext("decade", "%(year)ss") % {"year": span.years[0]}
    tens = span.years[0] % 100
    said = {"tens": tens, "ordinal": ordinal(span.century)}
    if tens == 0:
        return pgettext("decade", "first decade of the %(ordinal)s century") % said
    return pgettext("decade", "the %(tens)ss of the %(ordinal)s century") % said


def _year(span: Span) -> str:
    year = str(span.years[0])
    return f"{year}." if page_language() in YEAR_AS_ORDINAL else year


def _qualified(text: str, span: Span) -> str:
    if span.approximate and span.uncertain:
        return _("perhaps about %(date)s") % {"date": text}
    if span.approximate:
        return _("about %(date)s") % {"date": text}
    if span.uncertain:
        return _("perhaps %(date)s") % {"date": text}
    return text


def ordinal(number: int) -> str:
    """The number of a century as the language of the page writes it: 13th, 13., XIII, 13e."""
    language = page_language()
    if language in ROMAN:
        return _roman(number)
    if language == "nl":
        return f"{number}e"
    return _english(number) if language == "en" else f"{number}."


def _english(number: int) -> str:
    teens = 11 <= number % 100 <= 13
    return f"{number}{'th' if teens else ENGLISH_ENDINGS.get(number % 10, 'th')}"


def _roman(number: int) -> str:
    figures = ""
    for value, figure in NUMERALS:
        count, number = divmod(number, value)
        figures += figure * count
    return figures
