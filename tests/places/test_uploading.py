"""A picture comes into a draft, is published, and is handed out to those who may see it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from inducult.partnership.queries import actor_of
from inducult.places import album
from inducult.places.actions import picturing, publish
from inducult.places.actions.picturing import add_picture, clear_away, make_sizes
from inducult.places.completeness import completeness_of
from inducult.places.models import Correction, Picture, Place, Publication
from inducult.places.pictures import Master, read_picture
from inducult.places.records import record_of
from tests.cast import Cast
from tests.places.pictures import opened, png_bomb, scene, written
from tests.places.test_editing import HORCH, signed_in

PHOTO = written(scene(), "JPEG")


@pytest.fixture
def media(settings: Any, tmp_path: Path) -> Path:
    """The media folder of a data folder of one's own."""
    settings.DATA = tmp_path
    return tmp_path / "media"


@pytest.fixture
def place(cast: Cast, media: Path) -> Place:
    return Place.objects.get(slug=HORCH)


@pytest.fixture
def master() -> Master:
    return read_picture(PHOTO)


def send(client: Client, place: Place, content: bytes, name: str = "a.jpg", **more: Any) -> Any:
    file = SimpleUploadedFile(name, content, content_type="image/jpeg")
    page = f"/en/register/places/{place.identifier}/pictures/"
    return client.post(page, {"picture": file, **more})


def described(picture: Picture, **more: str) -> dict[str, str]:
    """What a browser sends for the page of one picture."""
    told = {"file": picture.file, "author": "Eva", "licence": "CC0-1.0", "source": "", **more}
    count = {"media-TOTAL_FORMS": "1", "media-INITIAL_FORMS": "1"}
    return {**count, **{f"media-0-{name}": value for name, value in told.items()}}


def files(media: Path) -> list[str]:
    return sorted(path.name for path in media.iterdir()) if media.exists() else []


def drafted(cast: Cast, part: str = "keeper") -> list[Any]:
    found = Correction.objects.get(author=cast[part]).record["media"]
    assert isinstance(found, list)
    return found


# --- into a draft ---------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)  # the worker takes a connection of its own
def test_a_sent_picture_stands_in_the_draft_and_its_sizes_are_made(
    cast: Cast, place: Place, media: Path
) -> None:
    answer = send(signed_in(cast, "keeper"), place, PHOTO)
    assert answer.url == f"/en/register/places/{place.identifier}/edit/media/"
    picture = Picture.objects.get()
    nothing = {"author": "", "licence": "", "source": "", "alt": []}
    assert drafted(cast) == [{"file": picture.file, **nothing}]
    assert record_of(place)["media"] == []
    call_command("worker", batch=True)
    picture.refresh_from_db()
    assert picture.sizes == [[320, "avif"], [320, "webp"], [640, "avif"], [640, "webp"]]
    names = [picture.file, *(f"{picture.key}-{width}.{kind}" for width, kind in picture.sizes)]
    assert files(media) == sorted(names)
    assert opened((media / f"{picture.key}-640.avif").read_bytes()).size == (640, 480)


def test_without_a_worker_the_master_is_shown(cast: Cast, place: Place) -> None:
    client = signed_in(cast, "keeper")
    page = send(client, place, PHOTO).url
    assert f"/pictures/{Picture.objects.get().file}" in client.get(page).content.decode()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<svg onload='alert(1)'/>", "JPEG, PNG, WebP or HEIC"),
        (png_bomb(50_000, 50_000), "64 million pixels"),
        (PHOTO[:500], "damaged or incomplete"),
        (PHOTO + bytes(25 * 1024 * 1024), "larger than 25 MB"),
        (b"", "empty"),
    ],
    ids=["script", "bomb", "cut off", "too long", "empty"],
)
def test_what_is_no_picture_is_refused_in_words(
    content: bytes, reason: str, cast: Cast, place: Place, media: Path
) -> None:
    answer = send(signed_in(cast, "keeper"), place, content)
    assert answer.status_code == 422
    assert reason in answer.content.decode()
    assert (Picture.objects.count(), files(media)) == (0, [])


def test_a_script_is_told_why_in_json(cast: Cast, place: Place) -> None:
    client = signed_in(cast, "keeper")
    file = SimpleUploadedFile("a.jpg", b"no")
    page = f"/en/register/places/{place.identifier}/pictures/"
    answer = client.post(page, {"picture": file}, headers={"accept": "application/json"})
    assert (answer.status_code, list(answer.json())) == (422, ["reason"])


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "..\\..\\a.jpg", "a.svg", "a\0.jpg", "<script>.html", "x" * 300]
)
def test_the_name_of_a_file_means_nothing(name: str, cast: Cast, place: Place, media: Path) -> None:
    assert send(signed_in(cast, "keeper"), place, PHOTO, name).status_code == 302
    assert files(media) == [Picture.objects.get().file]


def test_while_a_change_is_with_the_keepers_no_picture_comes_to_it(
    cast: Cast, place: Place, media: Path
) -> None:
    client = signed_in(cast, "contributor")
    send(client, place, PHOTO)
    Correction.objects.update(state=Correction.State.PROPOSED)
    answer = send(client, place, PHOTO)
    assert (answer.status_code, len(drafted(cast, "contributor"))) == (422, 1)
    assert files(media) == [Picture.objects.get().file]


def test_a_place_has_no_more_pictures_than_a_page_can_show(
    cast: Cast, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picturing, "MOST_PICTURES", 1)
    client = signed_in(cast, "keeper")
    assert [send(client, place, PHOTO).status_code for _ in range(2)] == [302, 422]


# --- described, ordered, taken out ----------------------------------------------------------------
def test_author_licence_and_words_come_into_the_record(cast: Cast, place: Place) -> None:
    client = signed_in(cast, "keeper")
    page = send(client, place, PHOTO).url
    picture = Picture.objects.get()
    client.post(page, described(picture, alt_de="Das Tor", alt_en="The gate"))
    told = [("en", "The gate"), ("de", "Das Tor")]
    rest = {"origin": "person", "translation": None}
    alt = [{"language": language, "text": text, **rest} for language, text in told]
    entry = {"file": picture.file, "author": "Eva", "licence": "CC0-1.0", "source": ""}
    assert drafted(cast) == [{**entry, "alt": alt}]


def test_a_picture_that_came_meanwhile_is_not_lost(cast: Cast, place: Place) -> None:
    client = signed_in(cast, "keeper")
    page = send(client, place, PHOTO).url
    old = described(Picture.objects.get())
    send(client, place, PHOTO)
    client.post(page, old)
    assert [entry["author"] for entry in drafted(cast)] == ["Eva", ""]


def test_pictures_are_put_in_order_and_taken_out(cast: Cast, place: Place) -> None:
    client = signed_in(cast, "keeper")
    pages = [send(client, place, PHOTO).url for _ in range(3)]
    keys = [picture.file for picture in Picture.objects.all()]
    told = {"media-TOTAL_FORMS": "3", "media-INITIAL_FORMS": "3", "media-0-DELETE": "on"}
    told |= {f"media-{number}-file": key for number, key in enumerate(keys)}
    told |= {f"media-{number}-ORDER": str(9 - number) for number in range(3)}
    client.post(pages[0], told)
    assert [entry["file"] for entry in drafted(cast)] == [keys[2], keys[1]]


def test_a_file_that_the_draft_does_not_have_cannot_be_written_into_it(
    cast: Cast, place: Place
) -> None:
    client = signed_in(cast, "keeper")
    page = send(client, place, PHOTO).url
    forged = Picture(file="../../register.sqlite3")
    client.post(page, described(forged))
    assert [entry["file"] for entry in drafted(cast)] == [Picture.objects.get().file]


@pytest.mark.parametrize(
    ("language", "enough"), [("en", True), ("de", True), ("pl", False), ("", False)]
)
def test_words_in_english_or_the_language_of_the_country_are_needed_to_publish(
    language: str, enough: bool, place: Place
) -> None:
    alt = [{"language": language, "text": "x", "origin": "person"}] if language else []
    medium = {"file": "a", "author": "Eva", "licence": "CC0-1.0", "source": "", "alt": alt}
    lack = completeness_of({**record_of(place), "media": [medium]})
    assert ("picture_text" not in {check.code for check in lack.missing}) == enough


# --- handed out -----------------------------------------------------------------------------------
def test_a_draft_picture_is_for_those_who_may_see_the_place(
    cast: Cast, place: Place, master: Master
) -> None:
    Place.objects.filter(pk=place.pk).update(state="draft")
    picture = add_picture(place, master, author=cast["keeper"])
    address = f"/pictures/{picture.file}"
    seen = {
        part: (signed_in(cast, part) if part else Client()).get(address).status_code
        for part in ("", "member", "contributor", "foreign_keeper", "keeper", "scientist")
    }
    for_keepers = {"keeper": 200, "scientist": 200}
    assert seen == {
        **dict.fromkeys(("", "member", "contributor", "foreign_keeper"), 404),
        **for_keepers,
    }


def test_a_draft_picture_is_not_kept_by_caches(cast: Cast, place: Place, master: Master) -> None:
    picture = add_picture(place, master, author=cast["keeper"])
    answer = signed_in(cast, "keeper").get(f"/pictures/{picture.file}")
    assert answer["Cache-Control"] == "private, no-store"


@pytest.fixture
def published(cast: Cast, place: Place, master: Master) -> Picture:
    picture = add_picture(place, master, author=cast["keeper"])
    alt = [{"language": "en", "text": "The gate", "origin": "person", "translation": None}]
    medium = {"file": picture.file, "author": "Eva", "licence": "CC0-1.0", "source": "", "alt": alt}
    publish([{**record_of(place), "media": [medium]}], by=actor_of(cast["keeper"]))
    return picture


def test_a_published_picture_is_for_everybody_for_ever(published: Picture) -> None:
    answer = Client().get(f"/pictures/{published.file}", headers={"accept-encoding": "gzip"})
    assert {
        name: answer.headers.get(name)
        for name in (
            *("Content-Type", "Cache-Control", "X-Content-Type-Options"),
            *("Content-Security-Policy", "Content-Encoding", "Content-Disposition"),
        )
    } == {
        "Content-Type": "image/webp",
        "Cache-Control": "public, max-age=31536000, immutable",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Content-Encoding": None,
        "Content-Disposition": f'inline; filename="{published.file}"',
    }


def test_a_picture_that_was_taken_back_is_hidden_again(published: Picture) -> None:
    Publication.objects.all().delete()
    assert Client().get(f"/pictures/{published.file}").status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        *("../register.sqlite3", "..%2Fregister.sqlite3", "secret.key", "0123456789.svg"),
        *("0123456789.webp", "0123456789-99999.webp", "0123456789-320.php", "%2e%2e/a.webp"),
    ],
)
def test_no_other_file_can_be_asked_for(name: str, place: Place) -> None:
    assert Client().get(f"/pictures/{name}").status_code == 404


# --- whatever happens meanwhile -------------------------------------------------------------------
class Killed(BaseException):
    """The process ends here: nothing catches it."""


STEPS = ("replace", "begin", "put", "create")


@pytest.fixture(params=STEPS)
def killed_at(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    def kill(*_args: Any, **_more: Any) -> None:
        raise Killed

    step = str(request.param)
    if step == "replace":
        monkeypatch.setattr(Path, "replace", kill)
    elif step == "create":
        monkeypatch.setattr(Picture.objects, "create", kill)
    else:
        monkeypatch.setattr(picturing, step, kill)
    return step


def test_a_killed_upload_leaves_the_register_as_it_was(
    killed_at: str, cast: Cast, place: Place, master: Master, media: Path
) -> None:
    with pytest.raises(Killed):
        add_picture(place, master, author=cast["keeper"])
    left = files(media)
    assert (Picture.objects.count(), Correction.objects.count(), len(left)) == (0, 0, 1)
    assert (clear_away(timezone.now()), files(media)) == (0, left)  # it may yet be under way
    _age(media)
    assert (clear_away(timezone.now()), files(media)) == (1, [])


def test_killed_between_two_sizes_the_rest_is_made_later(
    cast: Cast, place: Place, master: Master, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = add_picture(place, master, author=cast["keeper"])
    made: Iterator[bool] = iter([True, True])
    keep = album.keep_file

    def keep_two(name: str, content: bytes) -> None:
        if not next(made, False):
            raise Killed
        keep(name, content)

    monkeypatch.setattr(picturing, "keep_file", keep_two)
    with pytest.raises(Killed):
        make_sizes(picture.key)
    assert Picture.objects.get().sizes == []
    monkeypatch.setattr(picturing, "keep_file", keep)
    assert [make_sizes(picture.key), make_sizes(picture.key)] == [2, 0]
    assert len(Picture.objects.get().sizes) == 4


def test_sizes_made_twice_are_the_same(
    cast: Cast, place: Place, master: Master, media: Path
) -> None:
    picture = add_picture(place, master, author=cast["keeper"])
    make_sizes(picture.key)
    first = {path.name: path.read_bytes() for path in media.iterdir()}
    for path in media.glob("*-*"):
        path.unlink()
    make_sizes(picture.key)
    assert {path.name: path.read_bytes() for path in media.iterdir()} == first


def test_sizes_of_a_picture_that_is_gone_are_no_fault(place: Place) -> None:
    assert make_sizes("0000000000") == 0


def test_with_the_row_comes_its_task(cast: Cast, place: Place, master: Master) -> None:
    picture = add_picture(place, master, author=cast["keeper"])
    task = DBTaskResult.objects.get(task_path="inducult.places.tasks.size_picture")
    assert task.args_kwargs == {"args": [picture.key], "kwargs": {}}


# --- what nobody names any more -------------------------------------------------------------------
def _age(media: Path) -> None:
    long_ago = (timezone.now() - timedelta(days=40)).timestamp()
    for path in media.iterdir():
        os.utime(path, (long_ago, long_ago))
    Picture.objects.update(uploaded_at=timezone.now() - timedelta(days=40))


def test_a_picture_of_a_draft_that_was_given_up_goes_after_a_month(
    cast: Cast, place: Place, master: Master, media: Path
) -> None:
    add_picture(place, master, author=cast["keeper"])
    _age(media)
    assert (clear_away(timezone.now()), len(files(media))) == (0, 1)  # her draft names it
    Correction.objects.update(state=Correction.State.WITHDRAWN)
    assert (clear_away(timezone.now()), files(media), Picture.objects.count()) == (1, [], 0)


def test_a_published_picture_stays(published: Picture, media: Path) -> None:
    Correction.objects.all().delete()
    _age(media)
    assert (clear_away(timezone.now()), files(media)) == (0, [published.file])


def test_what_history_can_bring_back_stays(cast: Cast, published: Picture, media: Path) -> None:
    client = signed_in(cast, "keeper")
    page = f"/en/register/places/{published.place.identifier}/"
    client.post(f"{page}edit/media/", described(published, alt_en="The gate"))
    client.post(f"{page}changes/", {"do": "publish"})
    told = {**described(published), "media-0-DELETE": "on"}
    client.post(f"{page}edit/media/", told)
    client.post(f"{page}changes/", {"do": "publish"})
    assert record_of(published.place)["media"] == []
    _age(media)
    assert (clear_away(timezone.now()), files(media)) == (0, [published.file])


def test_without_the_store_an_upload_is_refused_in_words_and_names_nothing(
    cast: Cast, place: Place, media: Path, settings: Any
) -> None:
    settings.STORE = "s3+http://key:secret@127.0.0.1:9/inducult"  # nobody is there
    answer = send(signed_in(cast, "keeper"), place, PHOTO)
    assert answer.status_code == 422
    assert "Try again in a moment" in answer.content.decode()
    assert not Picture.objects.exists()
