"""Letters that ask keepers, and their answers: nobody twice, nothing lost, nothing by accident."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, time, timedelta
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from inducult.common import background
from inducult.common.models import Act
from inducult.partnership.models import Assignment, Person, Role
from inducult.partnership.queries import actor_of
from inducult.places import letters
from inducult.places.actions import NotSent, begin, publish, put, remind
from inducult.places.actions import reminding as acting
from inducult.places.links import sealed
from inducult.places.models import Keeping, Place, Publication, Reminder
from inducult.places.records import Record, record_of
from inducult.places.reminding import MOST, due, places_to_ask
from inducult.places.tasks import send_reminders
from inducult.places.writing import write_records
from tests.cast import HOME, Cast

OLD = {"state": "open", "opening_hours": "Tu-Su 10:00-17:00", "checked_on": "2024-05"}
TODAY = timezone.localdate()


def horch() -> Place:
    return Place.objects.get(slug="august-horch-museum")


def with_visit(place: Place, **visit: Any) -> Record:
    record = record_of(place)
    return {**record, "visit": {**record["visit"], **visit}}


@pytest.fixture
def old(cast: Cast) -> Place:
    """The museum at home, published, its visit last checked in 2024; all others are fresh."""
    fresh = [with_visit(p, checked_on=TODAY.isoformat()) for p in Place.objects.order_by("pk")]
    write_records(fresh)
    record = with_visit(horch(), hours_valid_to="", **OLD)
    write_records([record])
    publish([record], by=actor_of(cast["keeper"]))
    DBTaskResult.objects.all().delete()
    return horch()


@pytest.fixture
def entrusted(old: Place, cast: Cast) -> Place:
    Keeping.objects.create(place=old, organisation=cast.organisation)
    return old


def asked() -> list[tuple[str, str]]:
    rows = Reminder.objects.order_by("pk").values_list("person__email", "place__slug")
    return [(email.partition("@")[0], slug) for email, slug in rows]


# --- whom, and when -------------------------------------------------------------------------------
def test_the_keepers_of_the_organisation_are_asked(entrusted: Place, cast: Cast) -> None:
    assert remind(TODAY) == 1
    assert asked() == [("organisation_keeper", "august-horch-museum")]
    assert mail.outbox[0].to == ["organisation_keeper@example.org"]


def test_where_there_are_none_the_keepers_of_the_region_are(old: Place, cast: Cast) -> None:
    remind(TODAY)
    assert asked() == [("keeper", "august-horch-museum")]


def test_where_a_region_has_no_keeper_its_coordinator_is(old: Place, cast: Cast) -> None:
    Assignment.objects.filter(role=Role.KEEPER, region_id=HOME).delete()
    remind(TODAY)
    assert asked() == [("coordinator", "august-horch-museum")]


def test_nobody_is_asked_about_what_the_public_does_not_see(old: Place) -> None:
    Place.objects.filter(pk=old.pk).update(state="archived")
    assert (remind(TODAY), asked()) == (0, [])


def test_nobody_is_asked_about_what_is_fresh(old: Place) -> None:
    write_records([with_visit(old, checked_on=TODAY.isoformat())])
    assert (remind(TODAY), asked()) == (0, [])


def test_the_same_day_twice_asks_nothing_twice(old: Place) -> None:
    assert (remind(TODAY), remind(TODAY)) == (1, 0)
    assert (len(asked()), len(mail.outbox)) == (1, 1)


def test_many_places_are_one_letter_and_the_rest_waits(old: Place, cast: Cast) -> None:
    record = record_of(old)
    made = [
        {**record, "id": f"many{number:06}", "slug": f"many-{number}", "identifiers": []}
        for number in range(MOST + 5)
    ]
    write_records(made)
    Place.objects.filter(slug__startswith="many-").update(state="published")
    assert remind(TODAY) == 1
    assert (len(mail.outbox), len(asked())) == (1, MOST)
    assert remind(TODAY + timedelta(1)) == 0  # she has had a letter this week
    Reminder.objects.update(sent_at=timezone.now() - timedelta(8))
    assert remind(TODAY) == 1
    assert len(asked()) == MOST + 6


VISIT = {"state": "open", "opening_hours": "", "hours_valid_to": "", "checked_on": "2024-05-10"}
EMPTY: dict[str, Any] = {"prices": [], "price_note": "", "booking": "unknown", "guided": "unknown"}
REST: dict[str, Any] = {
    **dict.fromkeys(("booking_url", "accessibility_note", "safety_note"), ""),
    **dict.fromkeys(("booking_lead_days", "group_min", "group_max", "min_age")),
    "accessibility": {},
    "safety": {},
}


def due_on(day: date, last: Reminder | None = None, **told: Any) -> tuple[str, str] | None:
    found = due({**VISIT, **EMPTY, **REST, **told}, day, last)
    return None if found is None else (found.on.isoformat(), found.season)


def last_asked(due_on: date, asked_on: date) -> Reminder:
    at = datetime.combine(asked_on, time(), UTC)
    return Reminder(due_on=due_on, asked_at=at)


def test_a_question_is_due_when_a_visit_gets_old_when_it_is_stale_and_then_once_a_year() -> None:
    assert due_on(date(2025, 5, 10)) is None
    assert due_on(date(2025, 5, 11)) == ("2025-05-11", "yearly")
    first = last_asked(date(2025, 5, 11), date(2025, 5, 12))
    assert due_on(date(2025, 8, 10), first) is None
    assert due_on(date(2025, 8, 11), first) == ("2025-08-11", "yearly")
    second = last_asked(date(2025, 8, 11), date(2025, 8, 11))
    assert due_on(date(2026, 8, 10), second) is None
    assert due_on(date(2026, 8, 11), second) == ("2026-08-11", "yearly")


def test_a_season_has_a_question_of_its_own() -> None:
    day, hours = date(2025, 4, 1), "Apr-Oct 10:00-17:00"
    asked = due_on(day, opening_hours=hours, checked_on="2024-11-02")
    assert asked == ("2025-04-01", "seasonal")


def test_what_nobody_ever_checked_is_asked_once_a_year() -> None:
    assert due_on(TODAY, checked_on="") == (TODAY.isoformat(), "yearly")
    asked = last_asked(TODAY - timedelta(200), TODAY - timedelta(200))
    assert due_on(TODAY, asked, checked_on="") is None


def test_those_who_are_asked_keep_the_place(entrusted: Place, cast: Cast) -> None:
    asked_of = {
        person.email.partition("@")[0]
        for person in Person.objects.order_by("pk")
        if places_to_ask(person).filter(pk=entrusted.pk).exists()
    }
    assert asked_of == {"organisation_keeper"}


# --- the letter -----------------------------------------------------------------------------------
def test_the_letter_speaks_the_language_of_the_person_and_names_our_own_host(
    old: Place, cast: Cast, settings: Any
) -> None:
    settings.SITE = "https://inducult.example"
    Person.objects.filter(pk=cast["keeper"].pk).update(language="de")
    remind(TODAY)
    letter = mail.outbox[0]
    assert "August Horch Museum" in letter.body
    assert "10:00–17:00" in letter.body  # the hours in words
    links = re.findall(r"https?://\S+", str(letter.body))
    assert [link.split("/register/")[0] for link in links] == ["https://inducult.example/de"] * 2
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"
    assert letter.extra_headers["Message-ID"].endswith(".reminder@inducult.example>")


def test_a_worker_killed_after_the_server_took_the_letter_sends_the_same_letter_again(
    old: Place, monkeypatch: pytest.MonkeyPatch
) -> None:

    def killed(*told: Any) -> None:
        letters.send_reminders(*told)
        raise KeyboardInterrupt

    monkeypatch.setattr(acting, "send_reminders", killed)
    with pytest.raises(KeyboardInterrupt):
        remind(TODAY)
    monkeypatch.undo()
    assert remind(TODAY) == 0  # another worker leaves alone what is taken
    Reminder.objects.update(taken_at=timezone.now() - acting.TAKEN_FOR - timedelta(seconds=1))
    assert remind(TODAY) == 1
    assert Reminder.objects.get().sent_at is not None
    first, second = (letter.extra_headers["Message-ID"] for letter in mail.outbox)
    assert first == second


def test_a_letter_that_the_server_refuses_is_tried_again(
    old: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*told: Any) -> None:
        raise SMTPServerDisconnected("gone")

    monkeypatch.setattr(acting, "send_reminders", refused)
    with pytest.raises(NotSent):
        remind(TODAY)
    assert Reminder.objects.get().sent_at is None
    monkeypatch.undo()
    assert remind(TODAY) == 1


def test_what_was_settled_while_a_letter_waited_is_not_asked(
    old: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acting, "_send_waiting", lambda today: 0)
    remind(TODAY)
    monkeypatch.undo()
    write_records([with_visit(old, checked_on=TODAY.isoformat())])
    assert (remind(TODAY), mail.outbox, asked()) == (0, [], [])


def test_work_on_the_place_is_an_answer_as_well(old: Place) -> None:
    remind(TODAY)
    write_records([with_visit(old, checked_on=TODAY.isoformat(), opening_hours="24/7")])
    remind(TODAY)
    assert Reminder.objects.get().answer == Reminder.Answer.CHANGED


def test_the_worker_begins_a_day_once(
    old: Place, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    monkeypatch.setattr(background, "BEGIN_AT", 0)
    with django_capture_on_commit_callbacks(execute=True):
        background.begin_day()
        background.begin_day()
    queued = DBTaskResult.objects.filter(task_path=send_reminders.module_path)
    assert queued.count() == 1


def test_no_day_begins_at_night(old: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "BEGIN_AT", 24)
    assert background.begin_day() == 0


# --- the answer -----------------------------------------------------------------------------------
@pytest.fixture
def question(entrusted: Place) -> Reminder:
    remind(TODAY)
    return Reminder.objects.get()


def address(reminder: Reminder) -> str:
    return f"/en/register/still-right/{sealed(reminder)}/"


def outcome(response: Any) -> str:
    found = re.search(r'data-outcome="(\w+)"', response.content.decode())
    assert found
    return found[1]


def seen(response: Any) -> dict[str, str]:
    found = re.search(r'name="seen" value="(\w+)"', response.content.decode())
    assert found
    return {"seen": found[1]}


def test_one_click_notes_the_day_and_the_public_sees_it(question: Reminder, cast: Cast) -> None:
    client = Client()
    page = client.get(address(question))
    assert outcome(page) == "ask"
    before = record_of(horch())
    answer = client.post(address(question), seen(page), follow=True)
    assert (answer.status_code, outcome(answer)) == (200, "thanks")
    looked = {"checked_on": TODAY.isoformat(), "checked_by": "organisation_keeper"}
    after = {**before, "visit": {**before["visit"], **looked}}
    assert record_of(horch()) == after
    assert json.loads(Publication.objects.get(place=horch()).record) == after
    acts = Act.objects.filter(actor=actor_of(cast["organisation_keeper"]).name).order_by("id")
    assert [act.deed for act in acts] == ["check", "publish"]
    question.refresh_from_db()
    assert question.answer == Reminder.Answer.STILL_RIGHT


@pytest.mark.parametrize(
    ("part", "role"),
    [("keeper", "keeper"), ("steward", "steward"), ("contributor", "contributor")],
)
def test_who_notes_a_day_in_the_editor_is_named_by_her_role(
    old: Place, cast: Cast, part: str, role: str
) -> None:
    looked = {"checked_on": TODAY.isoformat(), "checked_by": ""}
    correction = put(begin(old, author=cast[part]), with_visit(old, **looked))
    assert correction.record["visit"]["checked_by"] == role


def test_a_scanner_that_opens_the_link_changes_nothing(question: Reminder) -> None:
    before = record_of(horch())
    for method in ("get", "head"):
        getattr(Client(), method)(address(question))
    question.refresh_from_db()
    assert (record_of(horch()), question.answer) == (before, "")


def test_other_work_that_is_not_published_stays_inside(question: Reminder) -> None:
    write_records([{**record_of(horch()), "operator": "not yet public"}])
    client = Client()
    client.post(address(question), seen(client.get(address(question))))
    public = json.loads(Publication.objects.get(place=horch()).record)
    assert public["operator"] != "not yet public"
    assert public["visit"]["checked_on"] == TODAY.isoformat()


def test_a_link_used_twice_says_so(question: Reminder) -> None:
    client = Client()
    told = seen(client.get(address(question)))
    client.post(address(question), told)
    acts = Act.objects.count()
    again = client.post(address(question), told)
    assert (outcome(again), Act.objects.count()) == ("answered", acts)
    assert outcome(client.get(address(question))) == "answered"


def test_who_has_lost_the_role_is_refused_in_words(question: Reminder, cast: Cast) -> None:
    client = Client()
    told = seen(client.get(address(question)))
    Assignment.objects.filter(person=cast["organisation_keeper"]).delete()
    before = record_of(horch())
    for refused in (client.get(address(question)), client.post(address(question), told)):
        assert (refused.status_code, outcome(refused)) == (403, "not_yours")
        assert "August Horch" not in refused.content.decode()
    assert record_of(horch()) == before


def test_what_was_changed_since_she_looked_is_shown_again(question: Reminder) -> None:
    client = Client()
    told = seen(client.get(address(question)))
    write_records([with_visit(horch(), opening_hours="Sa 10:00-12:00")])
    answer = client.post(address(question), told)
    assert (answer.status_code, outcome(answer)) == (409, "changed")
    assert "10:00–12:00" in answer.content.decode()
    assert record_of(horch())["visit"]["checked_on"] == "2024-05"


def test_when_somebody_was_quicker_the_page_says_so(question: Reminder) -> None:
    write_records([with_visit(horch(), checked_on=TODAY.isoformat())])
    assert outcome(Client().get(address(question))) == "settled"


def test_a_link_holds_for_sixty_days(question: Reminder, monkeypatch: pytest.MonkeyPatch) -> None:
    link = address(question)
    monkeypatch.setattr("inducult.places.links.HOLDS", timedelta(seconds=-1))
    for answer in (Client().get(link), Client().post(link, {"seen": ""})):
        assert (answer.status_code, outcome(answer)) == (410, "expired")


@pytest.mark.parametrize("token", ["x", "k3v7q2m9xd", "k3v7q2m9xd:1abc:def", "%00", "é"])
def test_a_forged_link_leads_nowhere(db: None, token: str) -> None:
    answer = Client().get(f"/en/register/still-right/{token}/")
    assert (answer.status_code, outcome(answer)) == (404, "unknown")


def test_the_key_of_another_reminder_does_not_fit_the_signature(question: Reminder) -> None:
    _key, _colon, rest = sealed(question).partition(":")
    answer = Client().get(f"/en/register/still-right/0000000000:{rest}/")
    assert outcome(answer) == "unknown"


def test_the_links_of_an_erased_person_lead_nowhere(question: Reminder, cast: Cast) -> None:
    link = address(question)
    cast["organisation_keeper"].delete()
    assert outcome(Client().get(link)) == "unknown"
