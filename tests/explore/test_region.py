"""The regions of the network, their drawings and their pages."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from inducult.catalogue.queries import current
from inducult.common.languages import CODES
from inducult.explore.outline import NETWORK, Frame, Spot, frame_of, outlines, spots
from inducult.explore.overview import region_lines
from inducult.partnership.loading import FOLDER
from inducult.partnership.models import Region

CODES_OF_REGIONS = (
    "genk",
    "gorenjska",
    "karlovy-vary",
    "leoben",
    "opole",
    "padova",
    "sisak-moslavina",
    "zwickau",
)


@pytest.mark.parametrize("code", CODES_OF_REGIONS)
def test_a_region_shows_its_figures(client: Client, atlas: Path, code: str) -> None:
    page = client.get(f"/en/regions/{code}/").content.decode()
    edition = current()
    assert edition
    figures = edition.figures(code)
    total = re.search(rf'<dd><a href="/en/places/\?region={code}">(\d+)</a></dd>', page)
    assert total and int(total[1]) == figures.total
    bars = (
        r'<a [^>]*href="/en/places/\?%s=(\w+)&amp;region=[\w-]+">'
        r'.*?<span class="bars__value">(\d+)<'
    )
    for facet in ("theme", "time", "visit"):
        shown = {value: int(count) for value, count in re.findall(bars % facet, page, re.DOTALL)}
        assert shown == figures.counts[facet]


def test_each_number_of_a_region_finds_as_many_places(client: Client, atlas: Path) -> None:
    page = client.get("/en/regions/leoben/").content.decode()
    links = re.findall(r'href="(/en/places/\?theme=[^"]+)".*?bars__value">(\d+)<', page, re.DOTALL)
    for link, count in links[:3]:
        found = client.get(link.replace("&amp;", "&")).content.decode()
        assert f'id="result-count">{count}<' in found.replace("\n", "")


def test_a_region_names_its_partners_at_home_and_here(client: Client, atlas: Path) -> None:
    page = client.get("/en/regions/sisak-moslavina/").content.decode()
    assert '<p lang="hr">Sisačko-moslavačka županija</p>' in page
    assert "Public authority, regional partner" in page
    assert "Natural Earth, public domain" in page


@pytest.mark.parametrize("language", CODES)
def test_every_region_has_name_and_description_in_every_language(
    client: Client, atlas: Path, language: str
) -> None:
    with override(language):
        lines = region_lines(current(), language)
    assert [line.name.language for line in lines] == [language] * 8
    assert [line.description and line.description.language for line in lines] == [language] * 8


def test_a_region_that_is_not_there_is_not_found(client: Client, atlas: Path) -> None:
    assert client.get("/en/regions/atlantis/").status_code == 404


def test_a_region_without_places_says_so(client: Client, atlas: Path) -> None:
    Region.objects.create(code="atlantis", country="GR")
    page = client.get("/en/regions/atlantis/").content.decode()
    assert "No places of this region have been published yet." in page


def test_a_region_stands_without_an_edition(
    client: Client, atlas: Path, settings: Any, tmp_path: Path
) -> None:
    settings.DATA = tmp_path
    page = client.get("/en/regions/zwickau/").content.decode()
    assert "No places have been published yet" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_regions_takes_the_same_queries_for_one_and_for_three(
    client: Client, atlas: Path, django_assert_num_queries: Any, count: int
) -> None:
    few = CODES_OF_REGIONS[:count]
    Region.objects.exclude(code__in=few).update(boundary=None)
    Region.objects.filter(organisations=None).exclude(code__in=few).delete()
    with django_assert_num_queries(2):
        client.get("/en/regions/")


def test_the_numbers_on_the_drawing_do_not_touch() -> None:
    features = json.loads((FOLDER / "regions.geojson").read_text(encoding="utf-8"))["features"]
    drawn = outlines({f["properties"]["code"]: f["geometry"] for f in features})
    assert {outline.code for outline in drawn} == set(CODES_OF_REGIONS)
    for one in drawn:
        assert 15 <= one.label_x <= NETWORK.width - 15 and 15 <= one.label_y <= NETWORK.height - 15
        for other in drawn:
            apart = abs(complex(one.label_x - other.label_x, one.label_y - other.label_y))
            assert one is other or apart > 30


SQUARE = {"type": "Polygon", "coordinates": [[[10, 50], [11, 50], [11, 51], [10, 51], [10, 50]]]}


def test_places_on_one_point_are_one_spot_that_says_how_many() -> None:
    frame = frame_of(SQUARE)
    drawn = spots([(10.5, 50.5, False)] * 4 + [(10.5, 50.5, True), (30.0, 50.5, True)], frame)
    x, y = drawn[0].x, drawn[0].y
    assert drawn == [Spot(x, y, 4, False), Spot(x, y, 1, True)]
    assert drawn[0].radius == 2 * drawn[1].radius


@given(
    st.floats(NETWORK.west, NETWORK.east),
    st.floats(NETWORK.south, NETWORK.north),
)
def test_what_lies_in_a_frame_is_drawn_in_it(longitude: float, latitude: float) -> None:
    x, y = NETWORK.point(longitude, latitude)
    assert -0.1 <= x <= NETWORK.width + 0.1
    assert -0.1 <= y <= NETWORK.height + 0.1


@given(st.floats(44, 52), st.floats(0.001, 0.5))
def test_north_is_up(latitude: float, further: float) -> None:
    frame = Frame(0, 40, 10, 60)
    assert frame.point(5, latitude + further)[1] < frame.point(5, latitude)[1]
