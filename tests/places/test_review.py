"""A proposal on its way through the queue: seen by whom it concerns, decided piece by piece."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client

from inducult.places.actions import begin, propose, put
from inducult.places.models import Comment, Correction, Place, Publication
from inducult.places.records import Record, record_of
from inducult.places.writing import write_records
from tests.cast import Cast

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SLUG = "august-horch-museum"


def client_of(cast: Cast, part: str) -> Client:
    client = Client()
    client.force_login(cast[part], backend=BACKEND)
    return client


def horch() -> Place:
    return Place.objects.get(slug=SLUG)


@pytest.fixture
def proposal(cast: Cast) -> Correction:
    """The contributor proposes two pieces: a telephone number and an operator."""
    correction = begin(horch(), author=cast["contributor"])
    wanted: Record = {**correction.record, "phone": "+49 1", "operator": "A new operator"}
    return propose(put(correction, wanted), reason="I asked them")


def address(correction: Correction) -> str:
    return f"/en/register/review/{correction.key}/"


def told(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined, no-any-return]


def test_the_queue_shows_a_proposal_to_those_who_may_decide_it(
    cast: Cast, proposal: Correction
) -> None:
    shown = {
        part: address(proposal) in told(client_of(cast, part).get("/en/register/review/"))
        for part in ("keeper", "coordinator", "steward", "foreign_keeper", "organisation_keeper")
    }
    assert shown == {
        "keeper": True,
        "coordinator": True,
        "steward": True,
        "foreign_keeper": False,
        "organisation_keeper": False,
    }


def test_a_place_of_no_region_waits_in_the_queue_of_the_steward(
    cast: Cast, proposal: Correction
) -> None:
    write_records([{**record_of(horch()), "regions": []}])
    shown = {
        part: address(proposal) in told(client_of(cast, part).get("/en/register/review/"))
        for part in ("keeper", "steward")
    }
    assert shown == {"keeper": False, "steward": True}


def test_a_keeper_takes_one_piece_over_and_publishes_it(cast: Cast, proposal: Correction) -> None:
    before = record_of(horch())
    asked = {"do": "publish", "piece": ["phone"], "answer": ""}
    response = client_of(cast, "keeper").post(address(proposal), asked)
    assert (response.status_code, response["Location"]) == (302, "/en/register/review/")
    assert record_of(horch()) == {**before, "phone": "+49 1"}
    assert '"phone": "+49 1"' in Publication.objects.get(place=horch()).record
    proposal.refresh_from_db()
    assert proposal.state == Correction.State.PARTLY
    [letter] = mail.outbox
    assert letter.to == ["contributor@example.org"]
    assert address(proposal) in letter.body


def test_a_proposal_is_returned_with_a_reason_or_not_at_all(
    cast: Cast, proposal: Correction
) -> None:
    client = client_of(cast, "keeper")
    client.post(address(proposal), {"do": "return", "answer": "  "})
    proposal.refresh_from_db()
    assert (proposal.state, mail.outbox) == (Correction.State.PROPOSED, [])
    client.post(address(proposal), {"do": "return", "answer": "Which page says so?"})
    proposal.refresh_from_db()
    assert (proposal.state, proposal.answer) == ("returned", "Which page says so?")
    assert "Which page says so?" in mail.outbox[0].body
    assert record_of(horch())["phone"] != "+49 1"


def test_what_changed_meanwhile_is_shown_and_decided_and_nothing_is_overwritten(
    cast: Cast, proposal: Correction
) -> None:
    write_records([{**record_of(horch()), "phone": "+49 2"}])
    client = client_of(cast, "keeper")
    asked = {"do": "accept", "piece": ["phone", "operator"]}
    response = client.post(address(proposal), asked)
    assert response.status_code == 409
    assert "+49 2" in told(response)
    assert record_of(horch())["phone"] == "+49 2"
    client.post(address(proposal), {**asked, "clash-phone": "theirs"})
    now = record_of(horch())
    assert (now["phone"], now["operator"]) == ("+49 2", "A new operator")


def test_two_keepers_decide_and_the_second_is_told(cast: Cast, proposal: Correction) -> None:
    asked = {"do": "accept", "piece": ["phone", "operator"]}
    client_of(cast, "keeper").post(address(proposal), asked)
    response = client_of(cast, "coordinator").post(address(proposal), asked, follow=True)
    assert "Somebody has decided about this change meanwhile." in told(response)


def test_words_on_a_proposal_are_read_by_both_sides(cast: Cast, proposal: Correction) -> None:
    client_of(cast, "keeper").post(f"{address(proposal)}comment/", {"text": "Who told you?"})
    assert Comment.objects.get().text == "Who told you?"
    assert "Who told you?" in told(client_of(cast, "contributor").get(address(proposal)))


def test_words_on_a_record_are_read_by_those_who_work_on_it_and_by_no_visitor(cast: Cast) -> None:
    page = f"/en/register/places/{horch().identifier}/"
    client_of(cast, "contributor").post(f"{page}comments/", {"text": "The gate has moved."})
    comment = Comment.objects.get()
    assert (comment.text, comment.correction) == ("The gate has moved.", None)
    readers = {
        part: "The gate has moved." in told(client_of(cast, part).get(page))
        for part in ("keeper", "contributor", "member")
    }
    assert readers == {"keeper": True, "contributor": True, "member": False}
    assert "The gate has moved." not in told(Client().get(f"/en/places/{horch().slug}/"))


def test_what_lacks_something_needed_is_not_published_and_the_page_says_what(
    cast: Cast, proposal: Correction
) -> None:
    put_back = {**proposal.record, "sources": []}
    Correction.objects.filter(pk=proposal.pk).update(record=put_back)
    before = record_of(horch())
    asked = {"do": "publish", "piece": ["phone", "sources"]}
    response = client_of(cast, "keeper").post(address(proposal), asked)
    assert response.status_code == 422
    assert "A source" in told(response)
    assert record_of(horch()) == before


def test_what_breaks_a_rule_does_not_enter_the_register(cast: Cast, proposal: Correction) -> None:
    bad = {**proposal.record, "website": "javascript:alert(1)"}
    Correction.objects.filter(pk=proposal.pk).update(record=bad)
    before = record_of(horch())
    asked = {"do": "accept", "piece": ["website"]}
    response = client_of(cast, "keeper").post(address(proposal), asked)
    assert response.status_code == 422
    assert "is not a web address" in told(response)
    assert record_of(horch()) == before
