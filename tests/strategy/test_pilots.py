"""Pilots: told, appreciated by others, taken over with credit."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import ExifTags, Image

from inducult.strategy.actions import adopt
from inducult.strategy.actions.piloting import NotNow, appreciate
from inducult.strategy.album import path_of
from inducult.strategy.freezing import content_of
from inducult.strategy.models import Appreciation, Pilot, Strategy, Takeover
from inducult.strategy.papers.strategies import strategy_document
from tests.cast import ABROAD, Cast
from tests.strategy.made import BY
from tests.strategy.planned import pilot, small
from tests.strategy.test_plan_pages import signed_in

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 2)


def test_everybody_finds_public_pilots_and_how_many_they_are(cast: Cast) -> None:
    for title in ("A tree of iron", "Night of the machines"):
        pilot(None, title)
    pilot(None, "A secret", is_public=False)
    page = Client().get("/en/pilots/").content.decode()
    assert '<strong id="result-count">2</strong> pilots' in page
    assert "A secret" not in page
    narrowed = Client().get("/en/pilots/", {"area": "T4"}).content.decode()
    assert '<strong id="result-count">0</strong>' in narrowed


def test_an_idea_needs_little_and_is_told_further(cast: Cast) -> None:
    keeper = signed_in(cast, "keeper")
    told = {"title": "Light on the chimney", "region": "zwickau", "type": "artwork"}
    told |= {"language": "en", "status": "idea", "currency": "EUR"}
    keeper.post("/en/register/pilots/new/", told)
    made = Pilot.objects.get()
    assert (made.slug, made.is_public) == ("light-on-the-chimney", False)
    more = {**told, "novelty": "Nobody lit one.", "places": "august-horch-museum", "areas": "T2"}
    keeper.post(f"/en/register/pilots/{made.slug}/", {**more, "is_public": "on"})
    page = Client().get(f"/en/pilots/{made.slug}/").content.decode()
    assert ("Nobody lit one." in page, "August Horch" in page) == (True, True)
    assert (
        "Light on the chimney" in Client().get("/en/places/august-horch-museum/").content.decode()
    )


def test_links_are_of_the_web(cast: Cast) -> None:
    keeper, made = signed_in(cast, "keeper"), pilot(None)
    base = f"/en/register/pilots/{made.slug}/links/"
    for address in ("https://example.org/film", "javascript:alert(1)", "ftp://example.org/"):
        keeper.post(base, {"title": "Film", "address": address, "kind": "media"})
    assert [link.address for link in made.links.all()] == ["https://example.org/film"]


def test_a_picture_is_shown_with_author_and_licence_and_goes_again(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    keeper, made = signed_in(cast, "keeper"), pilot(None)
    base = f"/en/register/pilots/{made.slug}/pictures/"
    told = {"alternative": "A lit chimney", "author": "A. Turner", "licence": "CC-BY-4.0"}
    told |= {"people_asked": "on"}
    assert keeper.post(base, {**told, "picture": sent(jpeg())}).status_code == 302
    kept = made.pictures.get()
    page = Client().get(f"/en/pilots/{made.slug}/").text
    assert [w for w in ("A lit chimney", "A. Turner", "CC-BY-4.0", kept.key) if w not in page] == []
    file = Client().get(f"/en/pilots/{made.slug}/pictures/{kept.key}.webp")
    assert (file["Content-Type"], file.content[8:12]) == ("image/webp", b"WEBP")
    assert b"Exif" not in file.content
    Pilot.objects.update(is_public=False)
    assert Client().get(f"/en/pilots/{made.slug}/pictures/{kept.key}.webp").status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        keeper.post(base, {"remove": kept.key})
    assert (made.pictures.count(), path_of(kept.file).exists()) == (0, False)


def test_the_pictures_of_a_pilot_that_goes_are_no_files_any_more(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    keeper, made = signed_in(cast, "keeper"), pilot(None)
    told = {"alternative": "A lit chimney", "author": "A. Turner", "licence": "CC-BY-4.0"}
    told |= {"people_asked": "on", "picture": sent(jpeg())}
    keeper.post(f"/en/register/pilots/{made.slug}/pictures/", told)
    file = path_of(made.pictures.get().file)
    with django_capture_on_commit_callbacks(execute=True):
        assert file.exists()
        made.delete()
    assert not file.exists()


@pytest.mark.parametrize(
    "hostile", [b"<svg onload='alert(1)'/>", b"GIF89a", b"\xff\xd8\xff broken", b"RIFF\0\0\0\0WEBP"]
)
def test_what_is_no_picture_is_refused_in_words(cast: Cast, hostile: bytes) -> None:
    keeper, made = signed_in(cast, "keeper"), pilot(None)
    base = f"/en/register/pilots/{made.slug}/pictures/"
    told = {"alternative": "?", "author": "?", "licence": "CC-BY-4.0", "people_asked": "on"}
    answer = keeper.post(base, {**told, "picture": sent(hostile)})
    assert (answer.status_code, made.pictures.count()) == (422, 0)
    assert 'id="id_picture' in answer.text
    without_words = keeper.post(
        base, {"picture": sent(jpeg()), "author": "?", "people_asked": "on"}
    )
    assert (without_words.status_code, made.pictures.count()) == (422, 0)


def jpeg() -> bytes:
    """A picture with what a camera writes into it."""
    told = Image.Exif()
    told[ExifTags.Base.Artist] = "Somebody"
    file = io.BytesIO()
    Image.new("RGB", (640, 480), "teal").save(file, "JPEG", exif=told)
    return file.getvalue()


def sent(content: bytes) -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile("chimney.jpg", content, "image/jpeg")


def test_another_region_appreciates_the_idea_but_nobody_her_own(cast: Cast) -> None:
    made = pilot(None)
    base = f"/en/register/pilots/{made.slug}/appreciation/"
    answers = {"region": ABROAD, "answer0": "The night.", "answer2": "The late shift."}
    signed_in(cast, "foreign_keeper").post(base, answers)
    page = Client().get(f"/en/pilots/{made.slug}/").content.decode()
    assert ("The night." in page, "The late shift." in page) == (True, True)
    assert signed_in(cast, "keeper").get(base).status_code == 403
    with pytest.raises(NotNow):
        appreciate(made, Appreciation.Stage.AFTER, made.region, ["!"], by=BY)


def test_a_running_pilot_is_appreciated_by_nobody(cast: Cast) -> None:
    made = pilot(None, status="running")
    base = f"/en/register/pilots/{made.slug}/appreciation/"
    signed_in(cast, "foreign_keeper").post(base, {"region": ABROAD, "answer0": "Good."})
    assert Appreciation.objects.count() == 0


def test_a_region_takes_a_pilot_over_and_both_sides_see_it(cast: Cast) -> None:
    home, theirs = small(), small(ABROAD, title="Iron lives")
    made = home.pilot
    keeper = signed_in(cast, "foreign_keeper")
    answer = keeper.post(f"/en/register/pilots/{made.slug}/taking/", {"measure": theirs.measure.pk})
    taken = Takeover.objects.get()
    assert (taken.origin_id, taken.region_id, taken.action.status) == ("zwickau", ABROAD, "idea")
    page = keeper.get(answer["Location"]).content.decode()
    assert ("Grew from" in page, made.title in page) == (True, True)
    origin = Client().get(f"/en/pilots/{made.slug}/").content.decode()
    assert ("Taken up by" in origin, "Leoben" in origin) == (True, True)


def test_credit_names_nothing_that_is_not_shown_any_more(cast: Cast) -> None:
    home, theirs = small(), small(ABROAD, title="Iron lives")
    address = f"/en/register/pilots/{home.pilot.slug}/taking/"
    signed_in(cast, "foreign_keeper").post(address, {"measure": theirs.measure.pk})
    Pilot.objects.update(is_public=False)
    taken = Takeover.objects.get().action
    Takeover.objects.get()
    type(taken).objects.filter(pk=taken.pk).update(title="Our own night", description="")
    page = Client().get(f"/en/strategies/{theirs.strategy.slug}/actions/{taken.key}/")
    assert home.pilot.title not in page.content.decode()


def test_the_chapter_of_pilots_lists_those_that_belong_to_the_strategy(cast: Cast) -> None:
    home, theirs = small(), small(ABROAD, title="Iron lives")
    pilot(None, "Before the plan")
    pilot(home.actions[1], "Not shown yet", is_public=False)
    europe = small(None, title="Europe")
    titles = ("Night of the machines", "Before the plan", "Not shown yet")
    pages = [
        Client().get(f"/en/strategies/{s.strategy.slug}/").text for s in (home, theirs, europe)
    ]
    chapters = [page.split('id="pilots"')[1].split("</section>")[0] for page in pages]
    assert [[c.count(title) for title in titles] for c in chapters] == [
        [1, 1, 0],
        [1, 0, 0],
        [3, 1, 0],
    ]
    words = str(strategy_document(home.strategy, content_of(home.strategy), None, TODAY).blocks)
    assert [title in words for title in titles] == [True, True, False]
    Strategy.objects.filter(pk=home.strategy.pk).update(is_public=False)
    adopt(home.strategy, TODAY, "Council", by=BY)
    assert 'id="pilots"' not in Client().get(f"/en/strategies/{home.strategy.slug}/").text


def test_nobody_takes_over_into_a_plan_that_she_does_not_write(cast: Cast) -> None:
    home, other = small(), small("genk", title="Sparks")
    address = f"/en/register/pilots/{home.pilot.slug}/taking/"
    refused = signed_in(cast, "foreign_keeper").post(address, {"measure": other.measure.pk})
    assert (refused.status_code, Takeover.objects.count()) == (422, 0)
