"""Where the inputs of the basemap lie, and whether they have changed; quick to import."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from inducult.common import gazetteer

HERE: Final = Path(__file__).parent
SOURCES: Final = HERE / "sources"
PARTNERSHIP: Final = HERE.parent / "inducult" / "demonstration" / "partnership"
GAZETTEER: Final = gazetteer.FILE
STAMP: Final = "basemap.json"


def is_up_to_date(out: Path) -> bool:
    """Whether a folder was made from the inputs as they are now."""
    try:
        stamp = json.loads((out / STAMP).read_text("utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return False
    return bool(stamp.get("inputs") == fingerprint())


def fingerprint() -> str:
    """A digest of everything that a basemap is made of, its programs included."""
    digest = hashlib.sha256()
    for file in _inputs():
        digest.update(f"{file.name}\0{file.stat().st_size}\0".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _inputs() -> Iterator[Path]:
    for folder, pattern in ((HERE, "*.py"), (HERE, "*.csv"), (SOURCES, "**/*.*")):
        yield from sorted(folder.glob(pattern))
    yield from (GAZETTEER, *sorted(PARTNERSHIP.glob("*json")))
