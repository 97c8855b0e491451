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


def test_a_member_answers_by_the_link_of_her_letter(
    meeting: Meeting, cast: Cast, postbox: Postbox
) -> None:
    """Without an account, as often as she likes; looking alone answers nothing."""
    leader, berta = Client(), Client()
    leader.force_login(cast["facilitator"], backend=BACKEND)
    printed = leader.post(reverse("dialogue:letters", args=[meeting.group.key, meeting.key]))
    letters = {letter["To"]: letter for letter in postbox.letters}
    text = letters["berta@example.org"].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    link = next(row for row in text.split() if "/de/talk/invitation/" in row)
    assert "Berta" in berta.get(link).content.decode()
    row = Attendance.objects.get(member__name="Berta")
    assert row.state == "invited"
    for comes, state in (("yes", "accepted"), ("no", "declined"), ("maybe", "declined")):
        berta.post(link, {"comes": comes})
        row.refresh_from_db()
        assert row.state == state
    seen = leader.get(printed["Location"]).content.decode()
    assert "is not coming: <b>1</b> · no answer yet: <b>2</b>" in seen
    event = Calendar.from_ical(berta.get(f"{link}meeting.ics").content).walk("VEVENT")[0]
    assert event["DTSTART"].dt == datetime(2027, 3, 1, 8, tzinfo=UTC)
    assert berta.get(f"{link[:-2]}/").status_code == 404
    for late in ({"ends_at": datetime(2026, 3, 1, tzinfo=UTC)}, {"cancelled_at": row.invited_at}):
        started = {"starts_at": datetime(2026, 2, 1, tzinfo=UTC)}
        Meeting.objects.update(**started, **late)
        said = berta.post(link, {"comes": "yes"}, follow=True).content.decode()
        row.refresh_from_db()
        assert ("Zu spät" in said or "spät" in said, row.state) == (True, "declined")
    Member.objects.update(left_at=row.invited_at)
    assert berta.get(link).status_code == 404
