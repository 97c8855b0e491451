"""Two people write one part at the same time."""

from __future__ import annotations

from django.test import Client

from inducult.strategy.models import Section, Strategy
from tests.cast import Cast
from tests.strategy.made import strategy


def _vision(begun: Strategy) -> tuple[Section, str]:
    section = begun.sections.get(kind="vision")
    return section, f"/en/register/strategies/{begun.slug}/sections/{section.key}/"


def _send(client: Client, address: str, body: str, revision: int) -> int:
    sent = {"title": "", "body": body, "revision": str(revision)}
    return client.post(address, sent).status_code


def test_two_who_write_different_paragraphs_both_find_their_words(
    client: Client, cast: Cast
) -> None:
    section, address = _vision(strategy())
    client.force_login(cast["keeper"])
    assert _send(client, address, "We make.\n\nWe tell.", 0) == 302
    assert _send(client, address, "We make gears.\n\nWe tell.", 1) == 302
    client.force_login(cast["coordinator"])
    assert _send(client, address, "We make.\n\nWe tell stories.", 1) == 302
    section.refresh_from_db()
    assert (section.body, section.revision) == ("We make gears.\n\nWe tell stories.", 3)


def test_two_who_write_the_same_words_are_shown_both(client: Client, cast: Cast) -> None:
    section, address = _vision(strategy())
    client.force_login(cast["keeper"])
    _send(client, address, "We make gears.", 0)
    client.force_login(cast["coordinator"])
    answer = client.post(address, {"title": "", "body": "We make trams.", "revision": "0"})
    assert answer.status_code == 409
    assert "Somebody else has changed the same words" in answer.text
    assert "We make gears.\nWe make trams." in answer.text
    assert '<input type="hidden" name="revision" value="1"' in answer.text
    section.refresh_from_db()
    assert section.body == "We make gears."
    assert _send(client, address, "We make gears and trams.", 1) == 302


def test_what_another_saved_meanwhile_is_told_while_one_writes(client: Client, cast: Cast) -> None:
    _section, address = _vision(strategy())
    client.force_login(cast["keeper"])
    _send(client, address, "We make gears.", 0)
    assert "Keeper saved this part at" in client.get(f"{address}standing/?revision=0").text
    assert client.get(f"{address}standing/?revision=1").text.strip() == ""


def test_a_preview_is_safe_and_saves_nothing(client: Client, cast: Cast) -> None:
    section, address = _vision(strategy())
    client.force_login(cast["keeper"])
    sent = {"title": "", "body": "**Iron** <script>", "revision": "0"}
    shown = client.post(f"{address}preview/", sent).text
    assert shown == "<p><strong>Iron</strong> &lt;script&gt;</p>"
    assert shown in client.post(address, {**sent, "do": "preview"}).text
    section.refresh_from_db()
    assert section.revision == 0


def test_arguments_come_go_and_change_their_order(client: Client, cast: Cast) -> None:
    begun = strategy()
    desk = f"/en/register/strategies/{begun.slug}/"
    client.force_login(cast["keeper"])
    for title in ("Work", "Pride"):
        address = client.post(f"{desk}chapters/arguments/", {"kind": "argument"})["Location"]
        client.post(address, {"title": title, "body": "", "revision": "0"})
    work, pride = begun.sections.filter(kind="argument").order_by("order")
    client.post(f"{desk}sections/{pride.key}/order/", {"to": "up"})
    titles = begun.sections.filter(kind="argument").order_by("order")
    assert list(titles.values_list("title", flat=True)) == ["Pride", "Work"]
    client.post(f"{desk}sections/{work.key}/removal/")
    assert list(titles.values_list("title", flat=True)) == ["Pride"]
    vision = begun.sections.get(kind="vision")
    client.post(f"{desk}sections/{vision.key}/removal/")
    assert begun.sections.filter(kind="vision").exists()


def test_every_chapter_can_be_opened(client: Client, cast: Cast) -> None:
    client.force_login(cast["coordinator"])
    for begun in (strategy(), strategy(None, "Central Europe")):
        page = client.get(f"/en/register/strategies/{begun.slug}/").text
        for name in [part.split("/")[0] for part in page.split("/chapters/")[1:]]:
            answer = client.get(f"/en/register/strategies/{begun.slug}/chapters/{name}/")
            assert answer.status_code == 200, name
    assert client.get(f"/en/register/strategies/{begun.slug}/chapters/nothing/").status_code == 404
