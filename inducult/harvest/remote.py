"""Platforms that sources stand on: how each is asked, page by page, until all of it lies in files.

A platform leaves one file, or a folder of pages that the readers read in order.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final
from urllib.parse import urlencode, urljoin, urlsplit

from inducult.harvest.fetching import Fetcher, NotFetched
from inducult.harvest.readers.json import load
from inducult.harvest.readers.oai import resumption
from inducult.harvest.readers.xml import elements, name_of
from inducult.harvest.recipes import Remote

MOST_PAGES: Final = 2_000
PAGE: Final = 500  # records asked for at a time, where the platform lets us say so


def fetch(remote: Remote, folder: Path, fetcher: Fetcher) -> Path:
    """Everything of a source as a file or a folder of pages. Raises NotFetched and Unreadable."""
    return PLATFORMS[remote.kind](remote, folder, fetcher)


def fetch_file(remote: Remote, folder: Path, fetcher: Fetcher) -> Path:
    """A file that lies on the web."""
    return fetcher.fetch(remote.url, folder / remote.file).path


def fetch_overpass(remote: Remote, folder: Path, fetcher: Fetcher) -> Path:
    """One question in Overpass QL (`asks["query"]`), by POST."""
    form = {"data": remote.asks["query"]}
    return fetcher.fetch(remote.url, folder / remote.file, form=form).path


def fetch_sparql(remote: Remote, folder: Path, fetcher: Fetcher) -> Path:
    """One SELECT (`asks["query"]`), answered as JSON."""
    url = f"{remote.url}?{urlencode({'query': remote.asks['query']})}"
    accept = "application/sparql-results+json"
    return fetcher.fetch(url, folder / remote.file, accept=accept).path


def fetch_oai(remote: Remote, folder: Path, fetcher: Fetcher) -> Path:
    """ListRecords with its resumption tokens, until there is none or one comes again."""

    def following(page: Path, _url: str) -> str:
        token = resumption(page)
        asks = {"verb": "ListRecords", "resumptionToken": token}
        return f"{remote.url}?{urlencode(asks)}" if token else ""

    first = {"verb": "ListRecords", "metadataPrefix": "edm", **remote.asks}
    return _pages(remote, folder, fetcher, f"{remote.url}?{urlencode(first)}", following)


def fetch_features(remote: Remote, folder: Path, fetcher: Fetcher) -> Path:
    """Items of a collection (OGC API Features) along their `next` links."""

    def following(page: Path, url: str) -> str:
        answer = load(page)
        links = answer.get("links", []) if isinstance(answer, dict) else []
        found = (link.get("href", "") for link in links if link.get("rel") == "next")
        onward = next(found, "")
        return urljoin(url, onward) if onward else ""  # joined with nothing, a page leads to itself

    first = {"f": "json", "limit": str(PAGE), **remote.asks}
    url = f"{remote.url}?{urlencode(first)}"
    return _pages(
        remote, folder, fetcher, url, lambda page, url: _onward(url, following(page, url))
    )


def fetch_wfs(remote: Remote, folder: Path, fetcher: Fetcher) -> Path:
    """GetFeature (WFS 2.0), by startIndex, until a page brings nothing.

    As GML, or as GeoJSON where `asks` says so (`outputFormat`; GeoServers give it).
    """
    asks = {"service": "WFS", "version": "2.0.0", "request": "GetFeature", "count": str(PAGE)}
    asks |= {"srsName": "EPSG:4326", **remote.asks}
    state = {"start": 0}

    def following(page: Path, _url: str) -> str:
        found = _members(page)
        state["start"] += found
        if found < int(asks["count"]):
            return ""
        return f"{remote.url}?{urlencode({**asks, 'startIndex': str(state['start'])})}"

    return _pages(remote, folder, fetcher, f"{remote.url}?{urlencode(asks)}", following)


PLATFORMS: Final[dict[str, Callable[[Remote, Path, Fetcher], Path]]] = {
    "file": fetch_file,
    "overpass": fetch_overpass,
    "sparql": fetch_sparql,
    "oai": fetch_oai,
    "features": fetch_features,
    "wfs": fetch_wfs,
}


def _pages(
    remote: Remote,
    folder: Path,
    fetcher: Fetcher,
    url: str,
    following: Callable[[Path, str], str],
) -> Path:
    """Page after page into a folder beside, moved to its place when all are there."""
    whole = folder / remote.file
    growing = folder / (remote.file + ".part")
    shutil.rmtree(growing, ignore_errors=True)
    suffix = ".geojson" if "json" in remote.asks.get("outputFormat", "") else SUFFIX[remote.kind]
    asked: set[str] = set()
    while url:
        if url in asked or len(asked) >= MOST_PAGES:
            raise NotFetched(url, f"the pages do not end ({len(asked)} so far)")
        asked.add(url)
        page = growing / f"page-{len(asked):05d}{suffix}"
        fetcher.fetch(url, page)
        url = following(page, url)
    for notes in growing.glob("*.fetched"):
        notes.unlink()
    shutil.rmtree(whole, ignore_errors=True)
    growing.replace(whole)
    return whole


SUFFIX: Final = {"oai": ".xml", "features": ".geojson", "wfs": ".gml"}


def _onward(url: str, following: str) -> str:
    """A link to another server is not followed: what an operator named is one server."""
    if following and urlsplit(following).netloc != urlsplit(url).netloc:
        raise NotFetched(following, "is on another server than the first page")
    return following


def _members(page: Path) -> int:
    """How many features a page of WFS holds."""
    if page.suffix == ".geojson":
        answer = load(page)
        return len(answer.get("features") or []) if isinstance(answer, dict) else 0
    count = 0
    for event, element in elements(page):
        count += event == "end" and name_of(element) in ("member", "featureMember")
    return count
