"""The shapes of the answers of the JSON API. What they say stands in the OpenAPI document."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ninja import Field, Schema
from pydantic import ConfigDict

JsonObject = dict[str, Any]


class PlacesAsked(Schema):
    """The parameters of a question for places."""

    limit: int = Field(100, ge=1, le=500)
    cursor: str = Field("", max_length=80, description="`next` of the page before")
    changed_since: str = Field(
        "", max_length=40, description="number of an edition, or a moment (RFC 3339)"
    )
    q: str = Field("", max_length=200, description="words, in any language and with typos")
    year: int | None = Field(None, ge=0, le=9999, description="worked in this year")
    bbox: str = Field("", max_length=100, description="west,south,east,north")
    theme: list[str] = Field([], max_length=50)
    type: list[str] = Field([], max_length=50)
    time: list[str] = Field([], max_length=3, description="past, present, future")
    visit: list[str] = Field([], max_length=50)
    offer: list[str] = Field([], max_length=50)
    audience: list[str] = Field([], max_length=50)
    speaks: list[str] = Field([], max_length=50, description="languages of the visit")
    access: list[str] = Field([], max_length=50, description="accessibility")
    region: list[str] = Field([], max_length=50)
    country: list[str] = Field([], max_length=50)
    area: list[str] = Field([], max_length=50, description="thematic areas")


class EditionsAsked(Schema):
    """The parameters of a question for editions."""

    limit: int = Field(20, ge=1, le=100)
    cursor: str = Field("", max_length=80, description="`next` of the page before")


class Fault(Schema):
    """What is wrong with a question."""

    code: str = Field(description="a word for programs")
    description: str = Field(description="a sentence that names what and where")


class Name(Schema):
    language: str
    kind: str = Field(description="official, alternative, historical, exonym")
    text: str
    origin: str = Field(description="person, source, machine")


class Position(Schema):
    lon: float = Field(description="degrees east, WGS 84")
    lat: float = Field(description="degrees north, WGS 84")
    precision: str = Field(description="exact, street, approximate, municipality")
    source: str
    licence: str = Field(description="SPDX identifier")


class Place(Schema):
    """The whole open record of a place. "", [] and null mean "not known"."""

    model_config = ConfigDict(extra="allow")

    id: str = Field(description="permanent identifier, ten characters")
    slug: str
    names: list[Name]
    texts: list[JsonObject]
    types: list[str] = Field(description="codes of the taxonomy, the main one first")
    areas: list[str]
    position: Position | None
    address: JsonObject
    nuts3: str
    regions: list[JsonObject]
    operator: str
    phases: list[JsonObject] = Field(description="the lifecycle, dates in EDTF")
    visit: JsonObject
    offers: list[JsonObject]
    events: list[JsonObject]
    identifiers: list[JsonObject]
    facts: list[JsonObject]
    sources: list[JsonObject]


class Places(Schema):
    """A page of places."""

    edition: int = Field(description="the edition that is read; all pages of a walk name the same")
    total: int = Field(description="places of the whole result")
    items: list[Place]
    removed: list[str] = Field(
        description="on the first page of `changed_since`: places that are no more"
    )
    next: str | None = Field(description="cursor of the next page; null on the last")


class Term(Schema):
    code: str
    parent: str = Field(description="code of the theme; empty for a theme")
    labels: dict[str, str] = Field(description="by language")
    mappings: dict[str, list[str]] = Field(description="codes of other vocabularies")


class Taxonomy(Schema):
    items: list[Term]


class Region(Schema):
    code: str
    country: str
    nuts: list[str] = Field(description="NUTS codes (2021)")
    areas: list[str]
    names: dict[str, str] = Field(description="by language")
    boundary: JsonObject | None = Field(description="GeoJSON geometry, WGS 84")
    boundary_source: str
    places: int = Field(description="places of the edition in use")


class Regions(Schema):
    items: list[Region]


class Organisation(Schema):
    key: str
    kind: str
    part: str = Field(description="what it is in the partnership; may be empty")
    region: str | None
    town: str
    country: str
    website: str
    names: dict[str, str] = Field(description="by language")


class Organisations(Schema):
    items: list[Organisation]


class File(Schema):
    name: str
    licence: str
    sha256: str
    bytes: int
    url: str


class Edition(Schema):
    number: int
    changed_at: datetime
    places: int
    withdrawn: int = Field(description="places withdrawn since")
    added: int
    changed: int
    removed: int
    url: str
    files: list[File]


class Editions(Schema):
    current: int
    items: list[Edition]
    next: str | None = Field(description="cursor of the next page; null on the last")
