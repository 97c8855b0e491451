"""The catalogue of our data: a record for each edition, each of its files, and each interface.

Source: OGC API - Records Part 1 (20-004r1), clause 7 (record, GeoJSON).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Final

import numpy as np
import shapely

from inducult.catalogue.queries import Stored, Summary, numbers, summary
from inducult.common.folding import fold
from inducult.common.languages import CODES
from inducult.opendata.asking import MEDIA, Asked, link
from inducult.opendata.citing import CREATOR, KEYWORDS, LICENCE, TITLE
from inducult.opendata.features.fields import RECORDS
from inducult.opendata.features.serving import served
from inducult.opendata.features.table import Numbers, Spans, Table, columns_of

Json = dict[str, Any]
CORE: Final = "http://www.opengis.net/spec/ogcapi-records-1/1.0/req/record-core"
MOST: Final = 500  # editions that the catalogue lists, the latest
PARQUET: Final = "application/vnd.apache.parquet"
OF_FILES: Final = {
    "places.parquet": "All places with their records (GeoParquet).",
    "positions_share_alike.parquet": "Positions under a share-alike licence, apart (GeoParquet).",
    "manifest.json": "What the edition is made of: counts, licences, checksums.",
}
ABOUT: Final = (
    "Places of past, present and future industrial culture in Central Europe: what they are, when "
    "they worked, how to visit them, what they offer, and where each piece of knowledge comes from."
)
INTERFACES: Final = {
    "ogc-api": ("OGC API: Features, Tiles, Records", "ogc:landing", "ogc:api", MEDIA["openapi"]),
    "json-api": ("JSON API", "api:places", "api:openapi-json", MEDIA["json"]),
}


def record_table(asked: Asked) -> Table:
    """All records, the latest edition first; addresses are those of the site asked."""
    texts = _texts(asked.address("ogc:landing"), tuple(numbers()[-MOST:]), _Addresses(asked))
    records = [json.loads(text) for text in texts]
    rows = [_row(record) for record in records]
    shapes = np.array([shapely.geometry.shape(record["geometry"]) for record in records] or [None])

    def read(wanted: Numbers) -> list[bytes]:
        return [texts[row] for row in wanted.tolist()]

    table = Table(RECORDS, columns_of(RECORDS.values(), rows), read, _spans(rows))
    table.shapes = shapes[: len(records)]
    return table


def saying(table: Table, text: str) -> Numbers:
    """Flags of rows whose title, description or keywords hold the words (comma: or, blank: and)."""
    columns = [table.column(name).to_pylist() for name in ("title", "description", "keywords")]
    said = [fold(" ".join(filter(None, row))) for row in zip(*columns, strict=True)]
    wanted = [fold(part).split() for part in text.split(",") if part.strip()]
    found = [any(all(word in each for word in words) for words in wanted) for each in said]
    return np.array(found, dtype=bool)


class _Addresses:
    """Makes addresses of a site; equal to every other, since the site is told apart beside it."""

    def __init__(self, asked: Asked) -> None:
        self.of = asked.address

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Addresses)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=4)
def _texts(_site: str, several: tuple[int, ...], addresses: _Addresses) -> Sequence[bytes]:
    box = served().tables["places"].extent or (-180.0, -90.0, 180.0, 90.0)
    geometry = json.loads(shapely.to_geojson(shapely.box(*box)))
    records = [*_interfaces(addresses)]
    for number in reversed(several):
        if edition := summary(number):
            records += _of_edition(edition, addresses)
    return [_written(record, geometry) for record in records]


def _written(record: Json, geometry: Json) -> bytes:
    """The geometry comes right before the properties, as in every feature (`rows.feature`)."""
    told = {
        "type": "Feature",
        "id": record["id"],
        "conformsTo": [CORE],
        "time": record["time"],
        "geometry": geometry,
        "properties": record["properties"],
        "links": record["links"],
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _of_edition(edition: Summary, addresses: _Addresses) -> Iterator[Json]:
    moment = edition.changed_at.isoformat()
    here = addresses.of("edition", edition.number)
    files = [
        (each, addresses.of("edition_file", edition.number, each.name)) for each in edition.files
    ]
    common = {"created": moment, "updated": moment, "version": str(edition.number)}
    yield {
        "id": f"edition-{edition.number}",
        "time": {"date": moment[:10]},
        "properties": {
            **common,
            **_said("dataset", f"{TITLE}, edition {edition.number}", ABOUT),
            "formats": [{"name": "GeoParquet", "mediaType": PARQUET}],
            "license": LICENCE[0],
        },
        "links": [
            link(here, "canonical", MEDIA["html"], "the page of the edition"),
            link(here, "cite-as", MEDIA["html"], "how to cite it"),
            link(LICENCE[1], "license", MEDIA["html"], "CC BY 4.0"),
            *(link(address, "enclosure", _media(each.name), each.name) for each, address in files),
        ],
    }
    for each, address in files:
        yield _of_file(edition, each, address, common, here)


def _of_file(edition: Summary, file: Stored, address: str, common: Json, parent: str) -> Json:
    described = OF_FILES.get(file.name, file.name)
    return {
        "id": f"edition-{edition.number}-{file.name}",
        "time": {"date": common["created"][:10]},
        "properties": {
            **common,
            **_said("dataset", f"{TITLE}, edition {edition.number}: {file.name}", described),
            "formats": [{"name": file.name.rpartition(".")[2], "mediaType": _media(file.name)}],
            "license": file.licence or LICENCE[0],
        },
        "links": [
            link(address, "enclosure", _media(file.name), file.name, length=file.present_size),
            link(parent, "up", MEDIA["html"], "its edition"),
        ],
    }


def _interfaces(addresses: _Addresses) -> Iterator[Json]:
    for identifier, (title, landing, definition, media) in INTERFACES.items():
        yield {
            "id": identifier,
            "time": None,
            "properties": {
                **_said("service", f"InduCult: {title}", "The edition in use, for programs."),
                "license": LICENCE[0],
            },
            "links": [
                link(addresses.of(landing), "service", MEDIA["json"], title),
                link(addresses.of(definition), "service-desc", media, "its definition"),
            ],
        }


def _said(kind: str, title: str, description: str) -> Json:
    return {
        "type": kind,
        "title": title,
        "description": description,
        "language": {"code": "en"},
        "resourceLanguages": [{"code": code} for code in CODES],
        "keywords": list(KEYWORDS),
        "contacts": [{"organization": CREATOR, "roles": ["publisher"]}],
    }


def _media(name: str) -> str:
    return MEDIA["json"] if name.endswith(".json") else PARQUET


def _row(record: Json) -> Json:
    told = record["properties"]
    return {
        **{name: told.get(name) for name in ("type", "title", "description", "license")},
        "updated": (told.get("updated") or "")[:10] or None,
        "keywords": told["keywords"],
        "id": record["id"],
        "lon": None,
        "lat": None,
    }


def _spans(rows: Sequence[Json]) -> Spans:
    """The day of each edition; an interface is of no day."""
    dated = [(number, row["updated"]) for number, row in enumerate(rows) if row["updated"]]
    days = np.array([day for _, day in dated], "datetime64[D]").astype(np.int32)
    return Spans(np.array([number for number, _ in dated], np.int32), days, days)
