"""The workbench as a facilitator uses it, and the pages of tellers and of the public."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from inducult.dialogue.actions import (
    adopt,
    change_template,
    latest_version,
    load_house_templates,
    publish_digest,
    withdraw,
)
from inducult.dialogue.models import (
    Attendance,
    Card,
    Commitment,
    Consent,
    Dot,
    FocusGroup,
    Meeting,
    Member,
    Participant,
    Proposition,
    Session,
    Story,
    Template,
    Theme,
)
from inducult.dialogue.phases import steps_from
from inducult.places.models import Place
from tests.cast import HOME, Cast
from tests.dialogue.workshop import BY, Workshop, every_kind, join
from tests.rows import as_once

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def facilitator(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast["facilitator"], backend=BACKEND)
    as_once("templates", partial(load_house_templates, by=BY))
    return client


def page(client: Client, name: str, **words: Any) -> str:
    answer = client.get(reverse(name, kwargs=words))
    assert answer.status_code == 200, answer
    return answer.content.decode()


def sent(client: Client, address: str, told: dict[str, Any]) -> Any:
    answer = client.post(address, told)
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    return answer


def test_a_facilitator_begins_a_group_and_puts_in_members(facilitator: Client) -> None:
    assert "No group yet" in page(facilitator, "dialogue:groups")
    told = {"region": HOME, "title": "Weavers", "language": "de", "about": "", "months_kept": 12}
    sent(facilitator, reverse("dialogue:found"), told)
    group = FocusGroup.objects.get()
    for name, sector in (("Berta", "museum"), ("Carl", "school")):
        told = {"name": name, "sector": sector, "email": "", "language": ""}
        sent(facilitator, reverse("dialogue:new_member", args=[group.key]), told)
    said = page(facilitator, "dialogue:group", key=group.key)
    assert "Berta" in said
    assert "Nobody yet from: administration, company, creative field" in " ".join(said.split())
    assert "Weavers" in page(facilitator, "dialogue:groups")


def test_a_group_of_another_region_is_not_begun(facilitator: Client) -> None:
    told = {"region": "leoben", "title": "x", "language": "de", "about": "", "months_kept": 12}
    assert facilitator.post(reverse("dialogue:found"), told).status_code == 422


def test_a_meeting_at_a_place_of_the_register(home: Workshop, facilitator: Client) -> None:
    place = Place.objects.get(slug="august-horch-museum")
    found = facilitator.get(
        reverse("dialogue:places", args=[home.group.key]), {"found": "horch"}
    ).content.decode()
    assert place.identifier in found
    told = {"title": "Spring", "on": "2027-03-28", "begins": "01:30", "ends": "04:30"}
    told |= {"picked": place.identifier, "where": "Hall 2", "link": "", "agenda": "Looms"}
    sent(
        facilitator, reverse("dialogue:new_meeting", args=[home.group.key]), {**told, "minutes": ""}
    )
    meeting = Meeting.objects.get()
    words = {"key": home.group.key, "meeting": meeting.key}
    assert "Hall 2" in page(facilitator, "dialogue:meeting", **words)
    content = facilitator.get(reverse("dialogue:calendar", kwargs=words)).content
    told_of = Calendar.from_ical(content)
    event = told_of.walk("VEVENT")[0]
    # The night in which summer time begins: three hours on the clock are two.
    assert (event["DTSTART"].dt.isoformat(), event["DTEND"].dt.isoformat()) == (
        "2027-03-28T01:30:00+01:00",
        "2027-03-28T04:30:00+02:00",
    )
    zone = told_of.walk("VTIMEZONE")[0]
    assert str(zone["TZID"]) == "Europe/Berlin"
    assert {each.name for each in zone.subcomponents} == {"STANDARD", "DAYLIGHT"}
    sent(facilitator, reverse("dialogue:edit_meeting", kwargs=words), {**told, "minutes": "Good."})
    again = Calendar.from_ical(facilitator.get(reverse("dialogue:calendar", kwargs=words)).content)
    assert int(again.walk("VEVENT")[0]["SEQUENCE"]) == 1


def test_attendance_is_noted(home: Workshop, facilitator: Client) -> None:
    member = Member.objects.create(group=home.group, name="Berta", sector="museum")
    meeting = Meeting.objects.create(group=home.group, title="Spring", **hours())
    words = {"key": home.group.key, "meeting": meeting.key}
    sent(facilitator, reverse("dialogue:attendance", kwargs=words), {member.key: "came"})
    assert Attendance.objects.get().state == "came"
    sent(facilitator, reverse("dialogue:attendance", kwargs=words), {member.key: ""})
    assert not Attendance.objects.exists()


def hours() -> dict[str, Any]:
    now = timezone.now()
    return {"starts_at": now, "ends_at": now + timezone.timedelta(hours=3)}


def test_a_session_is_prepared_from_a_template(home: Workshop, facilitator: Client) -> None:
    template = Template.objects.get(form="half-day", language="en")
    told = {"title": "Second", "template": template.pk, "naming": "anonymous", "dots_each": 3}
    sent(facilitator, reverse("dialogue:new_session", args=[home.group.key]), told)
    session = Session.objects.get(title="Second")
    words = {"key": home.group.key, "session": session.key}
    assert (len(session.steps), len(session.guide), session.language) == (10, 5, "en")
    assert "How others turned theirs" in page(facilitator, "dialogue:framing", **words)
    framed = {"problem": "Young people leave", "topic": "Who stays?", "guide": "One?\n\nTwo?"}
    sent(facilitator, reverse("dialogue:framing", kwargs=words), framed)
    session.refresh_from_db()
    assert (session.topic, session.guide) == ("Who stays?", ["One?", "Two?"])
    said = page(facilitator, "dialogue:session", **words)
    assert "210 minutes" in said
    assert "Wall of themes" in said


def test_hints_are_given_while_typing(home: Workshop, facilitator: Client) -> None:
    address = reverse("dialogue:hints", args=[home.group.key, home.session.key])
    said = facilitator.post(address, {"topic": "How do we fix the lack of visitors?"})
    assert "seen by: How do we fix, lack of" in said.content.decode()
    said = facilitator.post(address, {"text": "We will try to improve the old mill for all of us"})
    assert "Say it in the present, as if it were true already. (seen by: will)" in (
        said.content.decode()
    )


def test_the_steps_of_a_session_are_changed(home: Workshop, facilitator: Client) -> None:
    words = {"key": home.group.key, "session": home.session.key}
    page(facilitator, "dialogue:steps", **words)
    told = {"steps-TOTAL_FORMS": 2, "steps-INITIAL_FORMS": 0}
    for number, (title, order) in enumerate([("Close", 2), ("Welcome", 1)]):
        row = {"order": order, "title": title, "phase": "define", "kind": "welcome", "minutes": 5}
        told |= {f"steps-{number}-{name}": value for name, value in row.items()}
    sent(facilitator, reverse("dialogue:steps", kwargs=words), told)
    home.session.refresh_from_db()
    assert [step["title"] for step in home.session.steps] == ["Welcome", "Close"]


def test_a_session_opens_draws_pairs_and_closes(home: Workshop, facilitator: Client) -> None:
    words = {"key": home.group.key, "session": home.session.key}
    sent(facilitator, reverse("dialogue:state", kwargs=words), {"state": "closed"})
    assert Session.objects.get().code == ""
    sent(facilitator, reverse("dialogue:state", kwargs=words), {"state": "open"})
    assert len(Session.objects.get().code) == 6
    home.seat("Anna", "museum")
    home.seat("Bert", "company")
    sent(facilitator, reverse("dialogue:pairs", kwargs=words), {})
    said = " ".join(page(facilitator, "dialogue:session", **words).split())
    assert "Round 1" in said
    assert "Anna" in said


def test_concerns_are_turned_only_with_consent(home: Workshop, facilitator: Client) -> None:
    asked = home.concern("We are too few", may_be_reframed=True)
    kept = home.concern("I am afraid")
    address = reverse("dialogue:concerns", args=[home.group.key, home.session.key])
    sent(facilitator, address, {"concern": asked.key, "reframed": "Who is with us?"})
    sent(facilitator, address, {"concern": kept.key, "reframed": "Nonsense"})
    sent(facilitator, address, {"concern": kept.key, "settle": "1"})
    asked.refresh_from_db()
    kept.refresh_from_db()
    assert (asked.reframed, kept.reframed, bool(kept.settled_at)) == ("Who is with us?", "", True)
    said = page(facilitator, "dialogue:session", key=home.group.key, session=home.session.key)
    assert "Who is with us?" in said


def typed(client: Client, home: Workshop, *rows: tuple[str, str, dict[str, str]]) -> Any:
    body = {"rows": [{"kind": k, "client_key": c, "fields": f} for k, c, f in rows]}
    address = reverse("dialogue:rows", args=[home.group.key, home.session.key])
    return client.post(address, json.dumps(body), content_type="application/json")


def test_a_day_on_paper_is_typed_in(home: Workshop, facilitator: Client) -> None:
    member = Member.objects.create(group=home.group, name="Berta", sector="chamber")
    rows = [
        ("proposition", "p1", {"text": "Looms run.", "themes": "1", "dots": "4", "order": "1"}),
        ("story", "s1", {"title": "The loom", "quote": "It sang.", "themes": "2, 1"}),
        ("card", "c1", {"text": "Hands", "kind": "headline", "themes": "2"}),
        ("theme", "t1", {"title": "Craft", "is_core": "on", "dots": "9", "order": "1"}),
        ("theme", "t2", {"title": "Young people", "order": "2"}),
        ("seat", "a1", {"name": "berta"}),
        ("commitment", "k1", {"who": "Berta", "what": "Calls", "until": "2027-05-01"}),
        ("concern", "n1", {"text": "Time", "may_be_reframed": "on"}),
    ]
    for _ in range(2):  # the answer got lost, the page sends again
        answer = typed(facilitator, home, *rows)
        assert sorted(answer.json()["kept"]) == sorted(key for _, key, _ in rows)
        assert answer.json()["words"] == {}
    story = Story.objects.get()
    assert (story.consent, story.language, story.group) == ("group", "en", home.group)
    assert sorted(story.themes.values_list("title", flat=True)) == ["Craft", "Young people"]
    assert Card.objects.get().theme == Theme.objects.get(title="Young people")
    assert sorted(Dot.objects.values_list("kind", "number")) == [("proposition", 4), ("theme", 9)]
    assert Participant.objects.get().member == member
    assert Participant.objects.get().sector == "chamber"
    assert Commitment.objects.get().until.isoformat() == "2027-05-01"  # type: ignore[union-attr]
    assert Proposition.objects.get().themes.get().title == "Craft"
    said = page(facilitator, "dialogue:catching_up", key=home.group.key, session=home.session.key)
    assert 'value="It sang."' in said
    assert 'value="1, 2"' in said


def test_two_people_at_two_computers_type_in_one_day(
    home: Workshop, facilitator: Client, cast: Cast
) -> None:
    other = Client()
    other.force_login(cast["coordinator"], backend=BACKEND)
    words = {"key": home.group.key, "session": home.session.key}
    for client in (facilitator, other):  # both have the page open before a word is typed
        page(client, "dialogue:catching_up", **words)
    typed(facilitator, home, ("theme", "t1", {"title": "Craft", "order": "1"}))
    typed(other, home, ("card", "c1", {"text": "Hands", "themes": "1"}))
    typed(facilitator, home, ("story", "s1", {"title": "The loom", "themes": "1"}))
    typed(other, home, ("story", "s2", {"title": "The shift", "quote": "We sang."}))
    for client in (facilitator, other):
        said = page(client, "dialogue:catching_up", **words)
        for kept in ("Craft", "Hands", "The loom", "The shift", "We sang."):
            assert f'value="{kept}"' in said


def test_themes_of_the_room_are_there_with_their_numbers_when_paper_is_typed_in(
    home: Workshop, facilitator: Client
) -> None:
    words = {"key": home.group.key, "session": home.session.key}
    for title in ("Craft", "Steel"):
        facilitator.post(reverse("room:lead_gathering", args=[home.session.key]), {"title": title})
    craft, steel = home.session.themes.all()
    assert (craft.order, steel.order, craft.client_key) == (1, 2, "")
    typed(
        facilitator,
        home,
        ("theme", craft.key, {"title": "Craft and hands", "order": "1"}),
        ("card", "c1", {"text": "Hands", "themes": "1"}),
        ("theme", steel.key, {"title": "", "order": "2"}),
    )
    assert Card.objects.get().theme == Theme.objects.get(pk=craft.pk) == Theme.objects.get()
    assert 'value="Craft and hands"' in page(facilitator, "dialogue:catching_up", **words)


def test_odd_rows_are_named_and_the_others_kept(home: Workshop, facilitator: Client) -> None:
    answer = typed(
        facilitator,
        home,
        ("commitment", "k1", {"what": "Calls", "until": "soon"}),
        ("card", "c1", {"text": "Hands", "themes": "7"}),
        ("card", "c2", {"text": "Heads"}),
    )
    assert answer.json()["words"] == {
        "k1": "Enter a valid date.",
        "c1": "There is no theme 7 yet.",
    }
    assert sorted(Card.objects.values_list("text", flat=True)) == ["Hands", "Heads"]
    assert not Commitment.objects.exists()


def test_a_row_that_is_emptied_goes_and_one_taken_back_stays(
    home: Workshop, facilitator: Client
) -> None:
    typed(facilitator, home, ("card", "c1", {"text": "A"}), ("card", "c2", {"text": "B"}))
    withdraw(Card.objects.get(text="B"), by=BY)
    typed(facilitator, home, ("card", "c1", {"text": " "}), ("card", "c2", {"text": ""}))
    typed(facilitator, home, ("card", "c2", {"text": "B again"}))
    assert list(Card.objects.values_list("client_key", "text")) == [("c2", "")]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        '{"rows": 3}',
        '{"rows": [{"kind": "person", "client_key": "a", "fields": {}}]}',
        '{"rows": [{"kind": "card", "client_key": "", "fields": {}}]}',
        '{"rows": [{"kind": "card", "client_key": 7, "fields": {}}]}',
        '{"rows": [{"kind": "card", "client_key": "a", "fields": []}]}',
        '{"rows": [{"kind": "card"}]}',
        '{"rows": [7]}',
    ],
)
def test_what_cannot_be_read_is_refused(body: str, home: Workshop, facilitator: Client) -> None:
    address = reverse("dialogue:rows", args=[home.group.key, home.session.key])
    answer = facilitator.post(address, body, content_type="application/json")
    assert answer.status_code == 400


def test_without_scripts_all_rows_are_sent_together(home: Workshop, facilitator: Client) -> None:
    address = reverse("dialogue:catching_up", args=[home.group.key, home.session.key])
    told = {"card.c1.text": "Hands", "card.c1.kind": "strength", "card.c2.text": ""}
    sent(facilitator, address, told)
    assert list(Card.objects.values_list("text", flat=True)) == ["Hands"]


def test_the_digest_is_published_with_what_was_given_to_all(
    home: Workshop, facilitator: Client
) -> None:
    theme = home.theme("Craft", is_core=True)
    home.story("Secret", quote="For all", quote_consent=Consent.PUBLIC).themes.add(theme)
    home.proposition("Every loom runs.").themes.add(theme)
    home.seat("Anna", "museum")
    words = {"key": home.group.key, "session": home.session.key}
    assert "Secret" in page(facilitator, "dialogue:digest", **words)
    public = reverse("talk:talk", args=[home.session.key])
    assert Client().get(public).status_code == 404
    sent(facilitator, reverse("dialogue:digest", kwargs=words), {"publish": "1"})
    said = Client().get(public).content.decode()
    assert "For all" in said
    assert "Secret" not in said
    assert "fewer than 3" in said
    assert "Anna" not in said
    assert home.session.title in page(Client(), "talk:talks")
    assert home.session.title in Client().get(f"/en/regions/{HOME}/").content.decode()
    sent(facilitator, reverse("dialogue:digest", kwargs=words), {})
    assert Client().get(public).status_code == 404


def test_a_teller_decides_by_her_receipt(home: Workshop, client: Client) -> None:
    story = home.story("Mine", quote="My quote")
    typed_in = story.receipt[:4].upper() + "-" + story.receipt[4:]
    answer = sent(client, reverse("talk:find_receipt"), {"receipt": typed_in})
    assert answer["Location"] == reverse("talk:receipt", args=[story.receipt])
    address = answer["Location"]
    assert "My quote" in client.get(address).content.decode()
    sent(client, address, {"consent": "network", "quote_consent": "public"})
    story.refresh_from_db()
    assert (story.consent, story.quote_consent) == ("network", "public")
    sent(client, address, {"consent": "everybody else"})
    sent(client, address, {"withdraw": "1"})
    story.refresh_from_db()
    assert (story.title, story.quote, story.is_withdrawn) == ("", "", True)
    assert "taken back" in client.get(address).content.decode()
    assert client.get(address)["Referrer-Policy"] == "same-origin"


def test_a_participant_sees_all_that_she_said(home: Workshop, client: Client) -> None:
    seat = home.seat()
    story, card, *_ = every_kind(home, "Mine", participant=seat)
    home.story("Not mine")
    address = reverse("talk:receipt", args=[seat.receipt])
    said = client.get(address).content.decode()
    assert said.count("Mine") >= 4
    assert "Not mine" not in said
    sent(client, address, {"thing": card.receipt, "withdraw": "1"})
    card.refresh_from_db()
    story.refresh_from_db()
    assert (card.is_withdrawn, story.is_withdrawn) == (True, False)
    sent(client, address, {"withdraw_all": "1"})
    assert not Story.objects.exclude(title="Not mine").exclude(title="").exists()


def test_an_unknown_receipt_leads_nowhere(client: Client, db: None) -> None:
    assert client.post(reverse("talk:find_receipt"), {"receipt": "0000"}).status_code == 422
    assert client.get(reverse("talk:receipt", args=["0000"])).status_code == 404


def test_a_region_copies_changes_and_shares_a_template(cast: Cast, facilitator: Client) -> None:
    house = Template.objects.get(form="soar", language="en")
    assert "SOAR" in page(facilitator, "dialogue:templates")
    sent(facilitator, reverse("dialogue:adopt", args=[house.key]), {"region": HOME})
    refused = facilitator.post(reverse("dialogue:adopt", args=[house.key]), {"region": "leoben"})
    assert refused.status_code == 403
    copy = Template.objects.get(region=HOME)
    abroad = Client()
    abroad.force_login(cast["foreign_coordinator"], backend=BACKEND)
    assert abroad.get(reverse("dialogue:template", args=[copy.key])).status_code == 404
    sent(facilitator, reverse("dialogue:share", args=[copy.key]), {"shared": "1"})
    assert "SOAR" in page(abroad, "dialogue:template", key=copy.key)
    assert abroad.get(reverse("dialogue:template_steps", args=[copy.key])).status_code == 403
    told = {"steps-TOTAL_FORMS": 1, "steps-INITIAL_FORMS": 0, "note": "Short"}
    row = {"order": 1, "title": "All", "phase": "define", "kind": "talk", "minutes": 50}
    told |= {f"steps-0-{name}": value for name, value in row.items()}
    sent(facilitator, reverse("dialogue:template_steps", args=[copy.key]), told)
    said = page(facilitator, "dialogue:template", key=copy.key)
    assert "version 2" in said
    assert "made from:" in said


def test_a_newer_origin_is_shown_and_brought_together(home: Workshop, facilitator: Client) -> None:

    house = Template.objects.get(form="soar", language="en")
    first = latest_version(house)
    assert first is not None
    copy = adopt(first, home.group.region, by=BY)
    steps = steps_from(first.steps)

    change_template(house, [replace(steps[0], minutes=12), *steps[1:]], by=BY)
    change_template(copy, [replace(steps[0], minutes=15), *steps[1:]], by=BY)
    assert "Version 2 of the origin is there" in page(
        facilitator, "dialogue:template", key=copy.key
    )
    assert "Steps that both of you changed" in page(facilitator, "dialogue:merge", key=copy.key)
    sent(facilitator, reverse("dialogue:merge", args=[copy.key]), {"welcome": "theirs"})
    latest = latest_version(copy)
    assert latest is not None
    assert (latest.number, latest.steps[0]["minutes"]) == (3, 12)


def test_a_member_reads_and_does_not_lead(home: Workshop, cast: Cast) -> None:
    join(home.group, cast["member"])
    home.story("Among us")
    client = Client()
    client.force_login(cast["member"], backend=BACKEND)
    words = {"key": home.group.key, "session": home.session.key}
    assert "Among us" in page(client, "dialogue:digest", **words)
    assert "Open it again" not in page(client, "dialogue:session", **words)
    assert "Looms" in page(client, "dialogue:groups")


def test_receipts_are_printed(home: Workshop, facilitator: Client) -> None:
    story = home.story("Mine")
    said = page(facilitator, "dialogue:receipts", key=home.group.key, session=home.session.key)
    assert story.receipt[:4] + "-" + story.receipt[4:8] in said


def test_commitments_are_kept(home: Workshop, facilitator: Client) -> None:
    row = home.commitment("Call the mill", until=timezone.localdate())
    address = reverse("dialogue:commitments", args=[home.group.key, home.session.key])
    sent(facilitator, address, {"commitment": row.key, "done": "1"})
    row.refresh_from_db()
    assert row.done_at is not None
    publish_digest(home.session, by=BY)


def test_who_leaves_and_who_is_erased(home: Workshop, facilitator: Client) -> None:
    member = Member.objects.create(group=home.group, name="Berta", sector="museum")
    words = {"key": home.group.key, "member": member.key}
    assert "Erase name" in page(facilitator, "dialogue:member", **words)
    sent(facilitator, reverse("dialogue:leave", kwargs=words), {})
    assert "1 former member" in page(facilitator, "dialogue:group", key=home.group.key)
    sent(facilitator, reverse("dialogue:erase", kwargs=words), {})
    assert Member.objects.get().name == ""
