"""Load regions and partner organisations from packaged files.

The facts are those of the partnership's leaflet; `demonstration/README.md` names the licences.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from django.db import transaction

from inducult.common.history import Actor, Trace, keep
from inducult.partnership.models import (
    Area,
    Organisation,
    OrganisationText,
    Region,
    RegionText,
)
from inducult.partnership.records import Record, organisation_record, region_record

FOLDER: Final = Path(__file__).resolve().parents[1] / "demonstration" / "partnership"
ORGANISATION_FIELDS: Final = ("kind", "part", "town", "country", "longitude", "latitude", "website")


@transaction.atomic
def load_partnership(folder: Path = FOLDER, *, by: Actor) -> tuple[int, int]:
    """Put the eight regions and ten partners into the register: how many of each there are.

    What is already there and the same is left alone; every change leaves a trace.
    """
    regions, partners = list(_regions(folder)), list(_partners(folder))
    keep([*_load_regions(regions), *_load_partners(partners)], by=by, reason="packaged partnership")
    return len(regions), len(partners)


def _regions(folder: Path) -> Iterator[Record]:
    words = _read(folder / "descriptions.json")
    for feature in _read(folder / "regions.geojson")["features"]:
        facts = feature["properties"]
        own = words.get(facts["code"], {})
        yield {
            **{name: facts[name] for name in ("code", "country", "nuts", "boundary_source")},
            "areas": Area.values,  # the partnership worked in all four areas in every region
            "boundary": feature["geometry"],
            "texts": {
                "name": {**facts["names"], **own.get("name", {})},
                "description": own.get("description", {}),
            },
        }


def _partners(folder: Path) -> Iterator[Record]:
    for facts in _read(folder / "partners.json"):
        yield {
            **{name: facts[name] for name in ("key", "kind", "region", "town", "country")},
            "part": facts["role"],
            "longitude": facts["lon"],
            "latitude": facts["lat"],
            "website": "",
            "names": facts["name"],
        }


def _read(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


def _load_regions(records: list[Record]) -> Iterator[Trace]:
    known = {r.code: region_record(r) for r in Region.objects.prefetch_related("texts")}
    for record in records:
        before = known.get(record["code"])
        if before != record:
            _write_region(record)
            yield Trace("load", "region", record["code"], before, record)


def _load_partners(records: list[Record]) -> Iterator[Trace]:
    organisations = Organisation.objects.prefetch_related("names")
    known = {o.key: organisation_record(o) for o in organisations}
    for record in records:
        before = known.get(record["key"])
        if before != record:
            _write_organisation(record)
            yield Trace("load", "organisation", record["key"], before, record)


def _write_region(record: Record) -> None:
    fields = {name: value for name, value in record.items() if name not in ("code", "texts")}
    region, _ = Region.objects.update_or_create(code=record["code"], defaults=fields)
    region.texts.all().delete()
    RegionText.objects.bulk_create(
        RegionText(region=region, field=field, language=language, text=text)
        for field, texts in record["texts"].items()
        for language, text in texts.items()
    )


def _write_organisation(record: Record) -> None:
    fields = {name: record[name] for name in ORGANISATION_FIELDS}
    organisation, _ = Organisation.objects.update_or_create(
        key=record["key"], defaults={**fields, "region_id": record["region"]}
    )
    organisation.names.all().delete()
    OrganisationText.objects.bulk_create(
        OrganisationText(organisation=organisation, language=language, text=text)
        for language, text in record["names"].items()
    )
