"""The basemap as it was built last, or a new one where that is out of date."""

from pathlib import Path

import pytest

from basemap.build import build
from basemap.inputs import is_up_to_date

MADE = Path(__file__).parents[2] / "inducult" / "static" / "basemap"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if is_up_to_date(MADE):
        return MADE
    out = tmp_path_factory.mktemp("static") / "basemap"
    build(out)
    return out
