"""What a strategy grew from is picked, read anew at each view, and falls silent when withdrawn."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from inducult.dialogue.actions import withdraw
from inducult.dialogue.models import Story
from inducult.strategy import citing
from inducult.strategy.actions import Subject, adopt, cite
from inducult.strategy.citing import Citable, Cited, Sight, found, look_for
from inducult.strategy.models import Citation, Strategy
from tests.cast import Cast
from tests.strategy.made import BY, strategy, voices
from tests.strategy.planned import pilot

SAID = "They came by the {} hundred."


def _citing(begun: Strategy, keys: list[str], kind: str = "story") -> Subject:
    subject = Subject("section", begun.sections.get(kind="foreword").key, begun)
    for key in keys:
        cite(subject, kind, key, by=BY)
    return subject


def test_a_theme_is_picked_and_stands_with_the_part(client: Client, cast: Cast) -> None:
    begun, keys = strategy(), voices()
    core = begun.sections.get(kind="core")
    picker = f"/en/register/strategies/{begun.slug}/sources/section/{core.key}/"
    client.force_login(cast["coordinator"])
    assert "Open doors" in client.get(f"{picker}?of=theme&q=doors").text
    assert "Open doors" not in client.get(f"{picker}?of=theme&q=nothing").text
    client.post(f"{picker}?of=theme", {"thing": f"theme:{keys['theme']}"})
    client.post(f"{picker}?of=theme", {"thing": f"theme:{keys['theme']}"})
    cited = Citation.objects.get()
    assert (cited.subject_key, cited.cited_kind, cited.cited_key) == (
        core.key,
        "theme",
        keys["theme"],
    )
    chapter = f"/en/register/strategies/{begun.slug}/chapters/core/"
    assert "Open doors" in client.get(chapter).text
    client.post(f"{picker}?of=theme", {"thing": f"theme:{keys['theme']}", "do": "uncite"})
    assert not Citation.objects.exists()


def test_only_what_she_may_read_can_be_picked(client: Client, cast: Cast) -> None:
    begun, keys = strategy(), voices()
    part = begun.sections.get(kind="foreword")
    picker = f"/en/register/strategies/{begun.slug}/sources/section/{part.key}/"
    client.force_login(cast["keeper"])  # keepers are not in the circle of the group
    offered = client.get(f"{picker}?of=story").text
    assert [kind for kind in ("public", "network", "group") if f"A {kind} evening" in offered] == [
        "public",
        "network",
    ]
    assert "evening" not in client.get(f"{picker}?of=story&q=group").text.split('id="found"')[1]
    client.post(picker, {"thing": f"story:{keys['group']}"})
    assert not Citation.objects.exists()


def test_a_place_is_found_by_its_name(cast: Cast) -> None:
    (horch,) = [c for c in look_for("place", "August Horch", None) if "Horch" in c.words][:1]
    assert horch.address == "/en/places/august-horch-museum/"
    assert found([("place", horch.key)], None)["place", horch.key] == horch


@pytest.mark.parametrize(
    ("reader", "read"),
    [
        ("", ["public"]),
        ("foreign_keeper", ["public", "network"]),
        ("coordinator", ["public", "network", "group"]),
    ],
)
def test_each_reader_sees_and_counts_the_voices_that_are_for_her(
    client: Client, cast: Cast, reader: str, read: list[str]
) -> None:
    begun, keys = strategy(), voices()
    _citing(begun, [keys[kind] for kind in ("public", "network", "group")])
    Strategy.objects.filter(pk=begun.pk).update(is_public=True)
    if reader:
        client.force_login(cast[reader])
    page = client.get(f"/en/strategies/{begun.slug}/").text
    assert [kind for kind in ("public", "network", "group") if SAID.format(kind) in page] == read
    for kind in ("public", "network", "group"):
        withdraw(Story.objects.get(key=keys[kind]), by=BY)
    page = client.get(f"/en/strategies/{begun.slug}/").text
    assert [kind for kind in ("public", "network", "group") if SAID.format(kind) in page] == []
    counted = {1: "1 voice withdrawn", 2: "2 voices withdrawn", 3: "3 voices withdrawn"}
    assert counted[len(read)] in page


def test_words_withdrawn_are_gone_from_an_adopted_version_and_still_count(
    client: Client, cast: Cast
) -> None:
    begun, keys = strategy(), voices()
    _citing(begun, [keys["public"]])
    made = adopt(begun, date(2026, 11, 1), "The council", by=BY)
    address = f"/en/strategies/{begun.slug}/?version={made.version.number}"
    assert SAID.format("public") in client.get(address).text
    assert SAID.format("public") not in str(made.version.content)
    withdraw(Story.objects.get(key=keys["public"]), by=BY)
    page = client.get(address).text
    assert SAID.format("public") not in page
    assert "1 voice withdrawn" in page


def test_a_pilot_says_what_it_grew_from(client: Client, cast: Cast) -> None:
    made, keys = pilot(None), voices()
    (place,) = [c for c in look_for("place", "August Horch", None) if "Horch" in c.words][:1]
    client.force_login(cast["coordinator"])
    picker = f"/en/register/pilots/{made.slug}/sources/"
    assert "Open doors" in client.get(f"{picker}?of=theme&q=doors").text
    things = (f"story:{keys['public']}", f"theme:{keys['theme']}", f"place:{place.key}")
    for thing in (*things, f"proposition:{keys['proposition']}", f"story:{keys['group']}"):
        client.post(picker, {"thing": thing})
    assert Citation.objects.filter(strategy=None, subject_key=made.key).count() == 5
    address = f"/en/pilots/{made.slug}/"
    said = ("A public evening", "Open doors", "Every door opens.", place.address)
    page = Client().get(address).text
    assert [words for words in said if words not in page] == []
    assert "A group evening" not in page
    assert "A group evening" in client.get(address).text
    withdraw(Story.objects.get(key=keys["public"]), by=BY)
    page = Client().get(address).text
    assert ("A public evening" in page, "1 voice was taken back." in page) == (False, True)
    client.post(picker, {"thing": things[1], "do": "uncite"})
    assert "Open doors" not in Client().get(address).text


def test_a_new_kind_needs_no_migration(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    practice = Cited("practice", "p1", Sight.SEEN, "Late shift")
    kind = Citable("practice", "Practices", lambda *_: {"p1": practice}, lambda *_: [practice])
    monkeypatch.setattr(citing, "_kinds", dict(citing._kinds))
    citing.citable(kind)
    begun = strategy()
    _citing(begun, ["p1"], "practice")
    wanted = [("practice", "p1"), ("never", "was")]
    assert [cited.sight for cited in found(wanted, None).values()] == [Sight.SEEN, Sight.GONE]
