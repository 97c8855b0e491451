"""Sources over the network: platforms page by page, and servers that mean no good."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from owslib.ogcapi.features import Features
from owslib.wfs import WebFeatureService
from sickle import Sickle

from inducult.harvest.fetching import AGENT, Fetcher, NotFetched, Policy, is_public
from inducult.harvest.readers import read
from inducult.harvest.recipes import Remote
from inducult.harvest.remote import PLATFORMS, fetch
from tests.fakes.platforms import StandIn, platforms
from tests.harvest.files import NAMES

LOCAL = Policy(("http",), lambda address: address == "127.0.0.1", 2_000_000, 20.0, 0.0)


@pytest.fixture
def stand_in() -> Iterator[tuple[str, type[StandIn]]]:
    with platforms() as running:
        yield running


@pytest.fixture
def base(stand_in: tuple[str, type[StandIn]]) -> str:
    return stand_in[0]


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    made = Fetcher(LOCAL)
    yield made
    made.close()


# --- the stand-in, looked at by strangers ---------------------------------------------------------
def test_a_harvester_of_libraries_finds_the_stand_in_like_a_library(base: str) -> None:
    library = Sickle(f"{base}/oai")
    assert library.Identify().repositoryName == "Stand-in"
    found = list(library.ListRecords(metadataPrefix="edm", ignore_deleted=True))
    assert [record.header.identifier for record in found] == [
        *("oai:x:1", "oai:x:2", "oai:x:3", "oai:x:1")
    ]


def test_a_client_of_ogc_finds_the_stand_in_like_a_server_of_features(base: str) -> None:
    server = Features(f"{base}/features")
    assert [each["id"] for each in server.collections()["collections"]] == ["works"]
    assert server.collection_items("works")["numberReturned"] == 2


def test_a_client_of_wfs_finds_the_stand_in_like_a_server_of_features(base: str) -> None:
    server = WebFeatureService(f"{base}/wfs", version="2.0.0")
    assert list(server.contents) == ["works"]
    page = server.getfeature(typename="works", startindex=1, maxfeatures=1).read()
    assert NAMES[1].encode() in page


# --- platforms ------------------------------------------------------------------------------------
REMOTES = {
    "file": Remote("file", "/file", "list.csv"),
    "overpass": Remote(
        "overpass", "/overpass", "osm.json", "overpass", {"query": "[out:json];node;out;"}
    ),
    "sparql": Remote("sparql", "/sparql", "wikidata.srj", "", {"query": "SELECT * {}"}),
    "oai": Remote("oai", "/oai", "europeana", "oai"),
    "features": Remote("features", "/features/collections/works/items", "works"),
    "wfs": Remote("wfs", "/wfs", "works", "", {"typeNames": "works", "count": "2"}),
}


def remote(kind: str, base: str) -> Remote:
    told = REMOTES[kind]
    return Remote(told.kind, base + told.url, told.file, told.reader, told.asks)


@pytest.mark.parametrize("kind", sorted(REMOTES))
def test_every_platform_gives_all_its_records(
    kind: str, base: str, fetcher: Fetcher, tmp_path: Path
) -> None:
    asked = remote(kind, base)
    path = fetch(asked, tmp_path, fetcher)
    keys = ("name", "label", "title")
    found = [next(r.values[k] for k in keys if k in r.values) for r in read(path, asked.reader)]
    assert list(dict.fromkeys(found)) == list(NAMES)
    assert all("lon" in row.values for row in read(path, asked.reader))
    assert path == tmp_path / asked.file


def test_a_server_of_wfs_is_asked_for_geojson_page_by_page(
    base: str, fetcher: Fetcher, tmp_path: Path
) -> None:
    asks = {"typeNames": "works", "count": "2", "outputFormat": "application/json"}
    path = fetch(Remote("wfs", f"{base}/wfs", "works", "", asks), tmp_path, fetcher)
    assert sorted(page.name for page in path.iterdir()) == [
        *("page-00001.geojson", "page-00002.geojson")
    ]
    assert [row.values["name"] for row in read(path)] == list(NAMES)


def test_every_platform_has_its_test() -> None:
    assert set(REMOTES) == set(PLATFORMS)


def test_pages_that_never_end_are_given_up_and_the_old_ones_stay(
    base: str, fetcher: Fetcher, tmp_path: Path
) -> None:
    fetch(remote("oai", base), tmp_path, fetcher)
    before = sorted(page.name for page in (tmp_path / "europeana").iterdir())
    endless = Remote("oai", f"{base}/oai", "europeana", "oai", {"set": "endless"})
    with pytest.raises(NotFetched, match="the pages do not end"):
        fetch(endless, tmp_path, fetcher)
    assert sorted(page.name for page in (tmp_path / "europeana").iterdir()) == before


def test_a_link_to_another_server_is_not_followed(
    base: str, fetcher: Fetcher, tmp_path: Path
) -> None:
    away = Remote("features", f"{base}/features/collections/works/items", "x", "", {"away": "1"})
    with pytest.raises(NotFetched, match="is on another server than the first page"):
        fetch(away, tmp_path, fetcher)


# --- polite ---------------------------------------------------------------------------------------
def test_what_has_not_changed_is_not_sent_again(
    base: str, fetcher: Fetcher, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    assert fetcher.fetch(f"{base}/file", file).is_fresh
    before = file.read_bytes()
    assert not fetcher.fetch(f"{base}/file", file).is_fresh
    assert file.read_bytes() == before
    file.unlink()
    assert fetcher.fetch(f"{base}/file", file).is_fresh


def test_we_say_who_we_are_and_ask_once_a_while(
    stand_in: tuple[str, type[StandIn]], tmp_path: Path
) -> None:
    base, seen = stand_in
    slow = Fetcher(Policy(LOCAL.schemes, LOCAL.may_ask, pause=0.2))
    for number in range(3):
        slow.fetch(f"{base}/file", tmp_path / f"{number}.csv")
    slow.close()
    gaps = [later - earlier for earlier, later in zip(seen.times, seen.times[1:], strict=False)]
    assert seen.agents == {AGENT}
    assert min(gaps) >= 0.15


def test_a_busy_server_is_asked_again_when_it_says_so(
    base: str, fetcher: Fetcher, tmp_path: Path
) -> None:
    assert fetcher.fetch(f"{base}/busy", tmp_path / "list.csv").is_fresh


# --- servers that mean no good --------------------------------------------------------------------
@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/large", "is larger than 1 MB"),
        ("/bomb", "is larger than 1 MB"),
        ("/broken", "peer closed connection"),
        ("/round", "leads on more than 5 times"),
        ("/nothing", "the server answers 404"),
        ("/closed", "asks to come back in 86400 seconds"),
    ],
)
def test_nothing_is_kept_of_what_goes_wrong(
    path: str, reason: str, base: str, fetcher: Fetcher, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_text("as it was")
    with pytest.raises(NotFetched, match=reason):
        fetcher.fetch(base + path, file)
    assert file.read_text() == "as it was"
    assert [each.name for each in tmp_path.iterdir()] == ["list.csv"]


def test_a_server_that_drips_is_given_up(base: str, tmp_path: Path) -> None:
    hasty = Fetcher(Policy(LOCAL.schemes, LOCAL.may_ask, 10**9, 0.3, 0.0))
    begun = time.monotonic()
    with pytest.raises(NotFetched, match="takes longer than 0 seconds"):
        hasty.fetch(f"{base}/drip", tmp_path / "list.csv")
    hasty.close()
    assert time.monotonic() - begun < 3


NOWHERE = "0.0.0.0"  # noqa: S104 -- asked about, not bound
INSIDE = (
    *("127.0.0.1", "10.0.0.1", "172.16.5.4", "192.168.1.1", "169.254.169.254", NOWHERE),
    *("100.64.0.1", "::1", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1"),
    *("64:ff9b::7f00:1", "2002:7f00:1::", "224.0.0.1", "255.255.255.255", "fe80::1%eth0"),
)


@pytest.mark.parametrize("address", INSIDE)
def test_no_address_inside_a_network_is_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_addresses_of_the_web_are_public(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_an_address_in_the_clothes_of_version_6_is_judged_as_what_it_is(address: Any) -> None:
    assert is_public(f"::ffff:{address}") == is_public(str(address))


def resolving(*answers: str) -> Any:
    """A resolver that answers one address after the other, whatever is asked."""
    left = list(answers)

    def resolve(host: str, port: int, **_more: Any) -> list[Any]:
        address = left.pop(0) if len(left) > 1 else left[0]
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        return [(family, socket.SOCK_STREAM, 6, "", (address, port))]

    return resolve


@pytest.mark.parametrize("address", INSIDE)
def test_a_name_that_points_inside_is_not_asked(address: str, tmp_path: Path) -> None:
    careful = Fetcher(resolve=resolving(address))
    with pytest.raises(NotFetched, match="lies inside a network"):
        careful.fetch("https://intranet.example/secret", tmp_path / "x")
    careful.close()


@pytest.mark.parametrize(
    "url",
    [
        *("http://example.org/", "file:///etc/passwd", "ftp://example.org/", "gopher://x/"),
        *("https://user:word@example.org/", "https:///nothing", "//example.org", "x"),
    ],
)
def test_only_https_without_a_login_is_asked(url: str, tmp_path: Path) -> None:
    careful = Fetcher(resolve=resolving("93.184.215.14"))
    with pytest.raises(NotFetched):
        careful.fetch(url, tmp_path / "x")
    careful.close()


@pytest.mark.parametrize(
    "to", ["http://10.0.0.1/", "file:///etc/passwd", "http://localhost.example/", "http://[::1]/"]
)
def test_a_redirect_to_the_inside_is_not_followed(to: str, base: str, tmp_path: Path) -> None:
    """The stand-in may be asked; where it leads is looked at as if it had been named."""

    def resolve(host: str, port: int, **more: Any) -> list[Any]:
        address = "127.0.0.1" if host == "127.0.0.1" else "127.0.0.2"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    careful = Fetcher(LOCAL, resolve)
    with pytest.raises(NotFetched):
        careful.fetch(f"{base}/to?url={to}", tmp_path / "x")
    careful.close()


def test_a_name_that_answers_differently_the_second_time_gains_nothing(
    base: str, tmp_path: Path
) -> None:
    """Resolved once for each connection, and the connection goes to what was looked at."""
    asked: list[str] = []

    def resolve(host: str, port: int, **more: Any) -> list[Any]:
        asked.append(host)
        return resolving("127.0.0.1" if len(asked) == 1 else "10.0.0.1")(host, port)

    careful = Fetcher(LOCAL, resolve)
    port = urlsplit(base).port
    careful.fetch(f"http://rebinding.example:{port}/file", tmp_path / "x")
    assert asked == ["rebinding.example"]
    careful.close()


def test_no_proxy_of_the_environment_is_used(
    base: str, fetcher: Fetcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    other = Fetcher(LOCAL)
    assert other.fetch(f"{base}/file", tmp_path / "x").is_fresh
    other.close()


def test_the_stand_in_answers_a_plain_client(base: str) -> None:
    answer = httpx.post(f"{base}/overpass", data={"data": "[out:json];"}, trust_env=False)
    assert [each["tags"]["name"] for each in json.loads(answer.text)["elements"]] == list(NAMES)
