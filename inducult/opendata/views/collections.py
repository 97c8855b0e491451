"""The collections: what there is, how far it reaches, what can be asked of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from inducult.opendata.asking import Asked, answer, resource
from inducult.opendata.ogc.collections import ALL, opened
from inducult.opendata.ogc.collections import collection as find
from inducult.opendata.ogc.crs import KNOWN
from inducult.opendata.ogc.describing import described
from inducult.opendata.ogc.describing import queryables as queryables_of


@resource()
def collections(asked: Asked) -> HttpResponse:
    """All of them."""
    several = [described(asked, opened(asked, about)) for about in ALL.values()]
    value = {"links": asked.links(), "crs": list(KNOWN), "collections": several}
    return answer(asked, value, "collections")


@resource()
def collection(asked: Asked, name: str) -> HttpResponse:
    """One of them."""
    source = opened(asked, find(name))
    value = described(asked, source)
    return answer(asked, value, "collection", count=int(source.table.shown.sum()))


@resource()
def queryables(asked: Asked, name: str) -> HttpResponse:
    """The properties that filters may use."""
    value = queryables_of(asked, find(name))
    return answer(
        asked,
        value,
        "queryables",
        media="schema",
        collection=reverse("ogc:collection", args=[name]),
        properties=[_told(*each) for each in value["properties"].items()],
    )


def _told(name: str, schema: dict[str, Any]) -> tuple[str, str, str, list[str]]:
    """Name, meaning, kind and possible values of a property."""
    values = schema.get("enum") or schema.get("items", {}).get("enum", [])
    return name, schema.get("title", ""), schema.get("type", schema.get("format", "")), values
