"""What the sources say, who they are, and how sure we are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, urlsplit

from django.utils.translation import gettext as _

from inducult.explore.reading.licences import Licence, licence_of
from inducult.explore.reading.told import Told, note, told

ELSEWHERE: Final = {
    "wikidata": "https://www.wikidata.org/wiki/",
    "osm": "https://www.openstreetmap.org/",
}
SCHEMES: Final = {"wikidata": "Wikidata", "osm": "OpenStreetMap", "erih": "ERIH"}
# Ours, or said in another place of the page.
OURS: Final = ("curated", "erih_status", "heritage")


@dataclass(frozen=True)
class Link:
    """An address on the web, named by its host; `licence` is None where the source names none."""

    url: str
    host: str
    licence: Licence | None = None


@dataclass(frozen=True)
class Fact:
    """A statement and the page that it was read on."""

    text: Told
    source: Link | None


@dataclass(frozen=True)
class Elsewhere:
    """What somebody else calls the place."""

    scheme: str
    value: str
    url: str


@dataclass(frozen=True)
class Evidence:
    """`confidence` in words, "" where nobody judged; `doubts` is what is left to check.

    `language` is that of all facts if they share one and none was written by a machine, else "".
    """

    facts: tuple[Fact, ...]
    language: str
    sources: tuple[Link, ...]
    elsewhere: tuple[Elsewhere, ...]
    confidence: str
    doubts: Told


def evidence_of(record: Mapping[str, Any]) -> Evidence:
    """Everything that the page's statements stand on."""
    facts = tuple(Fact(told(fact), link_of(fact["source"])) for fact in record["facts"])
    return Evidence(
        facts,
        _shared_language(facts),
        tuple(link for source in record["sources"] if (link := _source(source))),
        tuple(_elsewhere(other) for other in record["identifiers"] if other["scheme"] not in OURS),
        _confidence(record["confidence"]),
        note(record["doubts"]),
    )


def host_of(url: str) -> str:
    """The host of an address without "www."; "" for anything that is no web address."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.") if parts.scheme in ("http", "https") else ""


def link_of(url: str) -> Link | None:
    """An address as a link; None for what is no web address."""
    host = host_of(url)
    return Link(url, host) if host else None


def _shared_language(facts: tuple[Fact, ...]) -> str:
    spoken = {fact.text.language for fact in facts}
    by_machine = any(fact.text.machine for fact in facts)
    return spoken.pop() if len(spoken) == 1 and not by_machine else ""


def _source(source: Mapping[str, str]) -> Link | None:
    host, licence = host_of(source["url"]), source["licence"]
    return Link(source["url"], host, licence_of(licence) if licence else None) if host else None


def _elsewhere(other: Mapping[str, str]) -> Elsewhere:
    scheme, value = other["scheme"], other["value"]
    address = ELSEWHERE.get(scheme, "")
    return Elsewhere(SCHEMES.get(scheme, scheme), value, address and address + quote(value))


def _confidence(confidence: str) -> str:
    return {
        "high": _("High: the main statements were checked against sources."),
        "medium": _("Medium: not everything was checked."),
        "low": _("Low: little was checked, or only one old source was found."),
    }.get(confidence, "")
