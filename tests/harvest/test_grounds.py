"""What the threshold of a source stands on is measured, kept and shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from inducult.harvest.grounds import grounds_for, on_labelled_lists
from inducult.harvest.judged import read_judged, right_of_sure
from inducult.harvest.models import SampleCheck, Source
from inducult.harvest.queries import grounds_of
from inducult.harvest.sources import ready_sources
from tests.cast import Cast
from tests.harvest.lists import HORCH
from tests.harvest.test_checking import address, draw
from tests.harvest.test_harvesting import run_of

HEAD = "theirs,ours,sure,verdict,note\n"


def client_of(cast: Cast, part: str) -> Client:
    client = Client()
    client.force_login(cast[part], backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def test_labelled_lists_show_at_least_99_of_100_right_at_every_threshold() -> None:
    """The goal of the bulk acceptance; how they are measured: `benchmarks/linkage.py --keep`."""
    for threshold in (0.9, 0.93, 0.995, 1.0):
        right, pairs = on_labelled_lists(threshold)
        assert pairs > 1_000
        assert right / pairs >= 0.99
    assert on_labelled_lists(0.93) == on_labelled_lists(0.9)
    assert on_labelled_lists(0.1) == on_labelled_lists(0.9)


def test_what_nobody_could_tell_is_not_counted_as_right(tmp_path: Path) -> None:
    rows = ["A,a,yes,right,", "B,b,yes,wrong,a mill", "C,c,yes,unsure,", "D,d,no,wrong,"]
    (tmp_path / "judged.csv").write_text(HEAD + "\n".join(rows), encoding="utf-8")
    assert right_of_sure(read_judged(tmp_path)) == (1, 3)
    (desk, lists) = grounds_for(0.9, None, tmp_path)
    assert (desk.kind, desk.right, desk.looked, lists.kind) == ("desk", 1, 3, "lists")


@pytest.mark.parametrize("row", ["A,a,yes,perhaps,", "A,a,maybe,right,"])
def test_a_verdict_that_is_none_is_an_error(tmp_path: Path, row: str) -> None:
    (tmp_path / "judged.csv").write_text(HEAD + row, encoding="utf-8")
    with pytest.raises(ValueError, match="'A' is judged"):
        read_judged(tmp_path)


def test_every_judged_match_of_a_ready_source_is_read_and_said_once() -> None:
    for recipe in ready_sources().values():
        judged = read_judged(recipe.folder)
        pairs = [(each.theirs, each.ours) for each in judged]
        assert len(pairs) == len(set(pairs)), recipe.name
        assert [each for each in judged if each.verdict != "right" and not each.note] == []


@pytest.mark.django_db
def test_a_judged_sample_becomes_the_ground_of_its_source(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keeper, run = client_of(cast, "keeper"), run_of(tmp_path, HORCH)
    Source.objects.update(config={})
    drawing = f"/en/register/harvest/runs/{run.key}/sample/"
    assert "On labelled lists of others" in keeper.get(drawing).content.decode()
    check = draw(keeper, run, kind="change", threshold="0.5")
    assert SampleCheck.objects.get().of == 1
    keeper.post(address(check), {f"verdict-{check.drawn[0]}": "right"})
    (ground, _lists) = grounds_of(Source.objects.get())
    assert (ground.kind, ground.right, ground.looked, ground.low) == ("sample", 1, 1, 1.0)
    assert "1 of 1 were right (between 100" in (
        keeper.get(drawing).content.decode().replace("\xa0", " ")
    )
    page = client_of(cast, "steward").get("/en/register/harvest/").content.decode()
    assert "1 of 1 were right" in page
    assert "Together from a sureness of" in page
    call_command("sources")
    told = capsys.readouterr().out
    assert "1 of 1" in told
    assert "sure from" in told
