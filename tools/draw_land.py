"""Draw inducult/static/img/land.svg, the countries behind the small map of the network.

python tools/draw_land.py countries.geojson.gz

The file is Natural Earth's `admin_0_countries` (public domain), cut to Europe or not. Frame and
projection are those of inducult/explore/outline.py; draw again when they change.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

from inducult.explore.outline import NETWORK

DRAWING = Path(__file__).resolve().parents[1] / "inducult" / "static" / "img" / "land.svg"
SVG = """<svg xmlns="http://www.w3.org/2000/svg">
<!-- Made with Natural Earth (public domain) by tools/draw_land.py. -->
<symbol id="land" viewBox="0 0 {width:g} {height:g}"><path d="{path}"/></symbol>
</svg>
"""


def main(countries: Path) -> None:
    with gzip.open(countries, "rt", encoding="utf-8") as file:
        features = json.load(file)["features"]
    path = "".join(NETWORK.path(feature["geometry"]) for feature in features)
    DRAWING.write_text(
        SVG.format(width=NETWORK.width, height=NETWORK.height, path=path), encoding="utf-8"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
