"""Every address, method and role, at home and abroad, in every state of publication.

The table is made from the addresses of the product (`get_resolver`), the answers are written by
hand in `tests/permissions/`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

import pytest
from django.conf import settings
from django.db import transaction
from django.template.backends.django import Template
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from inducult.common.history import Actor, Trace, keep
from inducult.common.models import Act
from inducult.harvest.models import Received, Run, SampleCheck, Source, Suggestion, Upload
from inducult.harvest.uploads import NOTHING_SAID
from inducult.partnership.models import Assignment, Invitation, Region, Role
from inducult.partnership.queries import actor_of
from inducult.places.actions import Pair, Trail, change_many
from inducult.places.actions.exchanging import keep_sheet, table_of
from inducult.places.actions.reverting import PUBLIC
from inducult.places.album import keep_file, master_name
from inducult.places.exchange.sheets import Table
from inducult.places.links import sealed
from inducult.places.models import (
    Correction,
    Keeping,
    Picture,
    Place,
    Publication,
    Reminder,
    Report,
)
from inducult.places.records import empty_record, record_of
from inducult.places.rights import may
from inducult.places.vocabulary import State
from inducult.places.writing import write_records
from tests.cast import ABROAD, HOME, PARTS, Cast
from tests.dialogue.made import workshops_for_permissions
from tests.dialogue.workshop import rooms_for_permissions
from tests.permissions import ROWS, SEEN_FIRST, THINGS, VISITOR, WHO, Row
from tests.strategy.made import strategies_for_permissions
from tests.strategy.planned import plans_for_permissions

BACKEND: Final = settings.AUTHENTICATION_BACKENDS[0]
# Pages of the library for accounts, with tests of their own in tests/partnership.
LIBRARY: Final = ("account_", "mfa_", "usersessions_")
# Sent by pages and refused by none: what is tested is the door, not the form behind it.
WORDS: Final = {
    "place": "identifier",
    "correction": "key",
    "report": "receipt",
    "suggestion": "key",
    "sample": "key",
    "upload": "key",
    "strategy": "slug",
    "pilot": "slug",
    "plan sheet": "key",
    "room": "key",
    "group": "key",
    "template": "key",
}
EMPTY: Final[dict[str, str]] = {}


def addresses(resolver: URLResolver | None = None, names: str = "") -> Iterator[str]:
    """The names of all addresses, with their namespaces."""
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each, URLResolver):
            inner = f"{names}{each.namespace}:" if each.namespace else names
            yield from addresses(each, inner)
        elif isinstance(each, URLPattern):
            yield f"{names}{each.name}"


def ours() -> list[str]:
    return [name for name in addresses() if not name.startswith(LIBRARY)]


def test_every_address_has_a_row() -> None:
    assert sorted(set(ours()) - set(ROWS)) == []


def test_every_row_has_an_address() -> None:
    assert sorted(set(ROWS) - set(ours())) == []


# --- what stands in the register ------------------------------------------------------------------
@pytest.fixture
def things(cast: Cast) -> dict[str, str]:
    """What `things_of` puts there."""
    return things_of(cast)


def things_of(cast: Cast) -> dict[str, str]:
    """The word of the address of each thing, by the names of the table."""
    horch = Place.objects.get(slug="august-horch-museum")
    made = {
        "home published": horch.identifier,
        "foreign published": Place.objects.get(slug="abenteuer-erzberg").identifier,
        "home draft": _place("homedraft0", HOME, State.DRAFT),
        "home archived": _place("homearchiv", HOME, State.ARCHIVED),
        "entrusted draft": _place("entrusted0", HOME, State.DRAFT),
        "foreign draft": _place("foreigndra", ABROAD, State.DRAFT),
        "orphan draft": _place("0rphan0000", None, State.DRAFT),
    }
    entrusted = Place.objects.get(identifier=made["entrusted draft"])
    Keeping.objects.create(place=entrusted, organisation=cast.organisation)
    draft = _correction(cast, Place.objects.get(slug="genk-ford-genk"), Correction.State.DRAFT)
    return {
        **made,
        **_acts(made),
        "draft correction": draft,
        "proposed correction": _correction(cast, horch, Correction.State.PROPOSED),
        **_reports(horch),
        **_suggestions(cast),
        **workshops_for_permissions(cast),
        **strategies_for_permissions(),
        **plans_for_permissions(cast),
        **rooms_for_permissions(),
        "picture": _picture(horch),
        "{published}": horch.identifier,
        "{role}": str(Assignment.objects.get(person=cast["keeper"]).pk),
        "{invitation}": Invitation.objects.create(
            email="new@example.org", role=Role.KEEPER, region_id=HOME, invited_by="command:test"
        ).key,
        "{run}": _run(cast, horch),
        "{sheet}": _sheet(cast, horch),
        "{still_right}": sealed(
            Reminder.objects.create(
                place=horch, person=cast["keeper"], season="yearly", due_on=date(2026, 11, 1)
            )
        ),
        "{receipt}": Report.objects.create(place=horch, message="?", language="en").receipt,
    }


def _place(identifier: str, region: str | None, state: str) -> str:
    """A place that nobody outside may know of: a copy with an address of its own."""
    record = record_of(Place.objects.get(slug="august-horch-museum"))
    regions = (
        [{"code": Region.objects.get(code=region).code, "found_by": "person"}] if region else []
    )
    own = {"id": identifier, "slug": f"secret-{identifier}", "regions": regions, "identifiers": []}
    write_records([{**record, **own}])
    Place.objects.filter(identifier=identifier).update(state=state)
    place = Place.objects.get(identifier=identifier)
    keep([Trace("add", "place", identifier, None, record_of(place))], by=Actor("command:test"))
    return identifier


def _picture(place: Place) -> str:
    """The name of a published picture that has no file: its door opens all the same."""
    key = "0123456789"  # as in its row
    keep_file(master_name(key), b"")
    Picture.objects.create(place=place, key=key, file=master_name(key), width=400, height=300)
    shown = {**record_of(place), "media": [{"file": master_name(key)}]}
    Publication.objects.filter(place=place).update(record=json.dumps(shown))
    return master_name(key)


def _reports(place: Place) -> dict[str, str]:
    """Messages of visitors: about a place, and of places that are missing."""
    made = {
        "home report": {"place": place},
        "home suggestion": {"told": {"regions": [HOME]}, "matter": "place"},
    }
    made["suggestion of nowhere"] = {"told": {"regions": []}, "matter": "place"}
    return {
        name: Report.objects.create(message="?", language="en", **told).receipt
        for name, told in made.items()
    }


def _suggestions(cast: Cast) -> dict[str, str]:
    """A harvest with a suggestion at home and one where no region is."""
    source = Source.objects.create(name="list", title="A list", licence="CC-BY-4.0")
    run = Run.objects.create(source=source, state="done", file="list.csv")
    keeper = actor_of(cast["keeper"]).name
    checked = SampleCheck.objects.create(run=run, kind="new", threshold=0, by=keeper)
    made = {"{harvest}": run.key, "sample of the keeper": checked.key}
    made["file of the keeper"] = Upload.objects.create(
        by=keeper, file="list.csv", mapping={**NOTHING_SAID, "columns": {}}
    ).key
    for name, region in (("home suggested", HOME), ("nowhere suggested", None)):
        told = {"source": source, "key": name, "digest": name, "content": {}, "row": 1}
        received = Received.objects.create(**told, first_run=run, last_run=run)
        made[name] = Suggestion.objects.create(
            source=source,
            run=run,
            received=received,
            kind="new",
            region_id=region,
            title=name,
            record=empty_record(),
        ).key
    return made


def _acts(made: dict[str, str]) -> dict[str, str]:
    """The last act on each place, that pages of its history may be asked for."""
    places = Act.objects.filter(subject_kind="place", subject__in=made.values())
    return {
        f"{act.subject}{{act}}": str(act.pk)
        for act in places.exclude(deed__in=PUBLIC).order_by("id")
    }


def _run(cast: Cast, place: Place) -> str:
    """A run of the keeper at home."""
    record = record_of(place)
    pair = Pair(record, {**record, "protection": "monument"})
    return change_many([pair], Trail(actor_of(cast["keeper"]), deed="bulk")).run


def _sheet(cast: Cast, place: Place) -> str:
    """A table of the keeper at home that she has not decided about."""
    out = table_of(Place.objects.filter(pk=place.pk), ["en"])
    table = Table(out.header, list(enumerate(out.rows, 2)))
    return keep_sheet(table, name="table.xlsx", person=cast["keeper"]).key


def _correction(cast: Cast, place: Place, state: str) -> str:
    record = record_of(place)
    changed = {**record, "operator": "somebody else"}
    return Correction.objects.create(
        place=place, author=cast["contributor"], base=record, record=changed, state=state
    ).key


# --- the matrix -----------------------------------------------------------------------------------
@pytest.mark.matrix
@pytest.mark.parametrize("part", [VISITOR, *PARTS])
def test_each_door_opens_for_those_and_only_those(
    part: str, cast: Cast, things: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # What is behind a door is drawn by the tests of its page; to draw it here is half of the time.
    monkeypatch.setattr(Template, "render", lambda *_words, **_named: "")
    client = Client()
    if part != VISITOR:
        client.force_login(cast[part], backend=BACKEND)
    wrong = [
        f"{method} {name} ({thing}): {outcome}, expected {expected}"
        for name, row in ROWS.items()
        for method in ("GET", "POST")
        for thing in _asked_for(row, method)
        if (outcome := _outcome(client, method, name, row, things.get(thing, ""), things))
        != (expected := _expected(part, method, row, thing))
    ]
    assert "\n".join(wrong) == ""


def _asked_for(row: Row, method: str) -> tuple[str, ...]:
    """Each thing; where there is no such method, one is enough."""
    asked = THINGS.get(row.thing, ("",))
    return asked if method in row.methods else asked[:1]


def _expected(part: str, method: str, row: Row, thing: str) -> str:
    if method not in row.methods:
        return "no such method"
    if row.thing:
        return _expected_of_thing(part, method, row, thing)
    assert row.who is not None
    if not row.who:  # off unless an operator switches it on: there is no such page
        return "hidden"
    if part in row.who:
        return "in"
    return "sign in" if part == VISITOR else "refused"


def _expected_of_thing(part: str, method: str, row: Row, thing: str) -> str:
    if part == VISITOR:
        return "sign in"
    if part not in WHO[SEEN_FIRST[row.thing]][thing]:
        return "hidden"
    right = row.to_send if method == "POST" and row.to_send else row.right
    return "in" if part in WHO[right][thing] else "refused"


def _outcome(  # noqa: PLR0917 -- the six sides of one question
    client: Client, method: str, name: str, row: Row, thing: str, things: dict[str, str]
) -> str:
    address = address_of(name, row, thing, things)
    with transaction.atomic():
        response = client.generic(method, address, "")
        transaction.set_rollback(True)
        if response.streaming:
            response.close()  # a file that nobody reads stays open
    return _named(response)


def address_of(name: str, row: Row, thing: str, things: dict[str, str]) -> str:
    """The address of a row for one thing; `thing` is the thing's word in the address."""
    words = {
        key: things.get(f"{thing}{word}") or things.get(word, word)
        for key, word in row.words.items()
    }
    if row.thing:
        words[WORDS[row.thing]] = thing
    return reverse(name, kwargs=words) + row.query


def _named(response: Any) -> str:
    refusals = {403: "refused", 404: "hidden", 405: "no such method"}
    if response.status_code == 302 and "/account/login" in response["Location"]:
        return "sign in"
    return refusals.get(response.status_code, "in" if response.status_code < 500 else "broken")


# --- nothing unpublished in any answer ------------------------------------------------------------
SECRETS: Final = ("homedraft0", "entrusted0", "foreigndra", "0rphan0000")
ASKED: Final = (
    *("/id/{}", "/en/places/{}/", "/en/places/?q={}", "/en/map/?q={}"),
    *("/ogc/collections/places/items?f=html&slug={}", "/ogc/collections/places/items?f=html&q={}"),
    *("/ogc/collections/offers/items?f=html&place={}", "/ogc/collections/places/items/{}?f=html"),
    *("/ogc/collections/places/tiles/WebMercatorQuad/0/0/0?slug={}", "/api/v1/places/{}"),
    "/api/v1/places?q={}",
)


@pytest.mark.matrix
@pytest.mark.parametrize("address", ASKED)
def test_a_place_that_is_not_published_is_answered_like_one_that_never_was(
    address: str, things: dict[str, str]
) -> None:
    never = _told(address, "neverwas00")
    assert {secret: _told(address, secret) == never for secret in SECRETS} == dict.fromkeys(
        SECRETS, True
    )


def _told(address: str, identifier: str) -> tuple[int, str]:
    """Status and body, without the word that was asked for."""
    word = identifier if address.startswith("/id/") else f"secret-{identifier}"
    response = Client().get(address.format(word))
    told = response.content.decode().replace(word, "…")
    return response.status_code, told.replace(word.replace("-", " "), "…")


@pytest.mark.matrix
def test_seeing_a_place_is_the_same_question_for_every_part(
    cast: Cast, things: dict[str, str]
) -> None:
    for part in PARTS:
        for name, who in WHO["see"].items():
            place = Place.objects.get(identifier=things[name])
            assert may(cast[part], "places.see", place) == (part in who), (part, name)
