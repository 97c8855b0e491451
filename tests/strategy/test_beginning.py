"""A strategy is begun, and who sees it."""

from __future__ import annotations

import pytest
from django.test import Client

from inducult.strategy.models import Section, Strategy
from tests.cast import Cast
from tests.strategy.made import strategy

SAID = {
    "region": "zwickau",
    "title": "Authentisch und lebendig",
    "language": "de",
    "begins": "2026",
    "ends": "2036",
    "areas": ["T2"],
}


def test_a_keeper_begins_a_strategy_with_every_heading_of_the_outline(
    client: Client, cast: Cast
) -> None:
    client.force_login(cast["keeper"])
    answer = client.post("/en/register/strategies/new/", SAID)
    assert answer.headers["Location"] == "/en/register/strategies/authentisch-und-lebendig/"
    begun = Strategy.objects.get()
    assert (begun.region_id, begun.language, begun.areas) == ("zwickau", "de", ["T2"])
    assert Section.objects.filter(strategy=begun).count() == len(Section.Kind) - 5
    assert "Authentisch und lebendig" in client.get(answer.headers["Location"]).text


def test_a_keeper_begins_no_strategy_for_another_region(client: Client, cast: Cast) -> None:
    client.force_login(cast["foreign_keeper"])
    assert client.post("/en/register/strategies/new/", SAID).status_code == 422
    assert Strategy.objects.count() == 0


def test_the_years_stand_in_their_order(client: Client, cast: Cast) -> None:
    client.force_login(cast["keeper"])
    answer = client.post("/en/register/strategies/new/", {**SAID, "ends": "2020"})
    assert "The last year lies before the first." in answer.text


def test_two_strategies_of_one_title_have_two_addresses(cast: Cast) -> None:
    assert [strategy().slug, strategy().slug] == ["together-we-make", "together-we-make-2"]


def test_a_draft_is_nobodys_business(client: Client, cast: Cast) -> None:
    draft = strategy()
    assert client.get(f"/en/strategies/{draft.slug}/").status_code == 404
    assert draft.title not in client.get("/en/strategies/").text
    client.force_login(cast["foreign_keeper"])
    assert client.get(f"/en/strategies/{draft.slug}/").status_code == 404


@pytest.mark.parametrize(("shown", "told"), [(0, "0 strategies"), (1, "1 strategy")])
def test_the_list_says_how_many_can_be_read(
    client: Client, cast: Cast, shown: int, told: str
) -> None:
    Strategy.objects.filter(pk=strategy().pk).update(is_public=bool(shown))
    assert f'<p id="result-count">{told}</p>' in client.get("/en/strategies/").text
