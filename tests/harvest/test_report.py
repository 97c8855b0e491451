"""The report of what all sources bring."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from inducult.harvest.judged import Judged
from inducult.harvest.reporting.gathering import Brought, Drawn, whole_file
from inducult.harvest.reporting.page import page, remarks_in
from tests.harvest.lists import recipe

COUNTS = dict.fromkeys(("new", "matched", "related", "refused", "doubtful", "taken over"), 1)


def test_a_report_shows_sums_draws_and_what_was_judged_of_them() -> None:
    drawn = (
        Drawn("Mill A", "Mühle A", "FOD.MILL", "FOD.MILL", 0.99, True, "The names agree."),
        Drawn("Mill | B", "Mühle B", "FOD.MILL", "", 0.4, False, "2 km apart."),
    )
    judged = [Judged("Mill A", "Mühle A", True, "right", ""), Judged("X", "Y", True, "wrong", "z")]
    counts = {"records": 1_000, **COUNTS}
    told = Brought(recipe(), True, counts, (("no_position", 3),), drawn, 2.4)
    lines = page([told], {"list": judged}, day="2026-11-27", places=382).splitlines()
    assert (
        "| [list](#list) (sample) | CC-BY-4.0 | 1,000 | 1 | 1 | 1 | 1 | 1 | 1 | 0.90 | 1 of 2 | 2 |"
        in lines
    )
    assert "The list. Mended or left out: no position 3." in lines
    assert lines[-2:] == [
        "| Mill A [FOD.MILL] | Mühle A [FOD.MILL] | 0.990 | The names agree. | right |",
        "| Mill / B [FOD.MILL] | Mühle B [] | 0.400 (doubtful) | 2 km apart. | not yet |",
    ]


def test_a_source_without_a_match_says_so() -> None:
    told = Brought(recipe(), False, {"records": 0, **COUNTS}, (), (), 0.1)
    assert page([told], {}, day="", places=0).endswith("No match with a place that we have.\n")


def test_what_was_written_by_hand_is_kept_when_the_report_is_made_anew() -> None:
    written = "Two were read on the spot.\n\nBoth are right.\n"
    first = page([], {}, day="2026-11-27", places=382, remarks=written)
    again = page([], {}, day="2026-12-01", places=383, remarks=remarks_in(first))
    assert again == first.replace("2026-11-27", "2026-12-01").replace("382", "383")
    assert remarks_in("a page that was made before") == ""


def test_a_folder_that_happens_to_be_called_like_the_pages_of_a_source_is_none(
    tmp_path: Path,
) -> None:
    peer = replace(recipe(), name="peer", file="places")
    (tmp_path / "places").mkdir()
    assert whole_file(peer, tmp_path) is None
    (tmp_path / "sources" / "peer" / "places").mkdir(parents=True)
    assert whole_file(peer, tmp_path) == tmp_path / "sources" / "peer" / "places"


def test_a_file_of_a_source_is_found_wherever_it_lies(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / recipe().file).write_text("", encoding="utf-8")
    assert whole_file(recipe(), tmp_path) == tmp_path / "deep" / recipe().file
