"""The definition of the OGC interfaces."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from inducult.opendata.asking import Asked, answer, resource
from inducult.opendata.ogc.openapi import definition


@resource()
def api(asked: Asked) -> HttpResponse:
    """As an OpenAPI document, or to read."""
    value = definition(asked)
    operations = [
        (path, {**methods["get"], "parameters": _resolved(methods["get"], value)})
        for path, methods in value["paths"].items()
    ]
    return answer(asked, value, "api", media="openapi", operations=operations)


def _resolved(operation: dict[str, Any], value: dict[str, Any]) -> list[dict[str, Any]]:
    """The parameters of an operation, those named elsewhere looked up."""
    known = value["components"]["parameters"]
    return [
        known[each["$ref"].rpartition("/")[2]] if "$ref" in each else each
        for each in operation["parameters"]
    ]
