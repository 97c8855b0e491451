"""The page of sources names all that is shown."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from django.test import Client

from inducult.catalogue.queries import current
from inducult.explore.origins import SOFTWARE
from inducult.partnership.models import Region

ROOT = Path(site.PACKAGE).parent
CALLED = {"pyarrow": "Apache Arrow"}


def test_the_page_names_the_boundary_of_every_region(client: Client, atlas: Path) -> None:
    page = client.get("/en/sources/").content.decode()
    for source in Region.objects.order_by("code").values_list("boundary_source", flat=True):
        assert f"<td>{source}</td>" in page


def test_the_page_says_how_complete_the_edition_is(client: Client, atlas: Path) -> None:
    page = client.get("/en/sources/").content.decode()
    edition = current()
    assert edition
    figures = edition.figures()
    shown = re.findall(r'<div class="figure"><dt>[^<]+</dt><dd>([^<]+)</dd>', page)
    parts = (figures.exact, figures.with_hours, figures.with_checked_hours)
    assert shown == [str(figures.total), *(f"{100 * figures.share(p):.0f}%" for p in parts)]


def test_every_library_that_the_product_needs_is_named() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = " ".join(each.name for each in SOFTWARE).casefold()
    needed = [re.split(r"[~=><\[]", line)[0] for line in project["dependencies"]]
    assert [name for name in needed if CALLED.get(name, name).casefold() not in named] == []


def test_the_page_stands_without_an_edition(
    client: Client, db: None, settings: Any, tmp_path: Path
) -> None:
    settings.DATA = tmp_path
    assert client.get("/en/sources/").status_code == 200


@pytest.mark.parametrize("language", ["de", "pl", "hr"])
def test_the_page_stands_in_other_languages(client: Client, atlas: Path, language: str) -> None:
    assert client.get(f"/{language}/sources/").status_code == 200
