"""Every ready source, from its sample to what is expected. A new source needs no new test."""

from __future__ import annotations

import json
import re

import pytest

from inducult.common.dates import is_edtf
from inducult.harvest.expecting import become, sample_of
from inducult.harvest.licences import OPEN, SHARE_ALIKE
from inducult.harvest.sources import FOLDER, NoSuchSource, ready_source, ready_sources
from inducult.harvest.surrounding import WORLD
from inducult.places.terms import load_terms

NAMES = sorted(ready_sources())


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_becomes_what_somebody_has_read_through(name: str) -> None:
    recipe = ready_source(name)
    expected = json.loads((recipe.folder / "expected.json").read_text(encoding="utf-8"))
    assert become(recipe, sample_of(recipe), WORLD) == expected


@pytest.mark.parametrize("name", NAMES)
def test_a_source_says_where_it_comes_from_and_what_is_wrong_with_it(name: str) -> None:
    recipe = ready_source(name)
    words = (recipe.folder / "README.md").read_text(encoding="utf-8")
    assert all(f"## {head}" in words for head in ("Origin", "Licence", "Known faults"))
    assert recipe.home in words
    assert recipe.attribution in words
    assert recipe.licence in words


@pytest.mark.parametrize("name", NAMES)
def test_a_source_is_described_in_words_the_program_knows(name: str) -> None:
    recipe = ready_source(name)
    used = {code for rule in recipe.rules for code in rule.types} | {*recipe.types}
    assert used - set(load_terms()) == set()
    assert {rule.how for rule in recipe.rules} <= {"is", "has", "part", "else"}
    assert recipe.licence in OPEN | SHARE_ALIKE
    assert re.fullmatch(r"[a-z0-9_]{2,20}", recipe.scheme)
    assert is_edtf(recipe.as_of)
    assert recipe.name == name


def test_a_sample_is_small() -> None:
    sizes = {recipe.name: sample_of(recipe).stat().st_size for recipe in ready_sources().values()}
    assert {name: size for name, size in sizes.items() if size > 40_000} == {}


def test_an_unknown_source_names_those_that_there_are() -> None:
    with pytest.raises(NoSuchSource, match="jrc_hydro"):
        ready_source("nowhere")


def test_every_folder_is_a_source() -> None:
    folders = {each.name for each in FOLDER.iterdir() if each.is_dir() and each.name[0] != "_"}
    assert folders == set(NAMES)
