"""Strategies are kept, compared, reviewed and adopted."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.test import Client
from django.utils import timezone

from inducult.strategy.actions import Subject, Written, adopt, cite, freeze, restore, write
from inducult.strategy.models import Adoption, Citation, Review, Strategy
from tests.cast import Cast
from tests.strategy.made import BY, strategy, voices


def _say(begun: Strategy, kind: str, body: str) -> None:
    section = begun.sections.get(kind=kind)
    write(section, Written("", body, section.revision), by=BY)


def test_a_version_tells_what_has_changed_since_and_can_be_brought_back(
    client: Client, cast: Cast
) -> None:
    begun = strategy()
    _say(begun, "vision", "We make gears.")
    freeze(begun, "first", by=BY)
    _say(begun, "vision", "We make trams.")
    desk = f"/en/register/strategies/{begun.slug}/"
    client.force_login(cast["keeper"])
    page = client.get(f"{desk}versions/1/").text
    assert f"<strong>{settings.VERSION}</strong>" in page, "the foot names the program's version"
    assert "<del>gears.</del><ins>trams.</ins>" in page
    assert client.post(f"{desk}versions/1/").status_code == 302
    assert begun.sections.get(kind="vision").body == "We make gears."
    assert [v.number for v in begun.versions.order_by("number")] == [1, 2]
    assert "Not a word has changed." in client.get(f"{desk}versions/1/").text


def test_a_part_that_was_removed_comes_back_with_what_it_cited(cast: Cast) -> None:
    begun, keys = strategy(), voices()
    vision = begun.sections.get(kind="vision")
    cite(Subject("section", vision.key, begun), "theme", keys["theme"], by=BY)
    version = freeze(begun, "", by=BY)
    Citation.objects.all().delete()
    restore(version, by=BY)
    assert Citation.objects.get().cited_key == keys["theme"]


def test_an_adopted_version_stays_what_it_was(client: Client, cast: Cast) -> None:
    begun = strategy()
    _say(begun, "vision", "We make gears.")
    desk = f"/en/register/strategies/{begun.slug}/"
    client.force_login(cast["coordinator"])
    sent = {"on": "2026-11-01", "body": "District council"}
    assert client.post(f"{desk}adoption/", sent).status_code == 302
    _say(begun, "vision", "We make trams.")
    client.logout()
    page = client.get(f"/en/strategies/{begun.slug}/").text
    assert "Adopted by District council on 1 November 2026." in page
    assert ("We make gears." in page, "We make trams." in page) == (True, False)
    Strategy.objects.filter(pk=begun.pk).update(is_public=True)
    page = client.get(f"/en/strategies/{begun.slug}/").text
    assert ("We make gears." in page, "We make trams." in page) == (False, True)
    assert "We make gears." in client.get(f"/en/strategies/{begun.slug}/?version=1").text


def test_a_version_that_was_not_adopted_is_not_public(client: Client, cast: Cast) -> None:
    begun = strategy()
    freeze(begun, "", by=BY)
    Strategy.objects.filter(pk=begun.pk).update(is_public=True)
    assert client.get(f"/en/strategies/{begun.slug}/?version=1").status_code == 404
    assert client.get(f"/en/strategies/{begun.slug}/?version=x").status_code == 404
    client.force_login(cast["keeper"])
    assert client.get(f"/en/strategies/{begun.slug}/?version=1").status_code == 200


def test_nothing_is_adopted_tomorrow(client: Client, cast: Cast) -> None:
    begun = strategy()
    client.force_login(cast["coordinator"])
    tomorrow = timezone.localdate() + timedelta(days=1)
    sent = {"on": tomorrow.isoformat(), "body": "District council"}
    answer = client.post(f"/en/register/strategies/{begun.slug}/adoption/", sent)
    assert "This day is still to come." in answer.text
    assert not Adoption.objects.exists()


def test_a_later_strategy_of_the_region_replaces_the_earlier(cast: Cast) -> None:
    earlier, later = strategy(), strategy(title="Further")
    for each in (earlier, later):
        adopt(each, date(2026, 11, 1), "District council", by=BY)
    states = Strategy.objects.order_by("id").values_list("state", flat=True)
    assert list(states) == ["replaced", "adopted"]


def test_another_region_is_asked_reads_answers_and_is_answered(client: Client, cast: Cast) -> None:
    begun = strategy()
    _say(begun, "vision", "We make gears.")
    desk = f"/en/register/strategies/{begun.slug}/"
    client.force_login(cast["foreign_keeper"])
    assert client.get(desk).status_code == 404
    client.force_login(cast["coordinator"])
    asked = {"region": "leoben", "questions": "What works best?\n\nWhat would you wish for?"}
    assert client.post(f"{desk}reviews/", asked).status_code == 302
    review = Review.objects.get()
    assert review.questions == ["What works best?", "What would you wish for?"]
    address = f"{desk}reviews/{review.key}/"
    client.force_login(cast["foreign_keeper"])
    assert "We make gears." in client.get(f"{desk}chapters/vision/").text
    client.post(address, {"answer0": "The late shifts.", "answer1": "More schools."})
    assert client.post(f"{desk}versions/", {"label": "mine"}).status_code == 403
    client.force_login(cast["coordinator"])
    assert "The late shifts." in client.get(address).text
    client.post(address, {"reply": "We ask two schools."})
    client.force_login(cast["foreign_keeper"])
    assert "We ask two schools." in client.get(address).text
    begun.refresh_from_db()
    assert (begun.state, begun.versions.count()) == ("review", 1)


def test_remarks_wait_until_they_are_settled(client: Client, cast: Cast) -> None:
    begun = strategy()
    vision = begun.sections.get(kind="vision")
    desk = f"/en/register/strategies/{begun.slug}/"
    client.force_login(cast["facilitator"])
    client.post(f"{desk}remarks/section/{vision.key}/", {"text": "Say who."})
    waiting = client.get(f"{desk}remarks/").text
    assert ("Say who." in waiting, "Facilitator" in waiting) == (True, True)
    said = begun.comments.get()
    client.post(f"{desk}remarks/{said.key}/settled/", {"back": "https://evil.example/"})
    assert "Nothing waits." in client.get(f"{desk}remarks/").text
    assert client.get(f"{desk}remarks/section/nothing/").status_code == 404
