"""The template tags that know places."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import override

from inducult.explore.templatetags.atlas import (
    Stamp,
    edition_in_use,
    tense_chip,
    tense_label,
    term_label,
    visit_label,
)


def test_a_term_is_called_as_the_language_of_the_page_calls_it() -> None:
    with override("pl"):
        assert (term_label("MIN.COAL"), term_label("NEW.TERM")) == ("kopalnia węgla", "NEW.TERM")


def test_a_time_is_a_word_beside_its_shape() -> None:
    with override("en"):
        assert tense_chip("future") == (
            '<span class="chip chip--future">'
            '<span class="time-mark time-mark--future" aria-hidden="true"></span>Future</span>'
        )
        assert tense_label("past") == "Past"


def test_a_visit_begins_its_line() -> None:
    with override("en"):
        assert visit_label("from_outside") == "From outside"


def test_the_stamp_of_the_edition_is_its_number_and_day(atlas: Path) -> None:
    assert edition_in_use() == Stamp(1, date(2026, 11, 22))


def test_before_the_first_edition_there_is_no_stamp(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    assert edition_in_use() is None
