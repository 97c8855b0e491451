"""The whole basemap: two archives and the letters, made beside the old and switched at once."""

import json
import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from basemap import borders, land, railways, towns, water
from basemap.features import LAST_ZOOM, SHEET, Feature
from basemap.inputs import SOURCES, STAMP, fingerprint
from basemap.tiling import write_tiles

ATTRIBUTION: Final = "; ".join(
    ["Made with Natural Earth", "© GeoNames (CC BY 4.0)", *land.boundary_sources()]
)
RAILWAY_ATTRIBUTION: Final = "Railway History Project and contributors (ODbL)"

# Layers in the order in which they are read.
BASEMAP: Final[dict[str, Callable[[], Iterable[Feature]]]] = {
    "land": land.sheet,
    "urban": land.urban,
    "water": lambda: [*water.sea(), *water.lakes()],
    "coast": water.coast,
    "rivers": water.rivers,
    "regions": land.regions,
    "borders": lambda: [*borders.states(), *borders.provinces()],
    "sea_names": water.sea_names,
    "country_names": borders.country_names,
    "region_names": land.region_names,
    "towns": towns.towns,
}
RAILWAYS: Final[dict[str, Callable[[], Iterable[Feature]]]] = {"railways": railways.railways}
STEPS: Final = LAST_ZOOM + 1 + LAST_ZOOM - railways.GENERALISATIONS[0][1] + 1


def build(out: Path, *, after_step: Callable[[], None] = lambda: None) -> None:
    """Makes the folder anew; a stopped build leaves the old one as it was.

    Calls `after_step` STEPS times.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".basemap-", dir=out.parent) as temporary:
        new = Path(temporary, "new")
        shutil.copytree(SOURCES / "glyphs", new / "glyphs")
        for name, layers, attribution in (
            ("basemap", BASEMAP, ATTRIBUTION),
            ("railways", RAILWAYS, RAILWAY_ATTRIBUTION),
        ):
            read = {layer: list(features()) for layer, features in layers.items()}
            file = new / f"{name}.pmtiles"
            write_tiles(file, read, attribution=attribution, after_zoom=after_step)
        (new / STAMP).write_text(json.dumps(_about(), indent=1, ensure_ascii=False) + "\n", "utf-8")
        _switch(new, out, old=Path(temporary, "old"))


def _about() -> dict[str, object]:
    return {
        "inputs": fingerprint(),
        "bounds": SHEET,
        "maxzoom": LAST_ZOOM,
        "attribution": ATTRIBUTION,
        "railways_attribution": RAILWAY_ATTRIBUTION,
    }


def _switch(new: Path, out: Path, old: Path) -> None:
    if out.exists():
        out.rename(old)
    new.rename(out)
