"""Cuts GeoNames down to the packaged gazetteer: `python -m basemap.cut_gazetteer cities500.csv.gz`.

Run by hand when a newer GeoNames is taken in; the result is committed. The source needs the columns
name, latitude, longitude, countrycode, population, alternatenames (separated by a bar).
"""

import csv
import gzip
import io
import re
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from basemap.exonyms import Exonyms, matched, read_exonyms
from basemap.inputs import GAZETTEER
from inducult.common.gazetteer import key

COLUMNS: Final = ("name", "lon", "lat", "country", "population", "own", "others")
GERMAN: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
ADDITION: Final = re.compile(
    r"(\s*[(/]|\s(am|an der|im|in der|unter|bei|nad|pod|ob|na|aan den|sul|sulla)\s).*"
)


def cut(rows: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """Rows of the gazetteer, largest town first, under their local names."""
    ordered = sorted(rows, key=lambda row: (-int(row["population"]), row["name"], row["geonameid"]))
    numbered = ((number, row["name"], row["countrycode"]) for number, row in enumerate(ordered))
    known = matched(numbered, read_exonyms())
    return [_town(row, known.get(number)) for number, row in enumerate(ordered)]


def _town(row: dict[str, str], exonyms: Exonyms | None) -> dict[str, str]:
    name = unicodedata.normalize("NFC", exonyms.name if exonyms else row["name"])
    told = exonyms.elsewhere().values() if exonyms else ()
    own = _own_keys(name)
    others = {
        key(text)
        for text in (*told, row["name"], *row["alternatenames"].split("|"))
        if _is_a_name(text)
    }
    return {
        "name": name,
        "lon": row["longitude"],
        "lat": row["latitude"],
        "country": row["countrycode"],
        "population": row["population"],
        "own": "|".join(sorted(own)),
        "others": "|".join(sorted(others - own - {""})),
    }


def _own_keys(name: str) -> set[str]:
    """Halle (Saale) is called Halle, Frankfurt am Main Frankfurt, München typed Muenchen."""
    return {key(name), key(name.translate(GERMAN)), key(ADDITION.sub("", name))}


def _is_a_name(text: str) -> bool:
    """Neither airport code (BER) nor machine transliteration (small first) nor [remark]."""
    latin = all(ord(letter) < 0x250 or 0x1E00 <= ord(letter) < 0x1F00 for letter in text)
    return latin and text[:1].isupper() and not text.isupper() and "[" not in text


def write(towns: Iterable[dict[str, str]], file: Path) -> None:
    """Writes the same bytes for the same towns."""
    text = io.StringIO()
    table = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    table.writeheader()
    table.writerows(towns)
    file.write_bytes(gzip.compress(text.getvalue().encode(), mtime=0))


def main(source: Path) -> None:
    with gzip.open(source, "rt", encoding="utf-8", newline="") as lines:
        write(cut(csv.DictReader(lines)), GAZETTEER)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
