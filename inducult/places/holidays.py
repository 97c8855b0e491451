"""Public holidays of a place: the country's, and those of its region the library does not know.

The country's come from opening-hours-py (2000 to 2076; compared by hand with the holidays of the
PyPI package "holidays" 2018-2035: the same for DE AT CZ PL IT SI HR SK FR LU and, but for days
that are Sundays anyway, BE NL). The regional ones below follow the holiday laws of the German
Länder, South Tyrol and Alsace-Moselle. Patron saints of single towns are not known.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache

from opening_hours import OpeningHours

from inducult.places.local_time import ZONES


class Holiday(StrEnum):
    """Whether a day is a public holiday at a place."""

    YES = "yes"
    NO = "no"
    PERHAPS = "perhaps"  # in some towns of the region, or we do not know the region


@dataclass(frozen=True, slots=True)
class RegionalHoliday:
    """A day kept every year in regions named by the beginning of their NUTS code."""

    when: Callable[[int], date]
    where: tuple[str, ...]
    since: int = 0
    only_in_some_towns: bool = False

    def on(self, day: date, nuts: str) -> Holiday:
        """Whether the day is kept there; `nuts` may be a longer or a shorter code than ours."""
        if day.year < self.since or day != self.when(day.year):
            return Holiday.NO
        if nuts.startswith(self.where):
            return Holiday.PERHAPS if self.only_in_some_towns else Holiday.YES
        unsure = any(prefix.startswith(nuts) for prefix in self.where)
        return Holiday.PERHAPS if unsure else Holiday.NO


def easter(year: int) -> date:
    """Easter Sunday of a Gregorian year (the anonymous algorithm, Nature 1876)."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - century // 4 - leap + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _after_easter(days: int) -> Callable[[int], date]:
    return lambda year: easter(year) + timedelta(days)


def _repentance(year: int) -> date:
    """The Wednesday before 23 November."""
    return date(year, 11, 22) - timedelta((date(year, 11, 22).weekday() - 2) % 7)


REGIONAL = (
    RegionalHoliday(_fixed(1, 6), ("DE1", "DE2", "DEE")),
    RegionalHoliday(_fixed(3, 8), ("DE3",), since=2019),
    RegionalHoliday(_fixed(3, 8), ("DE8",), since=2023),
    RegionalHoliday(_after_easter(0), ("DE4",)),
    RegionalHoliday(_after_easter(49), ("DE4",)),
    RegionalHoliday(_after_easter(60), ("DE1", "DE2", "DE7", "DEA", "DEB", "DEC")),
    RegionalHoliday(
        _after_easter(60), ("DED2C", "DEG06", "DEG09", "DEG0P"), only_in_some_towns=True
    ),
    RegionalHoliday(_fixed(8, 8), ("DE271",)),
    RegionalHoliday(_fixed(8, 15), ("DEC",)),
    RegionalHoliday(_fixed(8, 15), ("DE2",), only_in_some_towns=True),
    RegionalHoliday(_fixed(9, 20), ("DEG",), since=2019),
    RegionalHoliday(_fixed(10, 31), ("DE4", "DE8", "DED", "DEE", "DEG")),
    RegionalHoliday(_fixed(10, 31), ("DE5", "DE6", "DE9", "DEF"), since=2018),
    RegionalHoliday(_fixed(11, 1), ("DE1", "DE2", "DEA", "DEB", "DEC")),
    RegionalHoliday(_repentance, ("DED",)),
    RegionalHoliday(_after_easter(50), ("ITH1",)),
    RegionalHoliday(_after_easter(-2), ("FRF1", "FRF33")),
    RegionalHoliday(_fixed(12, 26), ("FRF1", "FRF33")),
)

# NUTS begins with the country's ISO code, but for these two.
NUTS_COUNTRY = {"GR": "EL", "GB": "UK"}


def holiday_on(day: date, country: str, nuts: str = "") -> Holiday:
    """Whether a day is a public holiday in a country and, if known, a region of it."""
    if is_national_holiday(day, country):
        return Holiday.YES
    return regional_holiday(day, country, nuts)


@lru_cache(maxsize=1 << 14)
def regional_holiday(day: date, country: str, nuts: str = "") -> Holiday:
    """Whether a day is a holiday of the region beyond those of the country."""
    code = nuts or NUTS_COUNTRY.get(country, country)
    if not code or is_national_holiday(day, country):
        return Holiday.NO
    found = {holiday.on(day, code) for holiday in REGIONAL}
    return next((each for each in (Holiday.YES, Holiday.PERHAPS) if each in found), Holiday.NO)


def is_national_holiday(day: date, country: str) -> bool:
    """Whether a day is a public holiday in the whole country; False for one we do not serve."""
    return country in ZONES and _national(country).is_open(datetime.combine(day, time(12)))


@lru_cache(maxsize=64)
def _national(country: str) -> OpeningHours:
    return OpeningHours("PH", country=country, auto_country=False, auto_timezone=False)
