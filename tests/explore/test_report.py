"""A visitor reports a change."""

from __future__ import annotations

import re
import time
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from inducult.common.models import Act
from inducult.explore.forms import OLDEST_S, QUICKEST_S, ReportForm, age_of, stamped
from inducult.places import reports
from inducult.places.models import Place, Report
from inducult.places.records import Record
from inducult.places.reports import Change, PlaceIsGone, TooManyReports, report_change

FORM = "/en/places/august-horch-museum/report/"
WORDS = "On Mondays it is <b>open</b> & so is the café."


@pytest.fixture
def museum(register: list[Record]) -> Place:
    return Place.objects.get(slug="august-horch-museum")


def filled(place: Place, ago: float = 60, **changes: str) -> dict[str, str]:
    """The form as a person sends it, handed out some seconds ago."""
    stamp = stamped(place.identifier, time.time() - ago)
    return {
        "kind": "hours",
        "message": WORDS,
        "email": "ada@example.org",
        "homepage": "",
        "stamp": stamp,
        **changes,
    }


def text_of(response: Any) -> str:
    return str(response.content.decode())


def stamp_in(response: Any) -> str:
    found = re.search(r'name="stamp" value="([^"]+)"', text_of(response))
    assert found
    return found[1]


def test_a_visitor_reports_and_sees_what_was_received(museum: Place, client: Client) -> None:
    response = client.post(FORM, filled(museum))
    report = Report.objects.get()
    assert (response.status_code, response["Location"]) == (302, f"/en/reports/{report.receipt}/")
    assert (report.place, report.kind, report.message) == (museum, "hours", WORDS)
    assert (report.language, report.email) == ("en", "ada@example.org")
    receipt = client.get(response["Location"])
    assert "&lt;b&gt;open&lt;/b&gt; &amp; so is the café." in text_of(receipt)
    assert "ada@example.org" not in text_of(receipt)
    assert receipt["X-Robots-Tag"] == "noindex"


def test_a_report_leaves_a_trace_without_the_words_and_the_address(museum: Place) -> None:
    change = Change("hours", WORDS, "en", "ada@example.org")
    report = report_change(museum.identifier, change)
    act = Act.objects.get(subject_kind="report")
    assert (act.actor, act.deed, act.subject) == ("visitor", "report", report.receipt)
    assert act.after is not None
    assert act.after["place"] == museum.identifier
    assert WORDS not in str(act.after)
    assert "ada@" not in str(act.after)


def test_the_link_from_the_position_chooses_the_kind(museum: Place, client: Client) -> None:
    assert re.search(r'value="position"[^>]*checked', text_of(client.get(f"{FORM}?kind=position")))


def test_an_unknown_kind_in_the_address_chooses_nothing(museum: Place, client: Client) -> None:
    response = client.get(f"{FORM}?kind=%3Cscript%3E")
    assert response.status_code == 200
    assert "checked" not in text_of(response)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"kind": "nonsense"}, "Choose one of the kinds below."),
        ({"kind": ""}, "Choose what your report is about."),
        ({"message": ""}, "Write what should be changed."),
        ({"message": "x" * 2001}, "2000"),
        ({"message": "null\0"}, "Null characters are not allowed."),
        ({"email": "nobody"}, "This is not an e-mail address."),
        ({"homepage": "https://spam.example"}, "One field is there to catch programs."),
        ({"stamp": ""}, "open for too long"),
        ({"stamp": "1|2:forged"}, "open for too long"),
        ({"stamp": "x" * 300}, "open for too long"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    museum: Place, client: Client, changes: dict[str, str], sentence: str
) -> None:
    response = client.post(FORM, filled(museum, 60, **changes))
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert "It has not been sent yet." in text_of(response)
    assert 'value="ada@example.org"' in text_of(response) or "email" in changes
    assert not Report.objects.exists()


def test_too_quick_is_asked_to_send_again_and_then_goes_through(
    museum: Place, client: Client
) -> None:
    response = client.post(FORM, filled(museum, 0))
    assert "That was very quick." in text_of(response)
    again = ReportForm(
        filled(museum, stamp=stamp_in(response)),
        subject=museum.identifier,
        now=time.time() + QUICKEST_S + 1,
    )
    assert again.is_valid()


def test_too_old_is_asked_to_send_again_and_then_goes_through(
    museum: Place, client: Client
) -> None:
    response = client.post(FORM, filled(museum, OLDEST_S + 60))
    assert "Nothing is lost: please send again." in text_of(response)
    assert client.post(FORM, filled(museum, stamp=stamp_in(response))).status_code == 302


def test_a_stamp_of_another_place_is_none() -> None:
    assert age_of(stamped("one", 100), "one", 160) == 60
    assert age_of(stamped("one", 100), "other", 160) is None
    assert age_of("nonsense", "one", 160) is None


def test_the_same_report_sent_twice_is_one(museum: Place, client: Client) -> None:
    first, second = (client.post(FORM, filled(museum)) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Report.objects.count() == 1


def test_a_flood_of_reports_is_stopped_and_what_was_written_stays(
    museum: Place, client: Client
) -> None:
    flood = (
        Report(place=museum, kind="other", message=str(number), language="en")
        for number in range(reports.MOST_OF_A_PLACE)
    )
    Report.objects.bulk_create(flood)
    response = client.post(FORM, filled(museum))
    assert response.status_code == 429
    assert "Please send again in an hour." in text_of(response)
    assert "is the café." in text_of(response)


def test_the_flood_is_over_after_an_hour(museum: Place) -> None:
    for number in range(reports.MOST_OF_A_PLACE):
        report_change(museum.identifier, Change("other", str(number), "en"))
    with pytest.raises(TooManyReports):
        report_change(museum.identifier, Change("other", "one more", "en"))
    Report.objects.update(reported_at=timezone.now() - timedelta(hours=2))
    assert report_change(museum.identifier, Change("other", "one more", "en")).pk


def test_a_place_that_has_left_the_register_takes_no_report(museum: Place, client: Client) -> None:
    form = filled(museum)
    museum.delete()
    response = client.post(FORM, form)
    assert response.status_code == 410
    assert "The register no longer holds this place" in text_of(response)
    with pytest.raises(PlaceIsGone):
        report_change("0000000000", Change("other", "x", "en"))


def test_a_report_without_the_token_of_the_form_is_refused(museum: Place) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(FORM, filled(museum)).status_code == 403
    assert not Report.objects.exists()


@pytest.mark.parametrize("receipt", ["0000000000", "x" * 3000, "-"])
def test_an_unknown_receipt_is_a_404(museum: Place, client: Client, receipt: str) -> None:
    assert client.get(f"/en/reports/{receipt}/").status_code == 404
