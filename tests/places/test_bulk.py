"""Many places in one go: seen before, carried out together, undone together."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from inducult.common.history import Actor
from inducult.common.models import Act
from inducult.places.actions import Pair, Trail, change_many, change_record, undo_run
from inducult.places.bulk import Wish, wished
from inducult.places.models import Place, Publication
from inducult.places.records import Record, empty_record, record_of, records_of
from tests.cast import Cast

BY = Actor.command("test")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PAGE = "/en/register/bulk/?all=on"


def client_of(cast: Cast, part: str) -> Client:
    client = Client()
    client.force_login(cast[part], backend=BACKEND)
    return client


def everything() -> list[Record]:
    return list(records_of(Place.objects.all()))


def pairs(**values: object) -> list[Pair]:
    return [Pair(record, {**record, **values}) for record in everything()]


CODES = st.sampled_from(["MIN", "ENG.AUTO", "VIS.MTRA"])


@given(st.lists(CODES, unique=True), CODES, CODES)
def test_a_wish_that_is_fulfilled_asks_no_more(types: list[str], add: str, remove: str) -> None:
    wish = Wish(values={"operator": "City"}, add={"types": add}, remove={"types": remove})
    once = wished({**empty_record(), "types": types}, wish)
    assert add in once["types"]
    assert add == remove or remove not in once["types"]
    assert set(wished(once, wish)["types"]) == set(once["types"])


@pytest.mark.django_db
def test_undoing_a_run_is_as_if_it_never_was(cast: Cast) -> None:
    before = everything()
    done = change_many(pairs(operator="City", endangered=True), Trail(BY, deed="bulk"))
    assert done.changed == len(before)
    assert everything() != before
    undone = undo_run(done.run, by=BY, only=[record["id"] for record in before])
    assert (undone.changed, undone.clashes) == (len(before), {})
    assert everything() == before
    again = undo_run(undone.run, by=BY, only=[record["id"] for record in before])
    assert {record["operator"] for record in everything()} == {"City"}
    assert again.changed == len(before)


def test_undoing_leaves_later_work_and_names_it(cast: Cast) -> None:
    done = change_many(pairs(operator="City", protection="monument"), Trail(BY, deed="bulk"))
    horch = Place.objects.get(slug="august-horch-museum")
    change_record(horch, {**record_of(horch), "operator": "A foundation"}, Trail(BY))
    undone = undo_run(done.run, by=BY, only=[horch.identifier])
    assert [clash.mine.name for clash in undone.clashes[horch.identifier]] == ["operator"]
    record = record_of(horch)
    assert (record["operator"], record["protection"]) == ("A foundation", "")


def test_a_run_that_fails_writes_nothing(cast: Cast) -> None:
    before, acts = everything(), Act.objects.count()
    wrong = [*pairs(operator="City")[:-1], *pairs(types=["NO.SUCH"])[-1:]]
    with pytest.raises(Exception, match=r"(?i)foreign|constraint"):
        _at_once(wrong)
    assert (everything(), Act.objects.count()) == (before, acts)


def _at_once(wrong: list[Pair]) -> None:
    from django.db import connection, transaction  # noqa: PLC0415 -- only here

    with transaction.atomic():
        change_many(wrong, Trail(BY, deed="bulk"))
        connection.check_constraints()


def test_a_keeper_sees_before_she_writes_and_foreign_places_are_left_out(cast: Cast) -> None:
    client, before = client_of(cast, "keeper"), everything()
    wish = {"operator": "City of Zwickau", "empty": ["website"]}
    look = client.post(PAGE, wish)
    assert everything() == before
    assert (look.context["count"], look.context["left_out"]) == (1, 2)
    assert "City of Zwickau" in look.content.decode()
    seal = look.context["look"].seal
    done = client.post(PAGE, {**wish, "carry_out": "", "seal": seal, "publish_too": "on"})
    changed = [r for r, old in zip(everything(), before, strict=True) if r != old]
    assert [(r["slug"], r["operator"], r["website"]) for r in changed] == [
        ("august-horch-museum", "City of Zwickau", "")
    ]
    published = Publication.objects.get(place__slug="august-horch-museum").record
    assert json.loads(published)["operator"] == "City of Zwickau"
    client.post(done.url)
    assert everything() == before


def test_what_changed_since_the_look_is_looked_at_again(cast: Cast) -> None:
    client, horch = client_of(cast, "keeper"), Place.objects.get(slug="august-horch-museum")
    wish = {"operator": "City of Zwickau"}
    seal = client.post(PAGE, wish).context["look"].seal
    change_record(horch, {**record_of(horch), "operator": "Somebody"}, Trail(BY))
    again = client.post(PAGE, {**wish, "carry_out": "", "seal": seal})
    assert again.status_code == 200
    assert record_of(horch)["operator"] == "Somebody"


def test_ticks_choose_only_what_one_may_see_and_keep(cast: Cast) -> None:
    foreign = Place.objects.get(slug="abenteuer-erzberg")
    page = f"/en/register/bulk/?place={foreign.identifier}&place=nosuch0000"
    shown = client_of(cast, "keeper").get(page)
    assert (shown.context["count"], shown.context["left_out"]) == (0, 1)


def test_a_form_that_wants_nothing_says_so(cast: Cast) -> None:
    answer = client_of(cast, "keeper").post(PAGE, {"reason": "?"})
    assert answer.status_code == 422
    assert "Say what is to change." in answer.content.decode()


def test_a_run_is_seen_by_her_who_made_it_and_the_steward(cast: Cast) -> None:
    client = client_of(cast, "keeper")
    seal = client.post(PAGE, {"protection": "monument"}).context["look"].seal
    done = client.post(PAGE, {"protection": "monument", "carry_out": "", "seal": seal})
    assert "monument" in client.get(done.url).content.decode()
    assert client_of(cast, "steward").get(done.url).status_code == 200
    assert client_of(cast, "foreign_keeper").get(done.url).status_code == 403
    assert "1 place" in client.get("/en/register/runs/").content.decode()


def test_the_fields_to_be_emptied_are_named_in_the_language_of_the_page(cast: Cast) -> None:
    told = client_of(cast, "keeper").get(PAGE.replace("/en/", "/de/")).content.decode()
    assert "Denkmalschutz" in told
    assert "Protection as a monument" not in told
