"""Words for the group never leave it: not in a page, a dialect, a count or a search."""

from __future__ import annotations

from typing import Any, Final

import pytest
from django.test import Client

from inducult.dialogue.actions import publish_digest, withdraw
from inducult.dialogue.citing import KINDS, Standing, as_cited
from inducult.dialogue.models import Consent, SessionPicture
from inducult.dialogue.queries import (
    commitments_for,
    public_pictures,
    public_stories,
    stories_for,
    voices_for,
)
from inducult.places.models import Place
from tests.cast import Cast
from tests.dialogue.workshop import BY, Workshop, every_kind, join
from tests.permissions import ROWS
from tests.test_permissions import BACKEND, address_of

MARK: Final = "quillwort"  # stands in words for the group only
NET: Final = "sweetgale"  # stands in words for the network
# Who must never read the mark: everybody but those who run groups at home, and the members.
OUTSIDE: Final = ("contributor", "keeper", "foreign_coordinator", "scientist", "member")

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(home: Workshop) -> Workshop:
    """Words of every kind for the group and for the network, in a published session."""
    place = Place.objects.get(slug="august-horch-museum")
    theme = home.theme("Craft", is_core=True)
    for words, consent in ((MARK, Consent.GROUP), (NET, Consent.NETWORK)):
        story, card, *_ = every_kind(home, words, consent=consent)
        type(story).objects.filter(pk=story.pk).update(where=place, quote_consent=consent)  # type: ignore[attr-defined]
        story.themes.add(theme)  # type: ignore[attr-defined]
        type(card).objects.filter(pk=card.pk).update(theme=theme)  # type: ignore[attr-defined]
        home.seat(words, "museum")
    publish_digest(home.session, by=BY)
    return home


def crawled(client: Client, things: dict[str, str], home: Workshop) -> dict[str, str]:
    """What every address that can be asked answers, search for the mark included."""
    asked = [address_of(name, row, thing, things) for name, row, thing in _rows(things)]
    words = [f"/en/places/?q={MARK}", f"/en/map/?q={MARK}", f"/api/v1/places?q={MARK}"]
    words += [f"/en/regions/{home.group.region_id}/", f"/en/talk/{home.session.key}/"]
    words += ["/id/" + things["home published"], "/en/talk/"]
    return {address: _read(client, address) for address in dict.fromkeys([*asked, *words])}


def _rows(things: dict[str, str]) -> list[tuple[str, Any, str]]:
    named = {"place": "home published", "group": "home group", "strategy": "home strategy"}
    return [
        (name, row, things.get(named.get(row.thing, ""), ""))
        for name, row in ROWS.items()
        if "GET" in row.methods and (not row.thing or row.thing in named)
    ]


def _read(client: Client, address: str) -> str:
    answer = client.get(address)
    if answer.streaming:
        parts = answer.streaming_content
        return b"".join(parts).decode("utf-8", "replace") if hasattr(parts, "__iter__") else ""
    return answer.content.decode("utf-8", "replace")


@pytest.mark.matrix
@pytest.mark.parametrize("part", ["", *OUTSIDE])
def test_nobody_outside_reads_words_for_the_group(
    part: str, cast: Cast, things: dict[str, str], told: Workshop
) -> None:
    client = Client()
    if part:
        client.force_login(cast[part], backend=BACKEND)
    said = crawled(client, things, told)
    # A page of a search repeats the words that were asked for, and nothing else has them.
    assert [a for a, text in said.items() if MARK in text and MARK not in a] == []


def test_the_public_reads_no_words_for_the_network(told: Workshop, cast: Cast) -> None:
    for address in (f"/en/talk/{told.session.key}/", f"/en/regions/{told.group.region_id}/"):
        text = Client().get(address).content.decode()
        assert MARK not in text
        assert NET not in text
    assert list(public_stories()) == []


@pytest.mark.parametrize(
    ("part", "marks", "nets"),
    [
        ("", 0, 0),
        ("member", 0, 0),
        ("scientist", 0, 1),
        ("foreign_coordinator", 0, 1),
        ("keeper", 0, 1),
        ("facilitator", 1, 1),
        ("coordinator", 1, 1),
    ],
)
def test_queries_of_other_parts_keep_to_the_circle(
    part: str, marks: int, nets: int, told: Workshop, cast: Cast
) -> None:
    person = cast[part] if part else None
    seen = {"story": stories_for(person), "commitment": commitments_for(person)}
    assert {kind: rows.count() for kind, rows in seen.items()} == dict.fromkeys(seen, marks + nets)
    assert sum(voice.title == MARK for voice in voices_for(person)) == marks
    assert sum(voice.title == NET for voice in voices_for(person)) == nets
    cited = [as_cited("story", story.key, person) for story in told.session.stories.all()]
    assert sum(MARK in str(each) for each in cited) == marks
    assert sum(each.standing is Standing.CLOSED for each in cited) == 2 - marks - nets


def test_a_member_with_an_account_reads_what_is_for_the_group(told: Workshop, cast: Cast) -> None:
    assert voices_for(cast["member"]) == []
    membership = join(told.group, cast["member"])
    assert {voice.title for voice in voices_for(cast["member"])} == {MARK, NET}
    type(membership).objects.update(left_at="2026-01-01T00:00:00Z")
    assert voices_for(cast["member"]) == []


def test_what_was_taken_back_is_cited_as_a_count(told: Workshop, cast: Cast) -> None:
    for story in told.session.stories.all():
        withdraw(story, by=BY)
        cited = as_cited("story", story.key, cast["coordinator"])
        assert (cited.standing, cited.title, cited.text) == (Standing.WITHDRAWN, "", "")
    assert {as_cited(kind, "nothing", None).standing for kind in KINDS} == {Standing.GONE}


def test_a_picture_of_people_who_were_not_asked_stays_in_the_group(told: Workshop) -> None:
    for number, asked in enumerate((False, True)):
        SessionPicture.objects.create(
            session=told.session,
            caption=str(asked),
            consent=Consent.PUBLIC,
            people_asked=asked,
            file=f"{number}.webp",
            width=1,
            height=1,
        )
    assert [picture.caption for picture in public_pictures(told.session)] == ["True"]
