"""Whom to name for a selection of what is published."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from inducult.catalogue.queries import Selection
from inducult.harvest.licences import Layer
from inducult.harvest.models import Provenance
from inducult.harvest.pieces import says
from inducult.harvest.queries import OWN

MOST: Final = 20_000  # places
Name = tuple[str, str, str]  # attribution, SPDX identifier, address or ""
NETWORK: Final = "InduCult network"


def names_for(selection: Selection) -> list[Name]:
    """Attribution, licence and address, each once, in order; of at most MOST places.

    The open positions and pictures name their source themselves, the harvested values have it as
    provenance. Only values that are in the records are asked about.
    """
    found: set[Name] = {(NETWORK, OWN, "")} if len(selection) else set()
    for records in selection.batches(0, MOST):
        found.update(_inside(records))
        found.update(_beside(records))
    return sorted(found)


def _inside(records: Sequence[Mapping[str, Any]]) -> Iterator[Name]:
    for record in records:
        position = record["position"] or {}
        if position.get("source") and position.get("licence"):
            yield position["source"], position["licence"], ""
        for medium in record["media"]:
            if medium.get("author") and medium.get("licence"):
                yield medium["author"], medium["licence"], medium.get("source", "")


def _beside(records: Sequence[Mapping[str, Any]]) -> Iterator[Name]:
    known = {record["id"]: dict(record) for record in records}
    rows = Provenance.objects.filter(layer=Layer.OPEN, place__identifier__in=list(known))
    told = rows.order_by("id").values_list(
        "place__identifier", "field", "value", "source__attribution", "licence", "source__home"
    )
    for place, field, value, attribution, licence, home in told.iterator(chunk_size=2000):
        if says(known[place], field, value):
            yield attribution, licence, home


def as_text(names: Sequence[Name]) -> str:
    """One line each, to be copied under a map."""
    return "\n".join(" · ".join(filter(None, name)) for name in names)


def as_json(names: Sequence[Name]) -> str:
    """For programs."""
    keys = ("attribution", "licence", "address")
    listed = [dict(zip(keys, name, strict=True)) for name in names]
    return json.dumps(listed, ensure_ascii=False, indent=1)
