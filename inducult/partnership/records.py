"""Regions and organisations as plain values, for history and for loading."""

from __future__ import annotations

from typing import Any

from inducult.partnership.models import Organisation, Region

Record = dict[str, Any]


def region_record(region: Region) -> Record:
    """All that the register says of a region; texts by field and language."""
    texts: dict[str, dict[str, str]] = {}
    for text in region.texts.all():
        texts.setdefault(text.field, {})[text.language] = text.text
    return {
        "code": region.code,
        "country": region.country,
        "nuts": region.nuts,
        "areas": region.areas,
        "boundary": region.boundary,
        "boundary_source": region.boundary_source,
        "texts": texts,
    }


def organisation_record(organisation: Organisation) -> Record:
    """All that the register says of an organisation; names by language."""
    return {
        "key": organisation.key,
        "kind": organisation.kind,
        "part": organisation.part,
        "region": organisation.region_id,
        "town": organisation.town,
        "country": organisation.country,
        "longitude": organisation.longitude,
        "latitude": organisation.latitude,
        "website": organisation.website,
        "names": {name.language: name.text for name in organisation.names.all()},
    }
