"""How the tests of the interfaces ask, and what each answer must have."""

from __future__ import annotations

from typing import Any

from django.test import Client

JSON = "application/json"


def get(path: str, status: int = 200, **headers: str) -> Any:
    """The JSON of an answer with the expected status."""
    response = Client().get(path, headers={"Accept": JSON, **headers})
    assert response.status_code == status, response.content[:500]
    return response.json()


def refused(path: str, *, code: str = "InvalidParameterValue", status: int = 400) -> str:
    """The description of a refusal whose body is that of the standard."""
    body = get(path, status)
    assert set(body) == {"code", "description"}
    assert body["code"] == code
    return str(body["description"])


def ids(path: str) -> list[str]:
    return [feature["id"] for feature in get(path)["features"]]


def link_of(value: Any, rel: str, media: str = "") -> str:
    """Where a link of a kind leads; fails if there is none."""
    found = [
        each["href"]
        for each in value["links"]
        if each["rel"] == rel and media in ("", each.get("type", ""))
    ]
    assert found, f"no link {rel} {media}"
    return str(found[0]).removeprefix("http://testserver")
