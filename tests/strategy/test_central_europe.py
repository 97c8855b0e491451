"""The strategy of Central Europe is rolled up from those of the regions, and others join it."""

from __future__ import annotations

import time
from datetime import date
from typing import Any

import pytest
from django.test import Client

from inducult.explore import forms
from inducult.strategy.actions import (
    Subject,
    Written,
    add_section,
    adopt,
    cite,
    freeze,
    write,
)
from inducult.strategy.actions import planning as plan_deeds
from inducult.strategy.freezing import content_of
from inducult.strategy.models import Citation, Field, Joining, Measure, Objective, Strategy
from inducult.strategy.papers.strategies import strategy_document
from inducult.strategy.versions import changes_between
from tests.cast import ABROAD, Cast
from tests.strategy.made import BY, strategy, voices
from tests.strategy.test_plan_pages import signed_in


def _plan(begun: Strategy, area: str, measure: str) -> Measure:
    """A field with an objective and a measure."""
    field = plan_deeds.add(Field(strategy=begun, area=area, title="Doors"), by=BY)
    objective = plan_deeds.add(Objective(field=field, title=f"Objective of {begun.title}"), by=BY)
    made: Measure = plan_deeds.add(Measure(objective=objective, title=measure), by=BY)
    return made


def _shown(begun: Strategy) -> Strategy:
    Strategy.objects.filter(pk=begun.pk).update(is_public=True)
    return begun


def test_the_matrix_counts_what_regions_show_and_nothing_else(client: Client, cast: Cast) -> None:
    home, abroad = _shown(strategy(title="Home")), strategy(ABROAD, "Abroad")
    _plan(home, "T3", "Open doors")
    _plan(abroad, "T3", "Open doors")
    europe = _shown(strategy(None, "Together"))
    page = client.get(f"/en/strategies/{europe.slug}/").text
    assert "Objective of Home" in page
    assert ("Objective of Abroad" in page, "Abroad" in page) == (False, False)
    _shown(abroad)
    assert "Objective of Abroad" in client.get(f"/en/strategies/{europe.slug}/").text


def test_of_a_strategy_that_shows_only_what_was_adopted_nothing_later_is_told(
    client: Client, cast: Cast
) -> None:
    home, europe = strategy(title="Home"), _shown(strategy(None, "Together"))
    measure = _plan(home, "T3", "Open doors")
    adopt(home, date(2026, 11, 1), "Council", by=BY)
    objective = measure.objective
    objective.title = "Written later"
    plan_deeds.change(objective, by=BY)
    page = client.get(f"/en/strategies/{europe.slug}/").text
    assert ("Objective of Home" in page, "Written later" in page) == (True, False)


def test_measures_of_two_regions_become_one_that_names_both(client: Client, cast: Cast) -> None:
    home, abroad = _shown(strategy(title="Home")), _shown(strategy(ABROAD, "Abroad"))
    mine, theirs = _plan(home, "T3", "Open doors"), _plan(abroad, "T3", "Doors open late")
    europe = _shown(strategy(None, "Together"))
    own = _plan(europe, "T3", "Something else")
    address = f"/en/register/strategies/{europe.slug}/shared/"
    client.force_login(cast["coordinator"])
    page = client.get(address).text
    assert ("Open doors" in page, "Doors open late" in page) == (True, True)
    sent = {
        "measures": [mine.key, theirs.key],
        "title": "Open doors in Europe",
        "objective": str(own.objective_id),
    }
    assert client.post(address, sent).status_code == 302
    made = Measure.objects.get(title="Open doors in Europe")
    cited = Citation.objects.filter(subject_key=made.key).order_by("order")
    assert [row.cited_key for row in cited] == [mine.key, theirs.key]
    assert "No measures of several regions are alike" in client.get(address).text
    assert "Open doors</a>" in client.get(f"/en/strategies/{europe.slug}/").text


def test_an_adopted_strategy_holds_its_plan_as_it_was(client: Client, cast: Cast) -> None:
    home, keys = strategy(title="Home"), voices()
    measure = _plan(home, "T3", "Open doors")
    cite(Subject("objective", measure.objective.key, home), "theme", keys["theme"], by=BY)
    adopt(home, date(2026, 11, 1), "Council", by=BY)
    measure.title = "Closed doors"
    plan_deeds.change(measure, by=BY)
    page = client.get(f"/en/strategies/{home.slug}/").text
    assert ("Open doors" in page, "Closed doors" in page) == (True, False)
    (now,) = freeze(home, "", by=BY).content["plan"]["fields"]
    assert now["objectives"][0]["measures"][0]["title"] == "Closed doors"


@pytest.fixture
def patient() -> Any:
    """A form that was open for a while, as people fill it in."""

    def filled(**words: str) -> dict[str, str]:
        europe = Strategy.objects.get(title="Together")
        stamp = forms.stamped(f"joining {europe.key}", time.time() - 60)
        return {"stamp": stamp, "homepage": "", **words}

    return filled


WISH = {
    "name": "Upper Silesia",
    "country": "pl",
    "contact": "A. Example, association",
    "email": "a@example.org",
    "message": "We want to learn.",
}


def test_a_region_asks_a_steward_looks_and_it_is_a_member(
    client: Client, cast: Cast, patient: Any
) -> None:
    europe = _shown(strategy(None, "Together"))
    address = f"/en/strategies/{europe.slug}/joining/"
    assert client.get(address).status_code == 200
    answer = client.post(address, patient(**WISH))
    assert "Your wish has arrived." in answer.text
    assert "Upper Silesia" not in client.get(f"/en/strategies/{europe.slug}/").text
    members = f"/en/register/strategies/{europe.slug}/members/"
    client.force_login(cast["coordinator"])
    assert "a@example.org" not in client.get(members).text
    client.force_login(cast["steward"])
    assert "a@example.org" in client.get(members).text
    wish = Joining.objects.get()
    sent = {"joining": wish.key, "do": "accept", "on": "2026-11-02"}
    assert client.post(members, sent).status_code == 422  # she has not spoken with them
    assert client.post(members, {**sent, "is_checked": "on"}).status_code == 302
    client.logout()
    page = client.get(f"/en/strategies/{europe.slug}/").text
    assert ("Upper Silesia" in page, "since 2 November 2026" in page) == (True, True)
    assert "a@example.org" not in page


def test_who_is_refused_is_forgotten(client: Client, cast: Cast, patient: Any) -> None:
    europe = _shown(strategy(None, "Together"))
    client.post(f"/en/strategies/{europe.slug}/joining/", patient(**WISH))
    wish = Joining.objects.get()
    client.force_login(cast["steward"])
    members = f"/en/register/strategies/{europe.slug}/members/"
    client.post(members, {"joining": wish.key, "do": "refuse"})
    wish.refresh_from_db()
    assert (wish.state, wish.email, wish.contact, wish.message) == ("refused", "", "", "")


def test_a_region_alone_cannot_be_joined(client: Client, cast: Cast) -> None:
    home = _shown(strategy())
    assert client.get(f"/en/strategies/{home.slug}/joining/").status_code == 404


def test_the_page_of_a_region_shows_its_strategy_once_it_may_be_read(
    client: Client, cast: Cast
) -> None:
    home = strategy(title="Together we make")
    assert "Strategy of this region" not in client.get("/en/regions/zwickau/").text
    _shown(home)
    page = client.get("/en/regions/zwickau/").text
    assert ("Strategy of this region" in page, home.title in page) == (True, True)
    assert home.title not in client.get("/en/regions/genk/").text


def test_a_mid_term_aim_has_a_day_on_page_paper_and_in_the_difference(cast: Cast) -> None:
    europe = strategy(None, "Europe together")
    Strategy.objects.filter(pk=europe.pk).update(is_public=True)
    europe.refresh_from_db()
    aim = add_section(europe, "midterm", by=BY)
    before = content_of(europe)
    steward = signed_in(cast, "steward")
    address = f"/en/register/strategies/{europe.slug}/sections/{aim.key}/"
    assert 'name="due"' in steward.get(address).text
    told = {"title": "A circle of museums", "body": "", "due": "2028-12-31", "revision": 0}
    steward.post(address, told)
    page = Client().get(f"/en/strategies/{europe.slug}/").text
    assert "To be reached by 31 December 2028" in page
    content = content_of(europe)
    document = strategy_document(europe, content, None, date(2026, 11, 2))
    assert "To be reached by 31 December 2028" in str(document.blocks)
    (changed,) = changes_between(before, content)
    assert "2028-12-31" in "".join(stretch.text for stretch in changed.stretches)
    vision = europe.sections.get(kind="vision")
    assert 'name="due"' not in steward.get(address.replace(aim.key, vision.key)).text


def test_a_day_that_another_set_meanwhile_stays(cast: Cast) -> None:
    europe = strategy(None, "Europe together")
    aim = add_section(europe, "midterm", by=BY)
    write(aim, Written("A circle", "", 0, date(2028, 12, 31)), by=BY)
    saved = write(aim, Written("", "Museums meet.", 0), by=BY)
    assert (saved.title, saved.body, saved.due) == ("A circle", "Museums meet.", date(2028, 12, 31))
