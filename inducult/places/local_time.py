"""The clock of a place: the time zone of its country, or of the island it lies on."""

from functools import lru_cache
from zoneinfo import ZoneInfo

# The countries of Europe by ISO 3166-1 code; names of the IANA time zone database.
ZONES = {
    "AD": "Europe/Andorra",
    "AL": "Europe/Tirane",
    "AT": "Europe/Vienna",
    "BA": "Europe/Sarajevo",
    "BE": "Europe/Brussels",
    "BG": "Europe/Sofia",
    "BY": "Europe/Minsk",
    "CH": "Europe/Zurich",
    "CY": "Asia/Nicosia",
    "CZ": "Europe/Prague",
    "DE": "Europe/Berlin",
    "DK": "Europe/Copenhagen",
    "EE": "Europe/Tallinn",
    "ES": "Europe/Madrid",
    "FI": "Europe/Helsinki",
    "FR": "Europe/Paris",
    "GB": "Europe/London",
    "GR": "Europe/Athens",
    "HR": "Europe/Zagreb",
    "HU": "Europe/Budapest",
    "IE": "Europe/Dublin",
    "IS": "Atlantic/Reykjavik",
    "IT": "Europe/Rome",
    "LI": "Europe/Vaduz",
    "LT": "Europe/Vilnius",
    "LU": "Europe/Luxembourg",
    "LV": "Europe/Riga",
    "MC": "Europe/Monaco",
    "MD": "Europe/Chisinau",
    "ME": "Europe/Podgorica",
    "MK": "Europe/Skopje",
    "MT": "Europe/Malta",
    "NL": "Europe/Amsterdam",
    "NO": "Europe/Oslo",
    "PL": "Europe/Warsaw",
    "PT": "Europe/Lisbon",
    "RO": "Europe/Bucharest",
    "RS": "Europe/Belgrade",
    "SE": "Europe/Stockholm",
    "SI": "Europe/Ljubljana",
    "SK": "Europe/Bratislava",
    "SM": "Europe/San_Marino",
    "UA": "Europe/Kyiv",
    "VA": "Europe/Vatican",
}

# Regions of the same countries, by the beginning of their NUTS code, that keep another time.
ELSEWHERE = {"ES7": "Atlantic/Canary", "PT2": "Atlantic/Azores", "PT3": "Atlantic/Madeira"}


@lru_cache(maxsize=4096)
def time_zone(country: str, nuts: str = "") -> ZoneInfo | None:
    """The time zone of a place in Europe; None for a country we do not serve."""
    name = ELSEWHERE.get(nuts[:3]) or ZONES.get(country)
    return ZoneInfo(name) if name else None
