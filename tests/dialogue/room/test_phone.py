"""Joining by code, and saying something from a phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from inducult.common.live.counting import count_of
from inducult.common.squares import square
from inducult.dialogue.actions import close_session, erase_participant
from inducult.dialogue.actions.growing import topic_of
from inducult.dialogue.models import Card, Commitment, Concern, Dot, Proposition, Session, Story
from inducult.dialogue.room import doors
from tests.dialogue.room.conftest import Phone
from tests.dialogue.workshop import BY

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
At = Callable[[str], Session]


# --- joining -------------------------------------------------------------------------------------
def test_who_types_the_code_comes_to_the_session_and_joins_without_an_account(
    session: Session,
) -> None:
    client = Client()
    found = client.get("/en/room/", {"code": f" {session.code.upper()} "})
    assert found["Location"] == f"/en/room/{session.code.upper()}/"
    joined = client.post(found["Location"], {"sector": "school", "name": "Anna"})
    seat = session.participants.get()
    assert (seat.sector, seat.name, joined["Location"]) == ("school", "", found["Location"])
    assert "Welcome" in client.get(found["Location"]).content.decode()


def test_a_name_is_kept_only_in_a_session_by_name(session: Session) -> None:
    Session.objects.filter(pk=session.pk).update(naming="by_name")
    assert Phone(session).join(name="Anna").name == "Anna"


def test_what_is_sent_twice_is_one_seat(session: Session) -> None:
    for _ in range(2):
        Phone(session).join(client_key="0123456789")
    assert session.participants.count() == 1


@pytest.mark.parametrize("sector", ["", "emperor"])
def test_a_seat_needs_a_sector(session: Session, sector: str) -> None:
    answer = Client().post(f"/en/room/{session.code}/", {"sector": sector})
    assert (answer.status_code, session.participants.count()) == (200, 0)


def test_whoever_guesses_codes_is_slowed_down(session: Session) -> None:
    client = Client()
    told = [client.get("/en/room/", {"code": "zzzzzz"}).status_code for _ in range(doors.WRONG + 1)]
    assert told == [404] * doors.WRONG + [403]
    assert client.get(f"/en/room/{session.code}/").status_code == 403
    other = client.get(f"/en/room/{session.code}/", REMOTE_ADDR="10.1.1.1")
    assert other.status_code == 200


def test_a_seat_is_held_by_its_secret(phone: Phone, session: Session) -> None:
    name = doors.COOKIE.format(key=session.key)
    seat = session.participants.get()
    thief = Phone(session)
    thief.client.cookies[name] = f"{seat.key}.guessed"
    assert thief.send(what="card", text="x", kind="word").status_code == 404
    thief.client.cookies[name] = f"{seat.key}."
    session.participants.update(secret="")
    assert thief.send(what="card", text="x", kind="word").status_code == 404


def test_a_closed_session_cannot_be_joined_any_more(phone: Phone, session: Session) -> None:
    address = phone.address("room")
    close_session(session, by=BY)
    assert Client().get(address).status_code == 404


# --- saying --------------------------------------------------------------------------------------
def test_a_card_is_kept_and_everybody_is_told(phone: Phone, other: Phone, session: Session) -> None:
    before = other.news()
    answer = phone.send(what="card", text="  curious ", kind="word")
    key = answer.json()["key"]
    news = other.news(before["count"], before["count"] + 1)
    assert news["count"] == count_of(topic_of(session.key)) > before["count"]
    assert news["things"][f"card:{key}"] == {
        "text": "curious",
        "kind": "word",
        "ring": "",
        "theme": "",
        "order": 0.0,
        "step": 0,
        "signs": 0,
        "by": "",
    }
    assert news["whole"] is False


def test_a_phone_that_sends_again_adds_nothing(phone: Phone, other: Phone) -> None:
    for each in (phone, phone, other):
        each.send(what="card", text="once", kind="word", client_key="0123456789abcdef0123")
    assert Card.objects.count() == 2  # each phone has keys of its own


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "", "kind": "word"},
        {"text": "x" * 241, "kind": "word"},
        {"text": "x", "kind": "throne"},
        {"text": "x", "kind": "word", "client_key": "<script>"},
        {"text": "x", "kind": "word", "step": "-1"},
        {"text": "a\x00b", "kind": "word"},
    ],
)
def test_what_is_no_card_is_refused_in_words(phone: Phone, fields: dict[str, str]) -> None:
    answer = phone.send(what="card", **fields)
    assert (answer.status_code, Card.objects.count()) == (422, 0)
    assert answer.json()["errors"]


def test_the_step_says_what_may_be_said(phone: Phone, at: At) -> None:
    story = {"what": "story", "title": "T", "happening": "H"}
    consent = {"consent": "network", "quote_consent": "public"}
    assert phone.send(**story, **consent).status_code == 409
    assert phone.send(what="card", text="x", kind="strength").status_code == 409
    at("pairs")
    assert phone.send(**story, **consent).status_code == 200
    told = Story.objects.get()
    assert (told.title, told.consent, told.quote_consent) == ("T", "network", "public")
    assert told.participant == phone.session.participants.get()


def test_what_was_written_without_a_net_comes_late_to_its_step(phone: Phone, at: At) -> None:
    at("wall")
    assert phone.send(what="card", text="late", kind="word", step="0").status_code == 200
    assert Card.objects.get().step == 0
    assert phone.send(what="card", text="early", kind="word", step="7").status_code == 409


def test_propositions_commitments_and_concerns(phone: Phone, at: At) -> None:
    at("propositions")
    assert phone.send(what="proposition", text="Mills sing.").status_code == 200
    assert phone.send(what="concern", text="Who pays?", may_be_reframed="on").status_code == 200
    at("commitments")
    deed = {"what": "commitment", "until": "2027-03-01", "needs": "a key", "offers": "time"}
    assert phone.send(**deed, promise="I open the gate.").status_code == 200
    assert Proposition.objects.get().text == "Mills sing."
    assert Concern.objects.get().may_be_reframed is True
    made = Commitment.objects.get()
    assert (made.what, str(made.until)) == ("I open the gate.", "2027-03-01")


def test_a_proposition_on_a_phone_gets_hints_and_grows_from_a_theme(phone: Phone, at: At) -> None:
    """Live for scripts; without one by a button that shows the page with the words in it."""
    at("wall")
    theme = phone.send(what="theme", title="Pride").json()["key"]
    at("propositions")
    weak = phone.send("hints", text="We will perhaps open the mill.").content.decode()
    for words in ("in the present", "Which story or theme", "Be bolder"):
        assert words in weak
    strong = {"text": "The mill is open every Sunday and full of guests.", "theme": theme}
    assert "Keeps all rules" in phone.send("hints", **strong).content.decode()
    plain = phone.client.post(phone.address("hints"), strong).content.decode()
    assert f"{strong['text']}</textarea>" in plain
    assert f'<option value="{theme}" lang="en" selected>' in plain
    assert not Proposition.objects.exists()
    phone.send(what="proposition", **strong)
    assert [each.title for each in Proposition.objects.get().themes.all()] == ["Pride"]


def test_nothing_is_said_after_the_end(phone: Phone, session: Session) -> None:
    address = phone.address("said")
    close_session(session, by=BY)
    told = phone.client.post(address, {"what": "card", "text": "x", "kind": "word"})
    assert (told.status_code, Card.objects.count()) == (404, 0)


def test_without_a_script_the_page_comes_again_or_says_what_was_wrong(phone: Phone) -> None:
    fields = {"what": "card", "text": "plain", "kind": "word"}
    answer = phone.client.post(phone.address("said"), fields)
    assert answer["Location"] == phone.address("room")
    assert "plain" in phone.page()
    late = phone.client.post(phone.address("said"), {**fields, "kind": "strength"})
    assert (late.status_code, "facilitator" in late.content.decode()) == (409, True)


def test_a_form_of_another_site_is_refused(session: Session, phone: Phone) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = phone.client.cookies
    assert strict.post(phone.address("said"), {"what": "card"}).status_code == 403


def test_a_phone_shows_the_receipt_with_which_words_are_taken_back_at_home(
    phone: Phone, other: Phone, at: At
) -> None:
    """By the link, the square or the code; each phone has its own, and sees its own words."""
    at("pairs")
    told = {"title": "Looms", "happening": "H", "consent": "network", "quote_consent": "public"}
    phone.send(what="story", **told)
    other.send(what="concern", text="Who pays?")
    seat, code = phone.session.participants.order_by("id")[0], "-"
    page = phone.page()
    address = f"http://testserver/en/talk/receipt/{seat.receipt}/"
    in_fours = code.join(seat.receipt[n : n + 4] for n in range(0, 20, 4))
    assert [words in page for words in (address, in_fours, square(address), "Who pays?")] == [
        *(True, True, True),
        False,
    ]
    assert "for: the partners of the network" in page
    at_home = Client()
    assert "Looms" in at_home.get(address).content.decode()
    at_home.post(address, {"withdraw_all": "1"})
    assert Story.objects.get().title == ""
    assert "for: the partners of the network" not in phone.page()


# --- themes, dots, elements ----------------------------------------------------------------------
def test_cards_are_gathered_under_themes(phone: Phone, other: Phone, at: At) -> None:
    at("wall")
    card = phone.send(what="card", text="A", kind="strength").json()["key"]
    theme = phone.send(what="theme", title="Pride").json()["key"]
    assert other.send("gathering", thing=f"card:{card}", theme=theme).status_code == 200
    assert phone.news()["things"][f"card:{card}"]["theme"] == theme
    assert other.send("gathering", thing=f"card:{card}", theme="").status_code == 200
    assert phone.news()["things"][f"card:{card}"]["theme"] == ""
    for wrong in ({"thing": "card:nothere"}, {"thing": f"card:{card}", "theme": "nothere"}):
        assert other.send("gathering", **wrong).status_code == 422
    at("commitments")
    assert other.send("gathering", thing=f"card:{card}", theme=theme).status_code == 409


def test_dots_are_limited_and_can_be_taken_back(phone: Phone, other: Phone, at: At) -> None:
    at("wall")
    pride, work = (phone.send(what="theme", title=t).json()["key"] for t in ("Pride", "Work"))
    at("dots")

    def give(who: Phone, subject: str, number: int) -> Any:
        answer = who.send("dots", kind="theme", subject=subject, number=number)
        return answer.json().get("left", answer.status_code)

    assert [give(phone, pride, 2), give(phone, work, 1), give(phone, work, 2)] == [1, 0, 422]
    assert [give(phone, pride, 1), give(phone, work, 2), give(other, pride, 3)] == [1, 0, 0]
    things = phone.news()["things"]
    assert (things[f"dots:theme:{pride}"], things[f"dots:theme:{work}"]) == (4, 2)
    assert give(other, pride, 0) == 3
    assert Dot.objects.filter(subject=pride).count() == 1
    assert phone.send("dots", kind="theme", subject="nothere", number=1).status_code == 404


def test_people_sign_up_for_elements_and_change_their_mind(phone: Phone, at: At) -> None:
    at("map")
    card = phone.send(what="card", text="Tower", kind="element", ring="dream").json()["key"]
    for wants, signs in (("1", 1), ("1", 1), ("0", 0)):
        assert phone.send("signing", card=card, wants=wants).status_code == 200
        assert phone.news()["things"][f"card:{card}"]["signs"] == signs
        assert "rings__ring--dream" in (page := phone.page())
        assert ("1 is in" in page) == bool(signs)


# --- the line ------------------------------------------------------------------------------------
def test_a_line_is_for_whoever_has_a_seat(phone: Phone, session: Session) -> None:
    answer = phone.client.get(phone.address("live"))
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/event-stream")
    assert f"data: {count_of(topic_of(session.key))}\n" in answer.content.decode()
    assert answer.teller(-1, -1).is_for(answer.reader)
    assert Client().get(phone.address("live")).status_code == 404
    assert Client().get(phone.address("board")).status_code == 404


def test_a_line_goes_on_after_what_was_heard(phone: Phone) -> None:
    asked = [
        phone.client.get(phone.address("live")),
        phone.client.get(phone.address("live"), {"since": 3}),
        phone.client.get(phone.address("live"), {"since": 3}, headers={"Last-Event-ID": "7"}),
        phone.client.get(phone.address("live"), {"since": "x"}),
    ]
    assert [line.since for line in asked] == [-1, 3, 7, -1]


@pytest.mark.parametrize("deed", ["erased", "closed"])
def test_who_has_no_seat_any_more_hears_nothing_more(
    phone: Phone, other: Phone, session: Session, deed: str
) -> None:
    seat = session.participants.earliest("id")
    line = phone.client.get(phone.address("live"))
    assert line.reader == seat.key
    if deed == "erased":
        erase_participant(seat, by=BY)
    else:
        close_session(session, by=BY)
    news = line.teller(-1, count_of(topic_of(session.key)))
    others = session.participants.latest("id").key
    assert (news.is_for(seat.key), news.is_for(others)) == (False, deed == "erased")
