"""Which column is which, by its head in eight languages and by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from inducult.common.folding import fold
from inducult.harvest.steps.numbers import number

Rows = Sequence[Mapping[str, Any]]
BREAKS: Final = re.compile(r"[\W_]+")
# Our name -> heads that people write, folded: en de cs pl it sl hr nl. The first fits best.
HEADS: Final[dict[str, str]] = {
    "key": "key id identifier kennung objekt-id objectid objektnummer nummer nr inventarnummer fid"
    " gml-id cislo numer codice sifra oznaka code uuid",
    "name": "name bezeichnung nazev nazwa nome denominazione naziv ime naam title titel objektname"
    " objekt objekttitel obiekt site-name plant-name",
    "lon": "lon lng long longitude laenge laengengrad geogr-laenge x rechtswert ostwert ost easting"
    " east x-koordinate xcoord dlugosc delka longitudine dolzina duzina lengtegraad e",
    "lat": "lat latitude breite breitengrad geogr-breite y hochwert nordwert nord northing north"
    " y-koordinate ycoord szerokosc sirka latitudine sirina breedtegraad n",
    "country": "country land staat stat kraj panstwo paese stato drzava zemlja zeme countrycode",
    "municipality": "municipality town city ort gemeinde stadt ortschaft obec mesto miasto gmina"
    " miejscowosc comune citta obcina naselje kraj-naselje grad opcina gemeente plaats",
    "postal_code": "postal-code postcode zip plz postleitzahl psc kod-pocztowy cap postna-stevilka"
    " postanski-broj",
    "street": "street address strasse adresse anschrift ulice adresa ulica adres via indirizzo"
    " naslov straat lage",
    "kind": "kind type typ art kategorie category objektart gattung branche industrie industry"
    " druh kategorie rodzaj typ-obiektu tipo categoria vrsta tip soort categorie sector nutzung",
    "start": "start built baujahr gruendung gegruendet jahr year since seit rok-vzniku rok zalozeno"
    " rok-budowy anno godina leto leto-izgradnje bouwjaar jaar opened from begin von",
    "end": "end closed until bis stilllegung geschlossen ukonceni do zamkniecie chiusura konec"
    " zatvoreno gesloten",
    "status": "status zustand stav stan stato stanje staat-van",
    "dates": "dates datierung zeitraum period datace datowanie datazione datacija datering",
    "operator": "operator betreiber company firma unternehmen eigentuemer owner provozovatel"
    " wlasciciel gestore upravljavec upravitelj exploitant traeger",
    "website": "website url web homepage internet www webseite link webova-stranka strona sito"
    " spletna-stran web-stranica",
    "phone": "phone telephone telefon tel telefono telefoon",
    "hours": "opening-hours oeffnungszeiten oteviraci-doba godziny-otwarcia orari odpiralni-cas"
    " radno-vrijeme openingstijden",
    "protection": "protection denkmalschutz monument pamatka zabytek tutela zascita zastita",
    "precision": "precision genauigkeit presnost dokladnosc precisione natancnost tocnost",
}
WEB: Final = re.compile(r"^(https?://|www\.)\S+$")
YEAR: Final = re.compile(r"(?<!\d)1[0-9]{3}(?!\d)|(?<!\d)20[0-4]\d(?!\d)")
ENOUGH: Final = 0.6  # share of filled cells that must look right


def folded(head: str) -> str:
    """A head as it is compared: no capitals, no marks, breaks as one hyphen."""
    told = head.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
    return BREAKS.sub("-", fold(told.replace("Ä", "Ae").replace("Ö", "Oe"))).strip("-")


def guess_columns(rows: Rows) -> dict[str, str]:
    """Our names and their columns; each of theirs at most once, the surest first."""
    heads = list(dict.fromkeys(head for row in rows for head in row))
    scored = sorted(
        (
            (-_fits(head, ours, known.split()), place, ours, head)
            for ours, known in HEADS.items()
            for place, head in enumerate(heads)
        ),
    )
    found: dict[str, str] = {}
    for score, _place, ours, head in scored:
        is_free = ours not in found and head not in found.values()
        if score < 0 and is_free and _looks(rows, head, ours):
            found[ours] = head
    return found


def _fits(head: str, ours: str, known: Sequence[str]) -> float:
    """How well a head says what it is: whole, as one of its words, as a part of a long one."""
    said = folded(head)
    if said in known:
        return 3 - known.index(said) / 100
    words = said.split("-")
    if any(word in words for word in known if len(word) > 1):
        return 2.0
    return 1.0 if ours != "end" and any(w in said for w in known if len(w) > 5) else 0.0


def _looks(rows: Rows, head: str, ours: str) -> bool:
    """Whether what stands in the column can be what it is called."""
    test = LOOKS.get(ours)
    cells = [row[head] for row in rows if row.get(head) not in (None, "")]
    return bool(cells) and (test is None or sum(map(test, map(str, cells))) >= ENOUGH * len(cells))


def numeric_columns(rows: Rows) -> list[str]:
    """Columns that hold numbers with more than a digit or two."""
    heads = dict.fromkeys(head for row in rows for head in row)
    return [head for head in heads if _looks(rows, head, "lon")]


def is_number(text: str) -> bool:
    return number(text) is not None


LOOKS: Final[dict[str, Callable[[str], bool]]] = {
    "lon": is_number,
    "lat": is_number,
    "website": lambda text: WEB.match(text.strip()) is not None,
    "start": lambda text: YEAR.search(text) is not None,
    "end": lambda text: YEAR.search(text) is not None,
    "name": lambda text: any(letter.isalpha() for letter in text),
    "phone": lambda text: sum(letter.isdigit() for letter in text) > 4,
}
