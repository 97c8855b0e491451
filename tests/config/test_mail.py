"""Letters through a real mail server on this machine, read back as their recipient would."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from django.test import Client
from django.utils import timezone

from inducult.common.environment import BadSetting
from inducult.config.settings import _mail_server
from inducult.partnership.models import Person
from inducult.places.actions import remind
from inducult.places.models import Place, Reminder
from inducult.places.records import record_of
from inducult.places.writing import write_records
from tests.cast import Cast

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SITE = "https://inducult.example"


@dataclass
class Postbox:
    """Takes every letter, or refuses those to one recipient; knows who signed in."""

    letters: list[EmailMessage] = field(default_factory=list)
    refused: str = ""
    signed_in: list[bytes] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 -- the name and shape that aiosmtpd calls
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if address == self.refused:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def knows(self, server: Any, session: Any, envelope: Any, how: str, told: Any) -> AuthResult:
        assert isinstance(told, LoginPassword)
        self.signed_in.append(told.login)
        return AuthResult(success=told.password == b"p@ss/word")


@pytest.fixture
def postbox(settings: Any) -> Iterator[Postbox]:
    """A mail server as the setting INDUCULT_MAIL would name it, and what it took."""
    box = Postbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(
        box,
        hostname="127.0.0.1",
        port=port,
        authenticator=box.knows,
        auth_require_tls=False,
    )
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.DEFAULT_FROM_EMAIL = "register@inducult.example"
    settings.SITE = SITE
    for name, value in _mail_server(f"smtp://keeper:p%40ss%2Fword@127.0.0.1:{port}").items():
        setattr(settings, name, value)
    yield box
    server.stop()


def text_of(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    assert isinstance(body, EmailMessage)
    return str(body.get_content())


def hosts_in(text: str) -> set[str]:
    return set(re.findall(r"https?://[^/\s]+", text))


def make_old() -> Place:
    """The museum at home was last checked in 2024."""
    place = Place.objects.get(slug="august-horch-museum")
    record = record_of(place)
    write_records([{**record, "visit": {**record["visit"], "checked_on": "2024"}}])
    return place


def test_an_invitation_arrives_and_its_link_has_our_own_host(cast: Cast, postbox: Postbox) -> None:
    client = Client()
    client.force_login(cast["coordinator"], backend=BACKEND)
    wanted = {"email": "nova@example.org", "role": "keeper", "region": "zwickau", "language": "cs"}
    client.post("/en/people/invite/", wanted, HTTP_HOST="localhost")
    (letter,) = postbox.letters
    assert (letter["To"], letter["From"]) == ("nova@example.org", "register@inducult.example")
    assert letter["Message-ID"]
    assert letter["Date"]
    assert postbox.signed_in == [b"keeper"]
    text = text_of(letter)
    assert hosts_in(text) == {SITE}
    assert f"{SITE}/cs/people/invitations/" in text


def test_a_reminder_arrives_and_its_link_answers_it(cast: Cast, postbox: Postbox) -> None:
    place = make_old()
    Person.objects.filter(pk=cast["keeper"].pk).update(language="de")
    assert remind(timezone.localdate()) >= 1
    letter = next(each for each in postbox.letters if each["To"] == "keeper@example.org")
    reminder = Reminder.objects.get(person=cast["keeper"], place=place)
    assert letter["Message-ID"].endswith(".reminder@inducult.example>")
    assert letter["Auto-Submitted"] == "auto-generated"
    text = text_of(letter)
    assert hosts_in(text) == {SITE}
    links = re.findall(rf"{SITE}(/de/register/still-right/\S+)", text)
    pages = [Client().get(link).content.decode() for link in links]
    page = next(page for page in pages if place.slug in page or "Horch" in page)
    seen = re.search(r'name="seen" value="(\w+)"', page)
    assert seen
    link = links[pages.index(page)]
    assert Client().post(link, {"seen": seen[1]}).status_code == 302
    reminder.refresh_from_db()
    assert reminder.answer == Reminder.Answer.STILL_RIGHT


def test_a_name_with_a_line_break_forges_no_header(cast: Cast, postbox: Postbox) -> None:
    place = make_old()
    record = record_of(place)
    names = [{**record["names"][0], "text": "Horch\r\nBcc: all@example.org"}]
    write_records([{**record, "names": names}])
    remind(timezone.localdate())
    assert postbox.letters
    assert [letter["Bcc"] for letter in postbox.letters] == [None] * len(postbox.letters)
    assert {letter["To"].partition("@")[2] for letter in postbox.letters} == {"example.org"}


def test_one_bad_address_does_not_keep_the_others_from_their_letters(
    cast: Cast, postbox: Postbox
) -> None:
    make_old()
    second = Person.objects.create_user("zweite@example.org", "a long enough pass phrase")
    second.assignments.create(role="keeper", region_id="zwickau", given_by="command:test")
    postbox.refused = "keeper@example.org"
    with pytest.raises(RuntimeError, match="1 letters"):
        remind(timezone.localdate())
    assert "zweite@example.org" in [letter["To"] for letter in postbox.letters]
    assert not Reminder.objects.filter(person=cast["keeper"], sent_at__isnull=False).exists()


@pytest.mark.parametrize(
    ("url", "port", "ssl", "tls"),
    [
        ("smtp://mail.example.org", 25, False, False),
        ("smtp://mail.example.org:587?tls", 587, False, True),
        ("smtps://mail.example.org", 465, True, False),
    ],
)
def test_the_setting_names_port_and_encryption(url: str, port: int, ssl: bool, tls: bool) -> None:
    told = _mail_server(url)
    assert (told["EMAIL_HOST"], told["EMAIL_PORT"]) == ("mail.example.org", port)
    assert (told["EMAIL_USE_SSL"], told["EMAIL_USE_TLS"]) == (ssl, tls)


def test_another_scheme_is_refused() -> None:
    with pytest.raises(BadSetting, match="smtp"):
        _mail_server("http://mail.example.org")
