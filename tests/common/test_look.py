"""The template tags of the look, and the symbols."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from inducult.common.languages import Said
from inducult.common.templatetags.look import bar, day, number, percent, said, said_plain
from inducult.places.terms import load_terms

IMAGES = Path(settings.PACKAGE) / "static" / "img"
STYLES = Path(settings.PACKAGE) / "static" / "css"


def test_a_text_in_the_language_of_the_page_stands_alone() -> None:
    with override("de"):
        assert said(Said("Grube & Hütte", "de")) == "Grube & Hütte"


def test_a_text_in_another_language_says_which() -> None:
    with override("de"):
        assert said(Said("<Mine>", "en")) == (
            '<span class="said"><span lang="en">&lt;Mine&gt;</span>'
            ' <span class="said__language" lang="en">English</span></span>'
        )
        assert said_plain(Said("Mine", "en")) == '<span lang="en">Mine</span>'


def test_a_proper_name_without_language_stands_alone() -> None:
    with override("pl"):
        assert (said(Said("Thor", "")), said(None)) == ("Thor", "")


@pytest.mark.parametrize(
    ("language", "shown"),
    [("en", "12,345"), ("de", "12.345"), ("pl", "12\xa0345"), ("it", "12.345")],
)
def test_numbers_are_written_as_the_language_writes_them(language: str, shown: str) -> None:
    with override(language):
        assert number(12345) == shown


def test_a_number_that_nobody_knows_is_a_dash() -> None:
    assert (number(None), percent(1, 0), day(None)) == ("–", "–", "–")


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_a_share_is_rounded_and_not_cut(part: int, whole: int) -> None:
    with override("nl"):
        assert percent(part, whole).rstrip("%") == f"{round(100 * part / whole)}".replace(",", ".")


def test_a_day_in_english_is_british() -> None:
    with override("en"):
        assert day(date(2026, 11, 22)) == "22 November 2026"


@pytest.mark.parametrize(
    ("language", "shown"),
    [("cs", "5. 3. 2027"), ("pl", "05.03.2027"), ("sl", "5. 3. 2027"), ("hr", "5. 3. 2027.")],
)
def test_a_day_in_figures_is_written_as_the_country_writes_it(language: str, shown: str) -> None:
    with override(language):
        assert date_format(date(2027, 3, 5), "SHORT_DATE_FORMAT") == shown


def test_a_bar_has_no_inline_style_and_a_point_in_every_language() -> None:
    with override("de"):
        assert bar(1, 3, "past") == (
            '<svg class="bar bar--past" viewBox="0 0 100 1" preserveAspectRatio="none"'
            ' aria-hidden="true"><rect width="33.33" height="1"/></svg>'
        )


def test_every_theme_has_a_symbol_alone_and_in_the_sprite() -> None:
    themes = {code for code, term in load_terms().items() if term.is_theme}
    sprite = dict(
        re.findall(
            r'<symbol id="(\w+)" viewBox="0 0 24 24"><path d="([^"]+)"/>',
            (IMAGES / "themes.svg").read_text(encoding="utf-8"),
        )
    )
    alone = {
        file.stem: re.findall(r' d="([^"]+)"', file.read_text(encoding="utf-8"))[0]
        for file in (IMAGES / "themes").glob("*.svg")
    }
    assert set(sprite) == themes
    assert alone == sprite


def test_the_dark_colours_stand_twice_and_the_same() -> None:
    text = (STYLES / "tokens.css").read_text(encoding="utf-8")
    blocks = re.findall(r"\{\s*color-scheme: dark;([^}]+)\}", text)
    first, second = (re.findall(r"(--[\w-]+): ([^;]+);", block) for block in blocks)
    assert first == second


def test_the_colours_of_time_are_those_that_the_comment_promises() -> None:
    text = (STYLES / "tokens.css").read_text(encoding="utf-8")
    promised = re.findall(r"^     (\w+) .*?(#\w{6})\s+(#\w{6})", text, re.MULTILINE)
    assert [time for time, _, _ in promised] == ["past", "present", "future"]
    for time, light, dark in promised:
        assert f"  --{time}: {light};" in text
        assert text.count(f"  --{time}: {dark};") == 2


def channels(colour: str) -> list[float]:
    """Red, green, blue from 0 to 1, linear (sRGB, IEC 61966-2-1)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def contrast(one: str, other: str) -> float:
    """Contrast of two colours (WCAG 2.2)."""
    light, dark = sorted(
        (
            sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), channels(colour), strict=True))
            for colour in (one, other)
        ),
        reverse=True,
    )
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_colours_have_the_contrast_that_they_need(scheme: str) -> None:
    text = (STYLES / "tokens.css").read_text(encoding="utf-8")
    block = re.findall(rf"\{{\s*color-scheme: {scheme};([^}}]+)\}}", text)[0]
    colours = dict(re.findall(r"--([\w-]+): (#\w{6});", block))
    for ground in ("paper", "sheet"):
        for letters in ("ink", "ink-soft", "accent", "good", "warn", "bad"):
            assert contrast(colours[letters], colours[ground]) >= 4.5, (letters, ground)
        for shape in ("past", "present", "future", "line-strong"):
            assert contrast(colours[shape], colours[ground]) >= 3, (shape, ground)
    for time in ("past", "present", "future"):
        assert contrast(colours[time], colours["on-time"]) >= 3
        assert contrast(colours["ink"], colours[f"{time}-soft"]) >= 4.5
    assert contrast(colours["accent"], colours["on-accent"]) >= 4.5
    assert contrast(colours["on-steel-soft"], colours["steel"]) >= 4.5
