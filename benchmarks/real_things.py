"""The real sources as things, to train and to measure the matching with.

Which column means what stands in a table here and not in the part `harvest`: the benchmarks read
whole files, the product reads what its own sources map.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from inducult.harvest.matching.thing import Thing

COUNTRIES: Final = {
    "Austria": "AT", "Belgium": "BE", "Switzerland": "CH", "Czech Republic": "CZ",
    "Czechia": "CZ", "Germany": "DE", "Croatia": "HR", "Hungary": "HU", "Italy": "IT",
    "Luxembourg": "LU", "Netherlands": "NL", "Poland": "PL", "Slovenia": "SI", "Slovakia": "SK",
}  # fmt: skip
LANGUAGE: Final = re.compile(r"\((German|Italian|Polish|Czech|Dutch|French|Croatian)\)")
SHARES: Final = re.compile(r"\[[\d.]+%?\]")


@dataclass(frozen=True)
class Columns:
    """Which columns of a source mean what; `kind` with `=` is the same for every row."""

    names: tuple[str, ...]
    lon: str = "lon"
    lat: str = "lat"
    key: str = "id"
    country: str = ""
    municipality: str = ""
    address: tuple[str, ...] = ()
    kind: str = ""
    start: str = ""
    operator: str = ""
    precision_m: float = 100.0


SOURCES: Final = {
    "gem_trackers/cement_ce.csv": Columns(
        ("GEM Asset name (English)", "Asset name (other language)", "Alternative asset name(s)"),
        key="GEM Plant ID", country="Country/Area", municipality="Municipality",
        kind="=cement", start="Start date", operator="Owner name (English)",
    ),
    "gem_trackers/iron_steel_ce.csv": Columns(
        ("plant-name-(english)", "plant-name-(other-language)", "other-plant-names-(english)"),
        key="plant-id", lon="lng", country="country/area", kind="=steel", start="start-date",
        operator="owner",
    ),
    "gem_trackers/hydropower_ce.csv": Columns(
        ("project_name", "project_name_(local_lang/script)", "other_name(s)"),
        key="gem_unit_id", lon="lng", country="country", kind="=hydroelectric",
        start="start_year", operator="owner",
    ),
    "gem_trackers/coal_plant_units_ce.csv": Columns(
        ("plant",), key="", lon="lng", country="country", kind="=power", start="year",
        operator="owner",
    ),
    "gem_trackers/coal_mines_ce.csv": Columns(
        ("project",), lon="lng", country="country", kind="=mine", start="opening_year",
        operator="owner",
    ),
    "hotmaps_industry/hotmaps_ce.csv": Columns(
        ("SiteName", "CompanyName"), key="SiteID", country="iso_by_position",
        municipality="City", address=("Address",), kind="Subsector", operator="CompanyName",
        precision_m=1_000,
    ),
    "jrc_hydro/jrc_hydro_ce.csv": Columns(
        ("name",), country="country_code", kind="=hydroelectric", precision_m=1_000,
    ),
    "powerplants_ppm/powerplants_ce.csv": Columns(
        ("Name",), country="Country", kind="Fueltype", start="DateIn", precision_m=1_000,
    ),
    "openbrewerydb/breweries_ce.csv": Columns(
        ("name",), lon="longitude", lat="latitude", country="country", municipality="city",
        address=("address_1",), kind="brewery_type",
    ),
    "monuments_zurich/zurich_kdp.csv": Columns(
        ("Objekt",), key="ODB-ID", municipality="Gemeinde", address=("Strasse / Nr.",),
        start="Baujahr", precision_m=20,
    ),
    "monuments_schleswig_holstein/schleswig_holstein.csv": Columns(
        ("name",), key="object_id", municipality="city", address=("street", "housenumber"),
        precision_m=50,
    ),
    "styria_museums/museums.geojson": Columns(
        ("BEZEICHN",), key="URL", municipality="ORT", address=("STRASSE", "HNR"),
        precision_m=50,
    ),
}  # fmt: skip


def read_sources(folder: Path) -> dict[str, list[Thing]]:
    """All things of each source in a folder of sources; what it says twice comes once."""
    return {name: _things(name, folder / name, columns) for name, columns in SOURCES.items()}


def _things(name: str, file: Path, columns: Columns) -> list[Thing]:
    things: dict[object, Thing] = {}
    for number, row in enumerate(_rows(file)):
        thing = _thing(f"{name}:{number}", row, columns)
        things.setdefault((thing.names, thing.address, thing.lon, thing.lat), thing)
    return list(things.values())


def _rows(file: Path) -> Iterator[Mapping[str, Any]]:
    if file.suffix == ".geojson":
        for feature in json.loads(file.read_text(encoding="utf-8"))["features"]:
            lon, lat = feature["geometry"]["coordinates"][:2]
            yield feature["properties"] | {"lon": lon, "lat": lat}
        return
    with file.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _thing(key: str, row: Mapping[str, Any], columns: Columns) -> Thing:
    lon, lat = _degrees(row[columns.lon]), _degrees(row[columns.lat])
    country = row.get(columns.country) or ""
    named = (LANGUAGE.sub("", str(row[column] or "")).strip() for column in columns.names)
    return Thing(
        key=key,
        names=tuple(dict.fromkeys(name for name in named if name)),
        lon=None if lat is None else lon,
        lat=None if lon is None else lat,
        precision_m=columns.precision_m,
        country=COUNTRIES.get(country, country),
        municipality=row.get(columns.municipality) or "",
        address=" ".join(str(row[column] or "") for column in columns.address).strip(),
        kind=columns.kind[1:] if columns.kind[:1] == "=" else row.get(columns.kind) or "",
        start=_year(str(row.get(columns.start) or "")),
        operator=SHARES.sub("", row.get(columns.operator) or "").strip(),
    )


def _degrees(cell: object) -> float | None:
    try:
        return float(str(cell))
    except ValueError:
        return None


def _year(cell: str) -> int | None:
    found = re.match(r"\d{4}", cell)
    return int(found[0]) if found else None
