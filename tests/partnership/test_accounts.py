"""Accounts come from invitations, and nobody gets further than her role."""

from __future__ import annotations

import json
import re
import time
from typing import Any

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client

from inducult.common.models import Act
from inducult.partnership.models import Assignment, Invitation, Person, Role
from inducult.partnership.queries import name_of_actor
from inducult.places.models import Correction, Place
from inducult.places.records import record_of
from tests.cast import Cast

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PASSWORD = "a mine is open on Sunday"
SIGN_IN = "/en/account/login/"


@pytest.fixture(autouse=True)
def nobody_has_guessed_before() -> None:
    """Counters of the rate limits live in the cache."""
    cache.clear()


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


def invite(client: Client, **told: str) -> Any:
    wanted = {"email": "new@example.org", "role": "keeper", "region": "zwickau", "language": "de"}
    return client.post("/en/people/invite/", {**wanted, **told})


def link_in(letter: Any) -> str:
    found = re.search(r"https?://[^/]+(/\S+)", str(letter.body))
    assert found
    return found[1]


def test_an_invitation_leads_to_an_account_with_the_role(cast: Cast) -> None:
    invite(signed_in(cast["coordinator"]))
    (letter,) = mail.outbox
    assert letter.to == ["new@example.org"]
    stranger = Client()
    stranger.post(link_in(letter), {"name": "New Keeper", "password": PASSWORD})
    person = Person.objects.get(email="new@example.org")
    assert person.held == {(Role.KEEPER, "zwickau", None)}
    assert stranger.get("/de/register/").status_code == 200
    assert stranger.get(link_in(letter)).status_code == 410  # a link works once
    assert Client().post(SIGN_IN, {"login": person.email, "password": PASSWORD}).status_code == 302


def test_a_member_who_is_invited_gets_the_role_beside_her_own(cast: Cast) -> None:
    invite(signed_in(cast["coordinator"]), email="contributor@example.org")
    signed_in(cast["contributor"]).post(link_in(mail.outbox[0]))
    person = Person.objects.get(email="contributor@example.org")
    assert person.held == {
        (Role.CONTRIBUTOR, "zwickau", None),
        (Role.KEEPER, "zwickau", None),
    }


@pytest.mark.parametrize(
    "wanted",
    [
        {"region": "leoben"},
        {"role": "steward", "region": ""},
        {"role": "scientist", "region": ""},
        {"role": "organisation_keeper", "region": "", "organisation": "stadt-leoben"},
    ],
)
def test_a_coordinator_invites_to_her_own_region_only(cast: Cast, wanted: dict[str, str]) -> None:
    assert invite(signed_in(cast["coordinator"]), **wanted).status_code == 422
    assert (mail.outbox, Invitation.objects.count()) == ([], 0)


def test_a_withdrawn_invitation_leads_nowhere(cast: Cast) -> None:
    coordinator = signed_in(cast["coordinator"])
    invite(coordinator)
    key = Invitation.objects.get().key
    assert (
        signed_in(cast["foreign_coordinator"])
        .post(f"/en/people/invitations/{key}/withdraw/")
        .status_code
        == 403
    )
    coordinator.post(f"/en/people/invitations/{key}/withdraw/")
    assert Client().get(f"/en/people/invitations/{key}/").status_code == 410


def test_the_first_steward_is_invited_by_command(cast: Cast, capsys: Any) -> None:
    call_command("steward", "first@example.org")
    told = capsys.readouterr().out
    assert f"/en/people/invitations/{Invitation.objects.get().key}/" in told


def test_a_role_that_is_taken_back_holds_no_more(cast: Cast) -> None:
    assignment = Assignment.objects.get(person=cast["keeper"])
    signed_in(cast["foreign_coordinator"]).post(f"/en/people/roles/{assignment.pk}/")
    assert Assignment.objects.filter(pk=assignment.pk).exists()
    signed_in(cast["coordinator"]).post(f"/en/people/roles/{assignment.pk}/")
    assert not Assignment.objects.filter(pk=assignment.pk).exists()


def test_nobody_can_sign_up_without_an_invitation(cast: Cast) -> None:
    told = {"email": "x@example.org", "password1": PASSWORD, "password2": PASSWORD}
    Client().post("/en/account/signup/", told)
    assert not Person.objects.filter(email="x@example.org").exists()


def test_what_a_person_can_take_out_is_all_and_hers(cast: Cast) -> None:
    keeper = signed_in(cast["keeper"])
    place = Place.objects.get(slug="august-horch-museum")
    record = record_of(place)
    Correction.objects.create(place=place, author=cast["keeper"], base=record, record=record)
    told = json.loads(keeper.get("/en/people/me/data.json").content)
    assert told["account"]["email"] == "keeper@example.org"
    assert [role["role"] for role in told["roles"]] == ["keeper"]
    assert [each["place"] for each in told["corrections"]] == ["august-horch-museum"]


def test_who_is_erased_becomes_a_former_member(cast: Cast) -> None:
    keeper = cast["keeper"]
    actor = f"person:{keeper.identifier}"
    client = signed_in(keeper)
    place = Place.objects.get(slug="august-horch-museum")
    client.post(f"/en/register/places/{place.identifier}/edit/about/", {})
    Act.objects.create(
        at="2026-11-23T00:00Z", actor=actor, deed="change", subject_kind="place", subject="x"
    )
    wrong = client.post("/en/people/me/erase/", {"password": "guessed wrong"})
    assert (wrong.status_code, Person.objects.filter(pk=keeper.pk).exists()) == (422, True)
    client.post("/en/people/me/erase/", {"password": "a long enough pass phrase"})
    assert not Person.objects.filter(email="keeper@example.org").exists()
    assert name_of_actor(actor) == "former member"
    assert client.get("/en/register/").status_code == 302


def test_the_last_steward_stays(cast: Cast) -> None:
    client = signed_in(cast["steward"])
    erased = client.post("/en/people/me/erase/", {"password": "a long enough pass phrase"})
    assert erased.status_code == 409
    assert Person.objects.filter(email="steward@example.org").exists()


# --- threats (docs/security.md) -------------------------------------------------------------------
def test_guessing_passwords_is_stopped(cast: Cast) -> None:
    client = Client()
    told = {"login": "keeper@example.org", "password": "guess"}
    answers = [client.post(SIGN_IN, told) for _ in range(12)]
    assert "Too many failed login attempts" in answers[-1].content.decode() or (
        answers[-1].status_code == 429
    )


def test_signing_in_changes_the_session(cast: Cast) -> None:
    invite(signed_in(cast["coordinator"]))
    client = Client()
    client.get(SIGN_IN)
    session = client.session
    session["planted"] = True
    session.save()
    before = session.session_key
    client.post(link_in(mail.outbox[0]), {"name": "New", "password": PASSWORD})
    assert client.session.session_key != before


def test_after_signing_in_nobody_is_led_elsewhere(cast: Cast) -> None:
    person = join_as(cast)
    told = {"login": person.email, "password": PASSWORD, "next": "https://evil.example/"}
    assert Client().post(SIGN_IN, told)["Location"] == "/en/register/"


def test_a_letter_names_the_host_of_the_site_not_of_the_request(cast: Cast, settings: Any) -> None:
    settings.SITE = "https://inducult.example"
    settings.ALLOWED_HOSTS = ["*"]
    person = join_as(cast)
    Client(headers={"host": "evil.example"}).post(
        "/en/account/password/reset/", {"email": person.email}
    )
    assert "evil.example" not in mail.outbox[-1].body
    assert "https://inducult.example/en/account/" in mail.outbox[-1].body


def test_a_form_from_elsewhere_is_refused(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast["coordinator"], backend=BACKEND)
    assert invite(client).status_code == 403


WHY = "this is a bare IP address"


@pytest.mark.parametrize(("host", "works"), [("127.0.0.1:8000", False), ("localhost:8000", True)])
def test_on_a_bare_ip_address_the_pages_say_why_there_are_no_passkeys(
    host: str, works: bool, cast: Cast
) -> None:
    keeper = signed_in(cast["keeper"])
    pages = {
        SIGN_IN: Client().get(SIGN_IN, headers={"host": host}),
        **{
            page: keeper.get(page, headers={"host": host})
            for page in ("/en/people/me/", "/en/account/2fa/")
        },
    }
    told = {page: WHY not in answer.content.decode() for page, answer in pages.items()}
    assert told == dict.fromkeys(pages, works)


def test_signing_out_everywhere_ends_the_other_sessions_and_keeps_this_one(cast: Cast) -> None:
    person = join_as(cast)
    here, there = Client(), Client()
    for client in (here, there):
        client.post(SIGN_IN, {"login": person.email, "password": PASSWORD})
    assert there.get("/en/people/me/").status_code == 200
    page = here.get("/en/account/sessions/")
    assert "Sign out everywhere else" in page.content.decode()
    here.post("/en/account/sessions/")
    assert there.get("/en/people/me/").status_code == 302
    assert here.get("/en/people/me/").status_code == 200


def test_a_password_alone_is_not_enough_where_a_code_is_asked_for(
    cast: Cast, settings: Any
) -> None:
    settings.MFA_TOTP_TOLERANCE = 1  # the half minute may end while the test runs
    person = join_as(cast)
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(person, secret)
    client = Client()
    asked = client.post(SIGN_IN, {"login": person.email, "password": PASSWORD})
    assert client.get("/en/people/me/").status_code == 302
    assert client.post(asked["Location"], {"code": "000000"}).status_code == 200
    assert client.get("/en/people/me/").status_code == 302
    moment = int(time.time()) // 30
    client.post(asked["Location"], {"code": f"{totp.hotp_value(secret, moment):06}"})
    assert client.get("/en/people/me/").status_code == 200


def test_who_forgot_her_password_gets_a_letter_and_a_new_one(cast: Cast) -> None:
    person = join_as(cast)
    client = Client()
    client.post("/en/account/password/reset/", {"email": person.email})
    form = client.get(link_in(mail.outbox[-1]), follow=True)
    new = "coke and iron since 1868"
    client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})
    told = {"login": person.email, "password": PASSWORD}
    assert Client().post(SIGN_IN, told).status_code == 200
    assert Client().post(SIGN_IN, {**told, "password": new}).status_code == 302


def join_as(cast: Cast) -> Person:
    """Somebody with an account of her own making."""
    invite(signed_in(cast["coordinator"]))
    Client().post(link_in(mail.outbox[0]), {"name": "New Keeper", "password": PASSWORD})
    return Person.objects.get(email="new@example.org")
