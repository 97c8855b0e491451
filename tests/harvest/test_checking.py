"""Many are accepted in one go only after a sample that was good enough."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from inducult.harvest.models import Run, SampleCheck, Source, Suggestion
from inducult.harvest.sampling import Measured, wilson
from inducult.partnership.queries import actor_of
from inducult.places.actions import Trail, change_record
from inducult.places.models import Place
from inducult.places.records import record_of
from tests.cast import Cast
from tests.harvest.lists import BREWERY, HORCH
from tests.harvest.test_deciding import state_of_register
from tests.harvest.test_harvesting import run_of
from tests.harvest.test_review_page import BREWERIES


@pytest.mark.parametrize(
    ("right", "looked", "low", "high"),
    # At the ends the interval is n / (n + z²), which a pocket calculator says as well.
    [
        (30, 30, 0.8865, 1.0),
        (29, 30, 0.8333, 0.9941),
        (0, 10, 0.0, 0.2775),
        (5, 10, 0.2366, 0.7634),
    ],
)
def test_wilson_says_how_far_a_sample_goes(
    right: int, looked: int, low: float, high: float
) -> None:
    assert wilson(right, looked) == pytest.approx((low, high), abs=1e-4)


@given(st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share_and_stays_between_nothing_and_all(told: Any) -> None:
    right, looked = told
    low, high = wilson(right, looked)
    assert 0 <= low <= right / looked + 1e-12
    assert right / looked - 1e-12 <= high <= 1


def test_who_has_looked_at_every_one_need_not_guess() -> None:
    assert Measured(3, 2, 3).interval == (2 / 3, 2 / 3)
    assert Measured(3, 2, 3).is_worth_it
    assert not Measured(10, 10, 1000).is_worth_it  # 0.72 at the lower end
    assert Measured(30, 30, 1000).is_worth_it
    assert not Measured(30, 20, 1000).is_worth_it


@pytest.fixture
def keeper(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast["keeper"], backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def draw(client: Client, run: Run, **more: Any) -> SampleCheck:
    answer = client.post(f"/en/register/harvest/runs/{run.key}/sample/", {"kind": "new", **more})
    assert answer.status_code == 302
    return SampleCheck.objects.latest("id")


def address(check: SampleCheck) -> str:
    return f"/en/register/harvest/samples/{check.key}/"


@pytest.mark.django_db
def test_a_sample_is_of_what_the_keeper_decides(keeper: Client, tmp_path: Path) -> None:
    run = run_of(tmp_path, BREWERY, *BREWERIES)
    check = draw(keeper, run)
    at_home = Suggestion.objects.filter(region="zwickau").values_list("key", flat=True)
    assert sorted(check.drawn) == sorted(at_home)


@pytest.mark.django_db
def test_nothing_is_offered_before_the_whole_sample_is_judged(
    keeper: Client, tmp_path: Path
) -> None:
    check = draw(keeper, run_of(tmp_path, *BREWERIES))
    keeper.post(address(check), {f"verdict-{check.drawn[0]}": "right", "verdict-none": "right"})
    page = keeper.get(address(check)).content.decode()
    assert "Measured precision" not in page
    keeper.post(address(check), {"do": "accept"})
    assert set(Suggestion.objects.values_list("state", flat=True)) == {"open"}


@pytest.mark.django_db
def test_what_was_judged_wrong_stays_and_all_is_taken_back_together(
    keeper: Client, tmp_path: Path
) -> None:
    before = state_of_register()
    check = draw(keeper, run_of(tmp_path, *BREWERIES))
    verdicts = dict(zip(check.drawn, ("right", "right", "wrong"), strict=True))
    keeper.post(address(check), {f"verdict-{key}": said for key, said in verdicts.items()})
    page = keeper.get(address(check)).content.decode()
    assert "2 / 3" in page
    assert "Accept all 2" in page
    keeper.post(address(check), {"do": "accept"})
    states = dict(Suggestion.objects.values_list("key", "state"))
    assert {key: states[key] for key in check.drawn} == {
        key: "accepted" if said == "right" else "open" for key, said in verdicts.items()
    }
    told = Source.objects.get().measured["new"]  # type: ignore[index]
    assert (told["checked"], told["right"], told["of"]) == (3, 2, 3)
    keeper.post(address(check), {"do": "undo"})
    assert state_of_register() == before
    assert set(Suggestion.objects.values_list("state", flat=True)) == {"open"}


@pytest.mark.django_db
def test_a_sample_that_is_not_good_enough_accepts_nothing(keeper: Client, tmp_path: Path) -> None:
    check = draw(keeper, run_of(tmp_path, *BREWERIES))
    keeper.post(address(check), {f"verdict-{key}": "wrong" for key in check.drawn})
    keeper.post(address(check), {"do": "accept"})
    assert set(Suggestion.objects.values_list("state", flat=True)) == {"open"}
    told = Source.objects.get().measured["new"]  # type: ignore[index]
    assert (told["checked"], told["right"], told["high"]) == (3, 0, 0.0)


@pytest.mark.django_db
def test_what_a_person_set_is_never_overwritten(keeper: Client, cast: Cast, tmp_path: Path) -> None:
    place = Place.objects.get(slug="august-horch-museum")
    said = {**record_of(place), "operator": "Said by a person"}
    change_record(place, said, Trail(actor_of(cast["keeper"])))
    check = draw(keeper, run_of(tmp_path, HORCH), kind="change", threshold="0,1")
    keeper.post(address(check), {f"verdict-{check.drawn[0]}": "right"})
    keeper.post(address(check), {"do": "accept"})
    assert record_of(place)["operator"] == "Said by a person"
    assert Suggestion.objects.get().state == "partly"


@pytest.mark.django_db
def test_a_threshold_above_all_finds_nothing(keeper: Client, tmp_path: Path) -> None:
    run = run_of(tmp_path, HORCH)
    told = {"kind": "change", "threshold": "1", "size": "nonsense"}
    answer = keeper.post(f"/en/register/harvest/runs/{run.key}/sample/", told)
    assert answer.status_code == 422
    assert not SampleCheck.objects.exists()
