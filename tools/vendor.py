"""Copies the browser files of npm packages to static/vendor, where pages load them from.

Run by `make vendor`. Everything is copied beside the old folder first and switched in one step, so
a stopped run never leaves half a library. Source maps stay behind: they are as large as the rest.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
VENDOR: Final = ROOT / "inducult" / "static" / "vendor"

# What is copied, and as what. A licence goes with each library.
FILES: Final = {
    "maplibre-gl/dist/maplibre-gl.mjs": "maplibre-gl/maplibre-gl.mjs",
    "maplibre-gl/dist/maplibre-gl-shared.mjs": "maplibre-gl/maplibre-gl-shared.mjs",
    "maplibre-gl/dist/maplibre-gl-worker.mjs": "maplibre-gl/maplibre-gl-worker.mjs",
    "maplibre-gl/dist/maplibre-gl.css": "maplibre-gl/maplibre-gl.css",
    "maplibre-gl/LICENSE.txt": "maplibre-gl/LICENSE.txt",
    "pmtiles/dist/esm/index.js": "pmtiles/pmtiles.mjs",
    "pmtiles/package.json": "pmtiles/package.json",  # names its licence; there is no file of it
    "fflate/esm/browser.js": "pmtiles/fflate.mjs",
    "fflate/LICENSE": "pmtiles/LICENSE.fflate",
    "htmx.org/dist/htmx.min.js": "htmx/htmx.min.js",
    "htmx.org/LICENSE": "htmx/LICENSE",
}
# A browser finds modules by address; an import map would have to stand in the page as a script.
ADDRESSES: Final = {b'from"fflate"': b'from"./fflate.mjs"'}
SOURCE_MAP: Final = re.compile(rb"\n?//# sourceMappingURL=\S+\s*$")


def copy(packages: Path, folder: Path) -> None:
    """Copies all files from a node_modules folder. Raises FileNotFoundError for a missing one."""
    for source, target in FILES.items():
        (folder / target).parent.mkdir(parents=True, exist_ok=True)
        (folder / target).write_bytes(_for_browsers((packages / source).read_bytes()))
    (folder / "stamp").touch()


def switch(new: Path, current: Path) -> None:
    """Puts a finished folder in the place of the current one."""
    old = new.with_name("old")
    if current.exists():
        current.rename(old)
    new.rename(current)


def _for_browsers(content: bytes) -> bytes:
    for name, address in ADDRESSES.items():
        content = content.replace(name, address)
    return SOURCE_MAP.sub(b"\n", content)


def main() -> int:
    VENDOR.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".vendor-", dir=VENDOR.parent) as temporary:
        new = Path(temporary, "new")
        try:
            copy(ROOT / "node_modules", new)
        except FileNotFoundError as missing:
            sys.stderr.write(f"{missing.filename} is missing; `npm ci` installs it.\n")
            return 1
        shutil.copymode(VENDOR.parent, new)
        switch(new, VENDOR)
    return 0


if __name__ == "__main__":
    sys.exit(main())
