"""A real nginx as cache before the product: how much it answers alone, and what it never keeps."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.nginx import MODULE, fetch, nginx

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        not shutil.which("nginx"), reason="nginx is not installed here (make tools-nginx)"
    ),
]
WITHOUT_US = ("HIT", "STALE", "UPDATING")
VISITORS = 10
ADDRESSES = {
    "tile": [f"/tiles/1/5/{x}/{y}.mvt?language=en" for x in (16, 17, 18) for y in (10, 11)],
    "tile with a filter": [f"/tiles/1/5/17/{y}.mvt?theme=MIN" for y in (10, 11)],
    "items": ["/ogc/collections/places/items?limit=50"],
    "list": ["/en/places/"],
    "place": ["/en/places/august-horch-museum/", "/en/places/genk-c-mine/"],
    "download": ["/downloads/1/places.geojson"],
}


@pytest.fixture
def front(live_server: Any, atlas: Path, tmp_path: Path) -> Iterator[str]:
    tmp_path.chmod(0o755)  # nginx gives up the rights of root
    with nginx(tmp_path, [live_server.url.removeprefix("http://")]) as address:
        yield address


def asked(front: str, path: str, **headers: str) -> str:
    """What nginx says of an answer: MISS, HIT and so on."""
    status, _content, told = fetch(front + path, **headers)
    assert status in (200, 204), path
    return told["X-Cache"]


def test_of_ten_visitors_nginx_answers_nine_alone(front: str) -> None:
    seen: dict[str, Counter[str]] = {kind: Counter() for kind in ADDRESSES}
    for _visitor in range(VISITORS):
        for kind, paths in ADDRESSES.items():
            seen[kind].update(asked(front, path) for path in paths)
    rates = {
        kind: sum(counts[each] for each in WITHOUT_US) / counts.total()
        for kind, counts in seen.items()
    }
    assert rates == {kind: pytest.approx(0.9, abs=0.101) for kind in ADDRESSES}, seen
    assert rates["tile"] == rates["tile with a filter"] == 0.9


def test_compressed_and_plain_answers_are_kept_apart(front: str) -> None:
    path = "/en/places/"
    plain = fetch(front + path)
    packed = fetch(front + path, **{"Accept-Encoding": "gzip"})
    assert (packed[2]["Content-Encoding"], plain[2].get("Content-Encoding")) == ("gzip", None)
    assert len(packed[1]) < len(plain[1])
    assert asked(front, path, **{"Accept-Encoding": "gzip"}) in WITHOUT_US


@pytest.mark.skipif(not MODULE.exists(), reason="the brotli module is not installed here")
def test_with_the_module_browsers_get_brotli(live_server: Any, atlas: Path, tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    node = live_server.url.removeprefix("http://")
    with nginx(tmp_path, [node], brotli=True) as front:
        for path in ("/en/places/", "/ogc/collections/places/items", "/tiles/1/5/17/10.mvt"):
            sizes = {
                way: len(told[1])
                for way in ("br", "gzip", "identity")
                for told in [fetch(front + path, **{"Accept-Encoding": way})]
                if told[2].get("Content-Encoding", "identity") == way
            }
            assert sizes.get("br", 0) < sizes["gzip"] < sizes["identity"], (path, sizes)


def test_who_has_a_page_is_told_so_by_nginx(front: str) -> None:
    path = "/tiles/1/5/17/10.mvt"
    tag = fetch(front + path)[2]["ETag"]
    status, content, told = fetch(front + path, **{"If-None-Match": tag})
    assert (status, content, told["X-Cache"]) == (304, b"", "HIT")


def test_somebody_with_a_session_never_gets_what_is_kept(front: str) -> None:
    member = {"Cookie": "sessionid=abcdefgh12345678"}
    asked(front, "/en/places/")
    answers = [fetch(f"{front}/en/places/", **member) for _ in range(2)]
    assert [answer[2]["X-Cache"] for answer in answers] == ["MISS", "MISS"]
    assert {answer[2]["Cache-Control"] for answer in answers} == {"private, no-cache"}


def test_metrics_and_readiness_are_not_for_the_world(front: str) -> None:
    assert [fetch(front + path)[0] for path in ("/metrics", "/ready")] == [404, 404]
