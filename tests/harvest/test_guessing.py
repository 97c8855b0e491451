"""An unknown file: which column is which, what the numbers mean, what the kinds are called here."""

from __future__ import annotations

from typing import Any

import pytest
from pyproj import Transformer

from inducult.harvest.guessing.coordinates import DEGREES, guess_position
from inducult.harvest.guessing.heads import guess_columns
from inducult.harvest.guessing.kinds import type_for
from inducult.places.queries import town_at

TOWNS = {
    "AT": ("Leoben", "Graz", "Linz", "Steyr", "Kapfenberg", "Villach"),
    "BE": ("Genk", "Hasselt", "Liège", "Charleroi", "Antwerpen", "Gent"),
    "CH": ("Winterthur", "Zürich", "Baden", "Glarus", "Luzern", "Bern"),
    "CZ": ("Ostrava", "Kladno", "Karlovy Vary", "Plzeň", "Brno", "Sokolov"),
    "DE": ("Zwickau", "Chemnitz", "Aue", "Freiberg", "Plauen", "Glauchau"),
    "HR": ("Rijeka", "Labin", "Sisak", "Zagreb", "Karlovac", "Osijek"),
    "IT": ("Torino", "Biella", "Ivrea", "Schio", "Bergamo", "Brescia"),
    "NL": ("Eindhoven", "Heerlen", "Enschede", "Tilburg", "Rotterdam", "Delft"),
    "PL": ("Katowice", "Zabrze", "Bytom", "Łódź", "Wałbrzych", "Gliwice"),
    "SI": ("Kranj", "Velenje", "Jesenice", "Idrija", "Trbovlje", "Maribor"),
}
CASES = [
    *[(code, 4326, swapped) for code in TOWNS for swapped in (False, True)],
    *[("AT", 31287, False), ("AT", 31256, True), ("BE", 31370, False), ("CH", 2056, False)],
    *[("CH", 21781, True), ("CZ", 5514, False), ("DE", 25833, False), ("DE", 31468, True)],
    *[("DE", 31469, False), ("HR", 3765, False), ("IT", 32632, False), ("NL", 28992, True)],
    *[("PL", 2180, False), ("PL", 2180, True), ("SI", 3794, False), ("SI", 3912, False)],
    *[("PL", 3035, False), ("CZ", 3857, False)],
]


def table(country: str, crs: int, *, swapped: bool) -> list[dict[str, Any]]:
    """Towns of a country with numbers in a system, under heads that say nothing."""
    to = Transformer.from_crs(4326, crs, always_xy=True)
    rows = []
    for town in TOWNS[country]:
        point = town_at(town, country)
        assert point is not None, town
        x, y = to.transform(*point)
        first, second = (y, x) if swapped else (x, y)
        rows.append({"Ort": town, "Wert A": f"{first:.5f}", "Wert B": f"{second:.5f}", "n": "1"})
    return rows


@pytest.mark.parametrize(("country", "crs", "swapped"), CASES)
def test_numbers_are_understood_swapped_and_in_the_systems_of_the_offices(
    country: str, crs: int, swapped: bool
) -> None:
    rows = table(country, crs, swapped=swapped)
    found = guess_position(rows, guess_columns(rows), town_at)
    assert found is not None
    assert (found.lon, found.lat) == (("Wert B", "Wert A") if swapped else ("Wert A", "Wert B"))
    back = Transformer.from_crs(found.crs, 4326, always_xy=True)
    for row in rows:
        lon, lat = back.transform(float(row[found.lon]), float(row[found.lat]))
        there = town_at(row["Ort"], country)
        assert there is not None
        assert (lon, lat) == pytest.approx(there, abs=0.01)  # other datum, same town
    assert (found.crs == DEGREES) == (crs == 4326)


def test_numbers_that_are_no_position_are_none() -> None:
    rows = [{"Umsatz": "1", "Leute": "12"}, {"Umsatz": "7", "Leute": "4000"}]
    assert guess_position(rows, guess_columns(rows), town_at) is None


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        (
            "Objekt-Nr;Bezeichnung;Objektart;Straße;PLZ;Ort;Rechtswert;Hochwert;Baujahr;Betreiber",
            "key name kind street postal_code municipality lon lat start operator",
        ),
        (
            "Název;Druh;Obec;Ulice;PSČ;Délka;Šířka",
            "name kind municipality street postal_code lon lat",
        ),
        ("Nazwa;Rodzaj;Miejscowość;Długość;Szerokość", "name kind municipality lon lat"),
        (
            "Nome;Tipo;Comune;Indirizzo;Longitudine;Latitudine",
            "name kind municipality street lon lat",
        ),
        ("Naziv;Vrsta;Naselje;Naslov;Splet", "name kind municipality street"),
        ("Naam;Soort;Gemeente;Straat;Bouwjaar", "name kind municipality street start"),
        ("id;name;type;lat;lon;website;opening_hours", "key name kind lat lon website hours"),
    ],
)
def test_heads_are_understood_in_the_languages_of_the_partners(heads: str, expected: str) -> None:
    cells = {"lon": "12.5", "lat": "50.7", "start": "1890", "website": "https://example.org"}
    names, ours = heads.split(";"), expected.split()
    row = dict.fromkeys(names, "Abc 12")
    row |= {head: cells[name] for head, name in zip(names, ours, strict=False) if name in cells}
    found = guess_columns([row])
    assert found == dict(zip(ours, names, strict=False))


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("Brauerei", "FOD.BREW"),
        ("ehemalige Brauerei (Ruine)", "FOD.BREW"),
        ("kopalnia węgla", "MIN.COAL"),
        ("coal mine", "MIN.COAL"),
        ("Coal mines", "MIN.COAL"),
        ("vysoká pec", "MET.BLST"),
        ("Zeche", "MIN.COAL"),
        ("filatura", "TEX.SPIN"),
        ("Kirche", ""),
        ("", ""),
    ],
)
def test_kinds_find_their_type_by_labels_and_synonyms(kind: str, code: str) -> None:
    assert type_for(kind) == code
