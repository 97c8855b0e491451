"""What must be there before the public sees a place, in words; and never more than that."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from inducult.common.history import Actor
from inducult.places.actions import Incomplete, Trail, change_record, republish
from inducult.places.ageing import getting_old
from inducult.places.completeness import (
    CHECKS,
    completeness_of,
    is_getting_old,
)
from inducult.places.lacking import LACKING
from inducult.places.models import Place, Publication
from inducult.places.records import Record, empty_record, record_of
from inducult.places.writing import write_records
from tests.cast import Cast

BY = Actor.command("test")
MUSTS = {"name", "type", "position", "country", "source"}


def test_of_an_empty_record_everything_is_missing_that_a_publication_needs() -> None:
    lack = completeness_of(empty_record())
    assert {check.code for check in lack.missing} == MUSTS
    assert not lack.may_be_published


def test_the_curated_places_may_be_published(real_records: list[Record]) -> None:
    assert [r["slug"] for r in real_records if not completeness_of(r).may_be_published] == []


def test_every_check_says_why() -> None:
    assert [check.code for check in CHECKS if len(str(check.why)) < 20] == []
    assert len({check.code for check in CHECKS}) == len(CHECKS)


TAKEN = {
    "names": [],
    "types": [],
    "position": None,
    "sources": [],
    "texts": [],
    "phases": [],
    "website": "",
}


@given(st.sets(st.sampled_from(sorted(TAKEN))))
def test_taking_something_away_never_makes_a_place_more_complete(taken: set[str]) -> None:
    full = _full()
    less = {**full, **{name: TAKEN[name] for name in taken}}
    before, after = completeness_of(full), completeness_of(less)
    assert {c.code for c in before.missing} <= {c.code for c in after.missing}
    assert after.held <= before.held
    assert after.held + len(after.missing) + len(after.advised) == after.asked


def _full() -> Record:
    place = {"lon": 12.5, "lat": 50.7, "precision": "exact", "source": "", "licence": "CC-BY-4.0"}
    text = {"field": "summary", "text": "A works.", "origin": "person", "translation": None}
    phase = {"state": "working", "start": "1904", "end": "", "as_type": "", "note": ""}
    return {
        **empty_record(),
        "id": "k3v7q2m9xd",
        "names": [{"language": "de", "kind": "official", "text": "Horch", "origin": "person"}],
        "types": ["ENG.AUTO"],
        "position": place,
        "address": {**empty_record()["address"], "country": "DE"},
        "sources": [{"url": "https://example.org/", "licence": ""}],
        "texts": [{**text, "language": language} for language in ("en", "de")],
        "phases": [phase],
        "website": "https://example.org/",
    }


@pytest.mark.parametrize(
    ("checked", "old"), [("2024", True), ("2025-11-22", True), ("2025-11-23", False), ("", True)]
)
def test_a_visit_gets_old_after_a_year(checked: str, old: bool) -> None:
    visit = {**empty_record()["visit"], "state": "open", "checked_on": checked}
    assert is_getting_old({**_full(), "visit": visit}, date(2026, 11, 23)) == old
    closed = {**visit, "state": "no_access"}
    assert not is_getting_old({**_full(), "visit": closed}, date(2026, 11, 23))


# --- in the register ------------------------------------------------------------------------------
VARIANTS: list[dict[str, Any]] = [
    *({name: value} for name, value in TAKEN.items()),
    {"address": {"street": "", "postal_code": "", "municipality": "", "country": ""}},
    {"address": {"street": "", "postal_code": "", "municipality": "", "country": "FR"}},
    {"sources": [{"url": "", "licence": "CC0-1.0"}]},
    {"names": [{"language": "de", "kind": "official", "text": "  ", "origin": "person"}]},
    {"visit": {**empty_record()["visit"], "state": "open"}},
    {"visit": {**empty_record()["visit"], "state": "open", "checked_on": "2019"}},
    {"media": [{"file": "a", "author": "", "licence": "", "source": "", "alt": []}]},
    {
        "media": [
            {
                "file": "a",
                "author": "A",
                "licence": "CC0-1.0",
                "source": "",
                "alt": [{"language": "en", "text": "A", "origin": "person", "translation": None}],
            }
        ]
    },
]


def test_each_check_asks_the_database_the_same_as_the_record(cast: Cast) -> None:
    for number, variant in enumerate(VARIANTS):
        own = {"id": f"variant{number:03}", "slug": f"variant-{number}"}
        write_records([{**_full(), **variant, **own}])
    today = timezone.localdate()
    for place in Place.objects.all():
        record = record_of(place)
        lack = completeness_of(record)
        told = {check.code for check in (*lack.missing, *lack.advised)}
        asked = {
            code for code, q in LACKING.items() if Place.objects.filter(q, pk=place.pk).exists()
        }
        assert asked == told, place.slug
        old = Place.objects.filter(getting_old(today), pk=place.pk).exists()
        assert old == is_getting_old(record, today), place.slug


def test_a_place_without_a_source_is_not_published(cast: Cast) -> None:
    place = Place.objects.get(slug="august-horch-museum")
    before = Publication.objects.get(place=place).record
    change_record(place, {**record_of(place), "sources": []}, Trail(BY))
    with pytest.raises(Incomplete) as refused:
        republish(place, by=BY)
    assert [check.code for check in refused.value.missing] == ["source"]
    assert Publication.objects.get(place=place).record == before


def test_a_keeper_is_told_in_words_and_nothing_is_written(cast: Cast) -> None:
    place = Place.objects.get(slug="august-horch-museum")
    change_record(place, {**record_of(place), "sources": []}, Trail(BY))
    before = record_of(place)
    correction = place.corrections.create(
        author=cast["keeper"], base=before, record={**before, "operator": "City of Zwickau"}
    )
    client = Client()
    client.force_login(
        cast["keeper"], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    page = f"/en/register/places/{place.identifier}/"
    refused = client.post(f"{page}changes/", {"do": "publish"})
    assert refused.status_code == 422
    assert "A source" in refused.content.decode()
    correction.refresh_from_db()
    assert (correction.state, record_of(place)) == ("draft", before)
    assert "Readers must be able to check" in client.get(page).content.decode()
