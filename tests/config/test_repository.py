"""What must never be committed, and what must agree."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from inducult.config.described import SETTINGS, table

ROOT = Path(settings.PACKAGE).parent
# Hosts of registries, taken apart so that this file does not name them.
HOSTS = re.compile(
    "|".join(["py" + "pi[.]org", "files[.]python" + "hosted", "registry[.]" + "npmjs"])
)


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    return [ROOT / name for name in listed.split("\0") if name]


def test_no_file_names_a_registry() -> None:
    named = [
        str(file.relative_to(ROOT))
        for file in tracked()
        if file.is_file() and HOSTS.search(file.read_text(encoding="utf-8", errors="ignore"))
    ]
    assert named == []


def test_nothing_that_is_made_is_committed() -> None:
    made = ("node_modules/", "inducult/static/vendor/", "inducult/static/basemap/", ".venv/")
    names = [str(file.relative_to(ROOT)) for file in tracked()]
    assert [name for name in names if name.startswith(made) or name.endswith((".mo", ".pyc"))] == []


def test_the_map_of_the_house_is_drawn_from_the_contract() -> None:
    done = subprocess.run(
        [sys.executable, "tools/draw_map.py", "--check"], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()


def test_every_setting_is_described() -> None:
    """A new one needs a line in `config/described.py`; `tools/draw_settings.py` brings it here."""
    code = (ROOT / "inducult" / "config" / "settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r"env_\w+\(\s*\"([A-Z_0-9]+)\"", code))
    assert read == {name for each in SETTINGS for name in each.names}


def test_every_setting_is_in_the_readme() -> None:
    """If not: `.venv/bin/python -m tools.draw_settings`."""
    assert table() in (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_decision_has_a_number_of_its_own() -> None:
    numbers = [page.name[:4] for page in (ROOT / "docs" / "decisions").glob("*.md")]
    assert sorted(numbers) == sorted(set(numbers))
