"""Invitations to a meeting, through a real mail server, read back as their recipient would."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from inducult.dialogue.models import Attendance, Meeting, Member
from tests.cast import Cast
from tests.config.test_mail import BACKEND, Postbox, postbox
from tests.dialogue.workshop import Workshop

__all__ = ["postbox"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(home: Workshop) -> Meeting:
    times = {"starts_at": datetime(2027, 3, 1, 8, tzinfo=UTC)}
    times["ends_at"] = datetime(2027, 3, 1, 11, tzinfo=UTC)
    for name, language, email in (
        ("Berta", "de", "berta@example.org"),
        ("Carla", "", "carla@example.org"),
        ("Dora", "cs", ""),
    ):
        Member.objects.create(
            group=home.group, name=name, sector="museum", language=language, email=email
        )
    return Meeting.objects.create(group=home.group, title="Spring", where="Hall 2", **times)


def test_everybody_is_invited_in_her_language(
    meeting: Meeting, cast: Cast, postbox: Postbox
) -> None:
    client = Client()
    client.force_login(cast["facilitator"], backend=BACKEND)
    address = reverse("dialogue:letters", args=[meeting.group.key, meeting.key])
    printed = client.get(address).content.decode()
    assert [name in printed for name in ("Guten Tag, Berta", "Good day Carla", "Dobrý den, Dora")]
    assert client.post(address).status_code == 302
    letters = {letter["To"]: letter for letter in postbox.letters}
    assert {to: letter["Subject"] for to, letter in letters.items()} == {
        "berta@example.org": "Einladung: Spring",
        "carla@example.org": "Invitation: Spring",
    }
    text = letters["berta@example.org"].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "09:00–12:00" in text
    assert "Hall 2" in text
    (attached,) = letters["berta@example.org"].iter_attachments()
    event = Calendar.from_ical(attached.get_content()).walk("VEVENT")[0]
    assert event["DTSTART"].dt == datetime(2027, 3, 1, 8, tzinfo=UTC)
    assert Attendance.objects.filter(invited_at__isnull=False).count() == 2


def test_a_letter_that_is_not_taken_is_named(
    meeting: Meeting, cast: Cast, postbox: Postbox
) -> None:
    postbox.refused = "berta@example.org"
    client = Client()
    client.force_login(cast["facilitator"], backend=BACKEND)
    address = reverse("dialogue:letters", args=[meeting.group.key, meeting.key])
    said = client.post(address, follow=True).content.decode()
    assert "The mail server did not take those to: Berta" in said
    assert "1 letter is on its way." in said
    assert list(Attendance.objects.values_list("member__name", flat=True)) == ["Carla"]
