"""The facilitator leads: steps, pairs, open and close, the wall."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from inducult.dialogue.digest import digest_of
from inducult.dialogue.models import Pair, Participant, Session, Theme
from tests.cast import Cast
from tests.dialogue.room.conftest import KINDS, Phone
from tests.dialogue.workshop import Workshop

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
At = Callable[[str], Session]
JSON = "application/json"


@pytest.fixture
def workshop(home: Workshop) -> Workshop:
    return home


@pytest.fixture
def leader(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast["facilitator"], backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def address(session: Session, name: str = "lead") -> str:
    return reverse(f"room:{name}", kwargs={"key": session.key})


def do(leader: Client, session: Session, **fields: Any) -> Any:
    return leader.post(address(session, "leading"), fields, follow=True)


def test_the_screen_shows_step_code_and_who_is_here(
    leader: Client, session: Session, phone: Phone
) -> None:
    page = leader.get(address(session)).content.decode()
    for words in ("welcome?", session.code.upper(), "1 person here", "museum or heritage: 1"):
        assert words in page
    svg = leader.get(address(session, "code")).content.decode()
    assert svg.startswith("<svg ") and "style" not in svg


def test_she_goes_from_step_to_step_and_phones_follow(
    leader: Client, session: Session, phone: Phone
) -> None:
    do(leader, session, go="2")
    assert "wall?" in phone.page()
    assert phone.news()["things"]["session"]["position"] == 2
    refused = do(leader, session, go=str(len(KINDS)))
    assert "not possible" in refused.content.decode()
    assert "did not say" in do(leader, session, go="x").content.decode()


def test_pairs_are_drawn_and_each_phone_shows_its_own(
    leader: Client, session: Session, phone: Phone, other: Phone
) -> None:
    do(leader, session, do="pairs")
    do(leader, session, go="1")
    assert Pair.objects.get().members.count() == 2
    assert "with: company" in phone.page()
    assert "with: museum or heritage" in other.page()
    assert "museum or heritage · company" in leader.get(address(session, "wall")).content.decode()


def test_she_closes_and_opens_again(leader: Client, session: Session, phone: Phone) -> None:
    code = session.code
    do(leader, session, do="close")
    assert leader.get(address(session, "code")).status_code == 404
    do(leader, session, do="open")
    session.refresh_from_db()
    assert (session.state, session.code != code, bool(session.code)) == ("open", True, True)
    assert "Welcome" in phone.client.get(Phone(session).address("room")).content.decode()


def test_she_gathers_too(leader: Client, session: Session, phone: Phone, at: At) -> None:
    at("wall")
    card = phone.send(what="card", text="A", kind="strength").json()["key"]
    gathering = address(session, "lead_gathering")
    assert leader.post(gathering, {"title": "Pride"}).status_code == 204
    theme = Theme.objects.get()
    assert leader.post(gathering, {"thing": f"card:{card}", "theme": theme.key}).status_code == 204
    told = leader.get(address(session, "lead_board"), {"since": "-1"}).json()
    assert told["things"][f"card:{card}"]["theme"] == theme.key


def test_she_chooses_the_positive_core_and_everybody_sees_it(
    leader: Client, session: Session, phone: Phone, at: At
) -> None:
    """With and without a script; nobody else may."""
    at("wall")
    key = phone.send(what="theme", title="Pride").json()["key"]
    choosing = address(session, "lead_core")
    assert phone.client.post(choosing, {"theme": key, "core": "1"}).status_code == 302  # to sign in
    plain = leader.post(choosing, {"theme": key, "core": "1"}, follow=True).content.decode()
    assert 'aria-pressed="true"' in plain
    assert phone.news()["things"][f"theme:{key}"]["core"] is True
    for seen in (phone.page(), leader.get(address(session, "wall")).content.decode()):
        assert '<p class="wall__core" lang="en">positive core</p>' in seen
    at("propositions")
    assert '<ul class="core" lang="en"><li>Pride</li></ul>' in phone.page()
    assert [theme.title for theme in digest_of(session, None).core] == ["Pride"]
    quick = leader.post(choosing, {"theme": key, "core": "0"}, headers={"Accept": JSON})
    assert (quick.status_code, Theme.objects.get().is_core) == (204, False)
    assert leader.post(choosing, {"theme": "nothere"}).status_code == 422


def test_every_step_has_its_page(
    leader: Client, session: Session, phone: Phone, workshop: Workshop, at: At
) -> None:
    workshop.theme(), workshop.proposition(), workshop.commitment(), workshop.card(kind="element")
    workshop.concern("Who pays?")
    Participant.objects.update(name="Anna")
    for naming in ("anonymous", "by_name"):
        Session.objects.filter(pk=session.pk).update(naming=naming)
        for kind in KINDS:
            at(kind)
            assert f"{kind}?" in phone.page()
            for name in ("lead", "wall"):
                assert f"{kind}?" in leader.get(address(session, name)).content.decode()


def test_names_are_shown_by_name_and_not_otherwise(
    leader: Client, session: Session, workshop: Workshop, at: At
) -> None:
    Session.objects.filter(pk=session.pk).update(naming="by_name")
    session.refresh_from_db()
    anna = Phone(session)
    anna.join(name="Quillwort")
    anna.send(what="card", text="A", kind="word")
    assert "Quillwort" in str(anna.news()["things"])
    Session.objects.filter(pk=session.pk).update(naming="anonymous")
    at("welcome")
    assert "Quillwort" not in str(anna.news()["things"])
