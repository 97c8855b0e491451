"""The style is asked by node and judged by MapLibre's own rules."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from inducult.common.languages import CODES
from tests.basemap.reading import layers_of

ROOT = Path(__file__).parents[2]
ASK = """
import { validateStyleMin } from "./node_modules/@maplibre/maplibre-gl-style-spec/dist/index.mjs";
import { basemapStyle, RAILWAY_LAYERS } from "./inducult/static/js/basemap-style.js";
const [choice] = process.argv.slice(-1).map(JSON.parse);
const style = basemapStyle(choice);
const faults = validateStyleMin(style).map((fault) => fault.message);
console.log(JSON.stringify({ style, faults, railways: RAILWAY_LAYERS }));
"""
GLYPHS = "https://example.org/glyphs/{fontstack}/{range}.pbf"
OURS = {"tiles": "/b.pmtiles", "railways": "/r.pmtiles", "glyphs": GLYPHS, "language": "en"}


def _ask(**choice: Any) -> dict[str, Any]:
    command = ["node", "--input-type=module", "-e", ASK, json.dumps(OURS | choice)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _layers(answer: dict[str, Any]) -> list[str]:
    return [layer["id"] for layer in answer["style"]["layers"]]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("language", CODES)
def test_the_style_keeps_the_rules_in_every_language(language: str, dark: bool) -> None:
    assert _ask(language=language, dark=dark)["faults"] == []


def test_light_and_dark_have_the_same_layers() -> None:
    assert _layers(_ask(dark=False)) == _layers(_ask(dark=True))


def test_every_layer_draws_what_the_tiles_have_and_all_of_it(built: Path) -> None:
    drawn = {
        (layer["source"], layer["source-layer"])
        for layer in _ask()["style"]["layers"]
        if "source" in layer
    }
    made = {
        (archive, name)
        for archive in ("basemap", "railways")
        for name in layers_of(built / f"{archive}.pmtiles")
    }
    assert drawn == made


def test_letters_are_asked_only_from_fonts_that_are_there(built: Path) -> None:
    layouts = [layer.get("layout", {}) for layer in _ask()["style"]["layers"]]
    fonts = {font for layout in layouts for font in layout.get("text-font", [])}
    assert {(built / "glyphs" / font).is_dir() for font in fonts} == {True}


def test_without_railways_nothing_of_them_is_left() -> None:
    with_them, without = _ask(), _ask(railways="")
    assert list(without["style"]["sources"]) == ["basemap"]
    assert set(_layers(with_them)) - set(_layers(without)) == set(with_them["railways"])


def test_sources_are_named_with_their_licences() -> None:
    sources = _ask()["style"]["sources"]
    assert "Made with Natural Earth" in sources["basemap"]["attribution"]
    assert "© GeoNames (CC BY 4.0)" in sources["basemap"]["attribution"]
    assert "GeoBasis-DE / BKG" in sources["basemap"]["attribution"]
    assert "Railway History Project and contributors" in sources["railways"]["attribution"]
    assert "(ODbL)" in sources["railways"]["attribution"]


@pytest.mark.parametrize("tiles", ["/b.pmtiles", "pmtiles:///b.pmtiles"])
def test_an_archive_may_be_named_with_its_protocol_or_without(tiles: str) -> None:
    assert _ask(tiles=tiles)["style"]["sources"]["basemap"]["url"] == "pmtiles:///b.pmtiles"


def test_countries_are_named_in_the_language_of_the_page() -> None:
    layers = {layer["id"]: layer for layer in _ask(language="pl")["style"]["layers"]}
    names = layers["country-names"]["layout"]["text-field"]
    assert names[names.index("CZ") + 1] == "Czechy"
