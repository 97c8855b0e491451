"""Load regions and partner organisations from packaged files (domain facts, see their README)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from django.db import transaction

from inducult.partnership.models import (
    Area,
    Organisation,
    OrganisationText,
    Region,
    RegionText,
)

FOLDER: Final = Path(__file__).resolve().parents[1] / "demonstration" / "partnership"


@transaction.atomic
def load_partnership(folder: Path = FOLDER) -> tuple[int, int]:
    """Put the eight regions and ten partners into the register: numbers of regions and partners."""
    regions = json.loads((folder / "regions.geojson").read_text(encoding="utf-8"))["features"]
    words = json.loads((folder / "descriptions.json").read_text(encoding="utf-8"))
    partners = json.loads((folder / "partners.json").read_text(encoding="utf-8"))
    for feature in regions:
        _load_region(feature, words.get(feature["properties"]["code"], {}))
    for partner in partners:
        _load_partner(partner)
    return len(regions), len(partners)


def _load_region(feature: dict[str, Any], words: dict[str, dict[str, str]]) -> None:
    facts = feature["properties"]
    region, _ = Region.objects.update_or_create(
        code=facts["code"],
        defaults={
            "country": facts["country"],
            "nuts": facts["nuts"],
            "areas": Area.values,  # every partner region worked in all four areas
            "boundary": feature["geometry"],
            "boundary_source": facts["boundary_source"],
        },
    )
    region.texts.all().delete()
    names = {**facts["names"], **words.get("name", {})}
    RegionText.objects.bulk_create(
        [
            *_texts(region, "name", names),
            *_texts(region, "description", words.get("description", {})),
        ]
    )


def _texts(region: Region, field: str, texts: dict[str, str]) -> Iterable[RegionText]:
    for language, text in texts.items():
        yield RegionText(region=region, field=field, language=language, text=text)


def _load_partner(facts: dict[str, Any]) -> None:
    organisation, _ = Organisation.objects.update_or_create(
        key=facts["key"],
        defaults={
            "kind": facts["kind"],
            "part": facts["role"],
            "region_id": facts["region"],
            "town": facts["town"],
            "country": facts["country"],
            "longitude": facts["lon"],
            "latitude": facts["lat"],
        },
    )
    organisation.names.all().delete()
    OrganisationText.objects.bulk_create(
        OrganisationText(organisation=organisation, language=language, text=text)
        for language, text in facts["name"].items()
    )
