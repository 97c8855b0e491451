"""Caches on the way keep one copy of what is the same for all."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_tile_does_not_vary_with_the_language_of_the_browser(atlas: Any, client: Client) -> None:
    answer = client.get("/tiles/1/4/8/5.mvt?language=en", headers={"accept-language": "pl"})
    assert answer.status_code == 200
    assert "Accept-Language" not in answer.get("Vary", "")
    assert "immutable" in answer["Cache-Control"]


def test_the_front_door_does(atlas: Any, client: Client) -> None:
    answer = client.get("/", headers={"accept-language": "pl"})
    assert (answer["Location"], "Accept-Language" in answer["Vary"]) == ("/pl/", True)
