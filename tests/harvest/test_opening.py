"""Nothing goes out whose only sources are closed, whatever stands in the register."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from inducult.catalogue.publication import publish_register
from inducult.catalogue.queries import current
from inducult.common.history import Actor
from inducult.harvest.actions import accept_many
from inducult.harvest.licences import Statement, is_closed
from inducult.harvest.models import Provenance, Received, Run
from inducult.harvest.opening import opened
from inducult.opendata.downloads.dialects import DIALECTS
from inducult.places.actions import Trail, change_record, publish
from inducult.places.models import Place
from inducult.places.records import Record, record_of
from tests.cast import Cast
from tests.harvest.lists import BREWERY, HARVESTER, HORCH
from tests.harvest.test_harvesting import run_of
from tests.harvest.test_licences import LICENCES, records, statements, values_of

CLOSED = ("ODbL-1.0", "CC-BY-NC-4.0", "LicenseRef-unheard-of")


@given(st.lists(st.tuples(records(), statements), max_size=4))
def test_no_record_goes_out_with_a_value_whose_only_sources_are_closed(
    told: list[tuple[dict[str, Any], list[Statement]]],
) -> None:
    ours = [{**record, "id": f"p{n}"} for n, (record, _said) in enumerate(told)]
    said = {f"p{n}": said for n, (_record, said) in enumerate(told)}
    texts = [json.dumps(record) for record in ours]
    out = [json.loads(text) for text in opened(texts, said)]
    assert [each["id"] for each in out] == [each["id"] for each in ours]
    for before, after in zip(ours, out, strict=True):
        mine = said[before["id"]]
        assert [each for each in values_of(after) if is_closed(*each, mine)] == []
        assert values_of(after) == [v for v in values_of(before) if not is_closed(*v, mine)]


@given(records())
def test_a_record_of_which_closed_sources_say_nothing_goes_out_to_the_letter(
    record: dict[str, Any],
) -> None:
    text = json.dumps({**record, "id": "p1"})
    assert list(opened([text], {})) == [text]
    assert list(opened([text], {"p1": [Statement("operator", "nobody", "ODbL-1.0")]})) == [text]


# --- with the register, the edition and what is taken away ---------------------------------------
SECRET = "Verschlossener Betreiber"


@pytest.fixture
def slip(register: list[Record], tmp_path: Path) -> Run:
    """A value of a closed source stands in the register, though nothing should put it there."""
    run = run_of(tmp_path, BREWERY, HORCH, licence="ODbL-1.0")
    accept_many(run.suggestions.all(), by=HARVESTER)
    horch = Place.objects.get(slug="august-horch-museum")
    _said(run, horch, "operator", SECRET)
    trail = Trail(HARVESTER, run=f"{run.key}-x")
    change_record(horch, {**record_of(horch), "operator": SECRET}, trail)
    return run


def _said(run: Run, place: Place, field: str, value: Any, licence: str = "ODbL-1.0") -> None:
    received = Received.objects.order_by("id").first()
    suggestion = run.suggestions.order_by("id").first()
    told = {"source_id": run.source_id, "received": received, "suggestion": suggestion}
    layer = "share_alike" if licence == "ODbL-1.0" else "non_commercial"
    Provenance.objects.create(
        place=place, field=field, value=value, licence=licence[:20], layer=layer, **told
    )


def published(tmp_path: Path) -> Record:
    """The museum as the edition has it, after everything that could be was published."""
    horch = Place.objects.get(slug="august-horch-museum")
    publish([record_of(horch)], by=Actor.command("test"))
    publish_register()
    edition = current()
    assert edition is not None
    found = edition.place(horch.identifier)
    assert found is not None
    return dict(found)


@pytest.mark.django_db
def test_a_slip_in_the_register_does_not_go_out_in_any_dialect(
    slip: Run, settings: Any, tmp_path: Path, client: Client, one_connection: None
) -> None:
    settings.DATA = tmp_path
    assert record_of(Place.objects.get(slug="august-horch-museum"))["operator"] == SECRET
    assert published(tmp_path)["operator"] == ""
    for ending in DIALECTS:
        answer = client.get(f"/downloads/{current().number}/places.{ending}")  # type: ignore[union-attr]
        assert answer.status_code == 200, ending
        told = answer.getvalue()
        answer.close()
        assert SECRET.encode() not in told, ending


@pytest.mark.django_db
def test_what_a_person_wrote_goes_out_also_where_a_closed_source_says_the_same(
    slip: Run, cast: Cast, settings: Any, tmp_path: Path
) -> None:
    settings.DATA = tmp_path
    horch = Place.objects.get(slug="august-horch-museum")
    for operator in ("", SECRET):
        change_record(horch, {**record_of(horch), "operator": operator}, Trail(Actor("person:k")))
    assert published(tmp_path)["operator"] == SECRET


@pytest.mark.django_db
@pytest.mark.parametrize("licence", LICENCES)
def test_every_piece_that_a_closed_source_alone_says_is_left_out(
    slip: Run, settings: Any, tmp_path: Path, licence: str
) -> None:
    """The names excepted by which a place is found at all: those have people of their own."""
    settings.DATA = tmp_path
    horch = Place.objects.get(slug="august-horch-museum")
    trail = Trail(HARVESTER, run=f"{slip.key}-y")
    name = {"language": "de", "kind": "alternative", "text": SECRET, "origin": "source"}
    record = record_of(horch)
    put = {
        "phone": "+49 375 999",
        "names": [*record["names"], name],
        "address": {**record["address"], "street": SECRET},
    }
    pieces = (("phone", put["phone"]), ("names", name), ("address.street", SECRET))
    for field, value in pieces:
        _said(slip, horch, field, value, licence)
    change_record(horch, {**record, **put}, trail)
    out = published(tmp_path)
    assert (SECRET in json.dumps(out), out["phone"] == put["phone"]) == (
        licence not in CLOSED,
        licence not in CLOSED,
    )
    assert len(out["names"]) == len(record["names"]) + (licence not in CLOSED)
    assert tmp_path == site.DATA
