"""Pictures on the page of a place: words in the best language, author, licence, sizes."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from inducult.explore.reading import Around, PlacePage, read
from inducult.explore.structured import as_script, structured
from inducult.places.records import Record
from inducult.places.showing import ShownPicture

TUESDAY = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
GATE = ShownPicture("/pictures/gate.webp", 800, 600, ())


@pytest.fixture
def record(real_records: list[Record]) -> Record:
    rest = {"origin": "person", "translation": None}
    words = [("en", "The gate"), ("de", "Das Tor")]
    alt = [{"language": language, "text": text, **rest} for language, text in words]
    medium = {"file": "gate", "author": "Eva", "licence": "CC-BY-4.0", "source": "", "alt": alt}
    return {**real_records[0], "media": [medium, {**medium, "file": "gone"}]}


def page_of(record: Record, language: str) -> PlacePage:
    return read(record, language, TUESDAY, Around(pictures={"gate": GATE}))


@pytest.mark.parametrize(
    ("language", "words"), [("de", ("Das Tor", "de")), ("cs", ("The gate", "en"))]
)
def test_the_words_are_in_the_best_language(
    language: str, words: tuple[str, str], record: Record
) -> None:
    alt = page_of(record, language).pictures[0].alt
    assert alt is not None
    assert (alt.text, alt.language) == words


def test_a_picture_that_is_gone_is_not_shown(record: Record) -> None:
    assert [picture.shown for picture in page_of(record, "en").pictures] == [GATE]


def test_machines_read_whom_to_name(record: Record) -> None:
    page = page_of(record, "en")
    addresses = {"address": "https://a.eu/en/places/x/", "permanent": "https://a.eu/id/x"}
    place = json.loads(as_script(structured(page, record, language="en", **addresses)))
    assert place["@graph"][1]["image"] == [
        {
            "@type": "ImageObject",
            "contentUrl": "https://a.eu/pictures/gate.webp",
            "caption": {"@value": "The gate", "@language": "en"},
            "creditText": "Eva",
            "license": "https://creativecommons.org/licenses/by/4.0/",
        }
    ]
