"""What visitors send reaches those who keep the place; the sender reads what became of it."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from inducult.common.models import Act
from inducult.explore.forms import stamped
from inducult.places.models import Correction, Place, Report, Story
from inducult.places.records import record_of
from tests.cast import Cast

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SLUG = "august-horch-museum"
IN_ZWICKAU = {"lon": "12.49", "lat": "50.72"}


def client_of(cast: Cast, part: str) -> Client:
    client = Client()
    client.force_login(cast[part], backend=BACKEND)
    return client


def horch() -> Place:
    return Place.objects.get(slug=SLUG)


def send(page: str, subject: str, **told: str) -> Report:
    """A visitor fills in a form and sends it; the report under the receipt that she gets."""
    stamp = stamped(subject, time.time() - 10)
    answer = Client().post(page, {"stamp": stamp, "homepage": "", **told})
    assert answer.status_code == 302, answer.content.decode()
    return Report.objects.get(receipt=answer["Location"].strip("/").split("/")[-1])


def report(**told: str) -> Report:
    words = {"kind": "hours", "message": "Closed on Mondays now", "email": "visitor@example.org"}
    return send(f"/cs/places/{SLUG}/report/", horch().identifier, **{**words, **told})


def story(**told: str) -> Report:
    words = {"message": "My grandfather built these cars.", "language": "de", "consent": "on"}
    return send(f"/en/places/{SLUG}/story/", horch().identifier, **{**words, **told})


def suggestion(**told: str) -> Report:
    words = {"name": "Old Mill", "town": "Zwickau", "country": "DE", "message": "A steam mill."}
    return send("/en/suggest/", "place", **{**words, **told})


def address(report: Report) -> str:
    return f"/en/register/reports/{report.receipt}/"


def text(response: Any) -> str:
    return str(response.content.decode())


def test_a_report_is_answered_and_the_address_of_its_sender_is_gone(cast: Cast) -> None:
    sent = report()
    keeper = client_of(cast, "keeper")
    assert address(sent) in text(keeper.get("/en/register/reports/"))
    keeper.post(address(sent), {"outcome": "done", "words": "Thank you, corrected."})
    sent.refresh_from_db()
    assert (sent.outcome, sent.answer, sent.email) == ("done", "Thank you, corrected.", "")
    [letter] = mail.outbox
    assert letter.to == ["visitor@example.org"]
    assert f"/cs/reports/{sent.receipt}/" in letter.body
    assert "Thank you, corrected." in text(Client().get(f"/en/reports/{sent.receipt}/"))


def test_a_report_is_answered_once(cast: Cast) -> None:
    sent = report()
    client_of(cast, "keeper").post(address(sent), {"outcome": "done"})
    client_of(cast, "coordinator").post(address(sent), {"outcome": "not_done"})
    sent.refresh_from_db()
    assert sent.outcome == "done"
    assert len(mail.outbox) == 1


def test_no_trace_holds_words_or_addresses(cast: Cast) -> None:
    sent = report(message="a secret word")
    client_of(cast, "keeper").post(address(sent), {"outcome": "done", "words": "another secret"})
    traces = str(list(Act.objects.order_by("id").values()))
    assert [word for word in ("secret", "visitor@example.org") if word in traces] == []


def test_a_story_is_shown_as_its_teller_wants_it_until_she_takes_it_back(cast: Cast) -> None:
    page = f"/en/places/{SLUG}/"
    sent = story(teller="A former fitter")
    assert "My grandfather" not in text(Client().get(page))
    client_of(cast, "keeper").post(address(sent), {"outcome": "done"})
    shown = text(Client().get(page))
    assert '<blockquote class="story" lang="de">' in shown
    assert "A former fitter" in shown
    Client().post(f"/en/reports/{sent.receipt}/")
    assert "My grandfather" not in text(Client().get(page))
    assert Story.objects.count() == 0
    sent.refresh_from_db()
    assert (sent.outcome, sent.message, sent.told, sent.email) == ("withdrawn", "", {}, "")
    assert Report.objects.filter(matter="story").count() == 1  # the count stays


def test_a_story_without_consent_is_not_taken(cast: Cast) -> None:
    stamp = stamped(horch().identifier, time.time() - 10)
    told = {"stamp": stamp, "message": "A story", "language": "en"}
    answer = Client().post(f"/en/places/{SLUG}/story/", told)
    assert answer.status_code == 422
    assert "Without your consent the story cannot be shown." in text(answer)
    assert Report.objects.count() == 0


def test_a_suggestion_becomes_a_draft_of_its_region(cast: Cast) -> None:
    sent = suggestion(**IN_ZWICKAU, source="https://example.org/mill")
    assert address(sent) in text(client_of(cast, "keeper").get("/en/register/reports/"))
    assert address(sent) not in text(client_of(cast, "foreign_keeper").get("/en/register/reports/"))
    client_of(cast, "keeper").post(address(sent), {"take_up": ""})
    correction = Correction.objects.get(place__slug="old-mill-zwickau")
    record = record_of(correction.place)
    assert [name["text"] for name in record["names"]] == ["Old Mill"]
    assert record["regions"] == [{"code": "zwickau", "found_by": "boundary"}]
    assert record["sources"] == [{"url": "https://example.org/mill", "licence": ""}]
    assert correction.place.state == "draft"


def test_a_suggestion_of_no_region_waits_for_the_steward(cast: Cast) -> None:
    sent = suggestion()
    shown = {
        part: address(sent) in text(client_of(cast, part).get("/en/register/reports/"))
        for part in ("keeper", "steward")
    }
    assert shown == {"keeper": False, "steward": True}


def test_a_place_at_risk_comes_onto_the_watch_list_and_off_again(cast: Cast) -> None:
    report(kind="at_risk", message="They want to pull it down")
    coordinator = client_of(cast, "coordinator")
    assert "They want to pull it down" in text(coordinator.get("/en/register/watch/"))
    assert "pull it down" not in text(
        client_of(cast, "foreign_coordinator").get("/en/register/watch/")
    )
    coordinator.post(f"/en/register/places/{horch().identifier}/watch/")
    assert "They want to pull it down" not in text(coordinator.get("/en/register/watch/"))


@pytest.mark.parametrize("page", ["suggest/", f"places/{SLUG}/story/"])
def test_programs_are_caught(cast: Cast, page: str) -> None:
    subject = "place" if page == "suggest/" else horch().identifier
    told = {"stamp": stamped(subject, time.time()), "homepage": "https://spam.example"}
    assert Client().post(f"/en/{page}", told).status_code == 422
    assert Report.objects.count() == 0


def test_a_story_of_a_place_that_is_not_public_is_answered_like_one_that_never_was(
    cast: Cast,
) -> None:
    assert Client().get("/en/places/secret-draft/story/").status_code == 404
