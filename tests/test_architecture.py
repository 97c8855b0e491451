"""The walls of the house, checked by a machine."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

PACKAGE = Path(settings.PACKAGE)
ROOT = PACKAGE.parent

# From the bottom up; a part that does not exist yet has its floor all the same.
FLOORS = [
    {"common"},
    {"partnership"},
    {"places"},
    {"catalogue"},
    {"explore"},
    {"trips", "harvest", "dialogue", "learning"},
    {"strategy"},
    {"observatory"},
    {"opendata"},
]
PARTS = set().union(*FLOORS)
DOORS = {"models", "queries", "actions", "rules", "events"}
# Debts and widenings of the door, each with its decision.
WIDER_DOORS = {
    ("places", "partnership", "roles"): "docs/decisions/0011-roles-and-rights.md",
    ("places", "partnership", "own_data"): "docs/decisions/0011-roles-and-rights.md",
    ("places", "partnership", "access"): "docs/decisions/0011-roles-and-rights.md",
    ("catalogue", "places", "hours"): "docs/decisions/0004-opening-hours.md",
    ("catalogue", "places", "freshness"): "docs/decisions/0013-freshness.md",
    ("catalogue", "places", "terms"): "docs/decisions/0002-walls.md",
    ("catalogue", "places", "records"): "docs/decisions/0002-walls.md",
    ("harvest", "places", "records"): "docs/decisions/0017-harvest.md",
    ("harvest", "places", "difference"): "docs/decisions/0017-harvest.md",
    ("harvest", "places", "checks"): "docs/decisions/0017-harvest.md",
    ("harvest", "places", "vocabulary"): "docs/decisions/0026-deciding.md",
    ("harvest", "places", "wording"): "docs/decisions/0026-deciding.md",
    ("harvest", "places", "terms"): "docs/decisions/0017-harvest.md",
    ("harvest", "partnership", "roles"): "docs/decisions/0017-harvest.md",
    ("harvest", "partnership", "access"): "docs/decisions/0017-harvest.md",
    ("dialogue", "partnership", "roles"): "docs/decisions/0032-dialogue.md",
    ("dialogue", "partnership", "access"): "docs/decisions/0032-dialogue.md",
    ("dialogue", "partnership", "own_data"): "docs/decisions/0032-dialogue.md",
    ("strategy", "partnership", "roles"): "docs/decisions/0033-strategies-and-citations.md",
    ("strategy", "explore", "forms"): "docs/decisions/0033-strategies-and-citations.md",
    ("strategy", "partnership", "access"): "docs/decisions/0033-strategies-and-citations.md",
    ("strategy", "partnership", "own_data"): "docs/decisions/0034-progress-and-trace.md",
    ("strategy", "places", "exchange"): "docs/decisions/0034-progress-and-trace.md",
    ("strategy", "places", "pictures"): "docs/decisions/0034-progress-and-trace.md",
    ("dialogue", "places", "local_time"): "docs/decisions/0032-dialogue.md",
    ("dialogue", "places", "pictures"): "docs/decisions/0032-dialogue.md",
    ("explore", "places", "freshness"): "docs/decisions/0013-freshness.md",
    ("explore", "places", "hours"): "docs/decisions/0004-opening-hours.md",
    ("explore", "places", "local_time"): "docs/decisions/0004-opening-hours.md",
    ("explore", "places", "reports"): "docs/decisions/0002-walls.md",
    ("explore", "places", "showing"): "docs/decisions/0002-walls.md",
    ("explore", "places", "terms"): "docs/decisions/0002-walls.md",
    ("explore", "places", "vocabulary"): "docs/decisions/0002-walls.md",
    ("explore", "catalogue", "filters"): "docs/decisions/0002-walls.md",
    ("opendata", "catalogue", "shelf"): "docs/decisions/0020-features-from-the-edition.md",
    ("opendata", "catalogue", "schema"): "docs/decisions/0024-downloads.md",
    ("opendata", "places", "terms"): "docs/decisions/0002-walls.md",
    ("opendata", "places", "vocabulary"): "docs/decisions/0002-walls.md",
}


def floor(part: str) -> int:
    return next(level for level, parts in enumerate(FLOORS) if part in parts)


def modules(part: str) -> Iterator[Path]:
    yield from (PACKAGE / part).rglob("*.py")


def imports_of(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def test_the_import_contract_holds() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_the_contract_names_every_part_and_only_those() -> None:
    contract = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    layers = contract.split("layers = [")[1].split("]")[0]
    assert set(re.findall(r"[a-z]+", layers)) == PARTS


@pytest.mark.parametrize("part", sorted(PARTS))
def test_parts_meet_at_doors(part: str) -> None:
    found = [
        f"{file.relative_to(ROOT)}: {module}"
        for file in modules(part)
        for module in imports_of(file)
        if _is_beside_the_door(part, module)
    ]
    assert found == []


def _is_beside_the_door(part: str, module: str) -> bool:
    steps = module.split(".")
    if steps[0] != "inducult" or len(steps) < 3 or steps[1] in (part, "common", "config"):
        return False
    return steps[2] not in DOORS and (part, steps[1], steps[2]) not in WIDER_DOORS


def test_every_wider_door_has_its_decision() -> None:
    assert [page for page in WIDER_DOORS.values() if not (ROOT / page).is_file()] == []


def test_foreign_keys_point_down() -> None:
    found = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if (part := model._meta.app_label) in PARTS
        for field in model._meta.get_fields()
        if field.concrete
        and field.related_model
        and (other := field.related_model._meta.app_label) in PARTS
        and floor(other) > floor(part)
    ]
    assert found == []


PURE = (
    "places/rules.py",
    "places/hours.py",
    "places/holidays.py",
    "places/terms.py",
    "catalogue/filters.py",
    "catalogue/sql.py",
    "common/dates.py",
    "common/folding.py",
    "common/gazetteer.py",
    "dialogue/framing.py",
    "dialogue/house_templates.py",
    "dialogue/merging.py",
    "dialogue/pairing.py",
    "dialogue/phases.py",
    "dialogue/phrases.py",
    "dialogue/propositions.py",
    "harvest/believing.py",
    "harvest/licences.py",
    "harvest/sampling.py",
    "harvest/pieces.py",
    "harvest/proposing.py",
    "harvest/recipes.py",
    "harvest/things.py",
    "strategy/markup.py",
    "strategy/merging.py",
    "strategy/progress.py",
    "strategy/together.py",
    "strategy/chart.py",
    "strategy/drawing.py",
    "strategy/trace.py",
    "strategy/wording.py",
)


PURE_FOLDERS = ("harvest/matching", "harvest/readers", "harvest/steps")


def pure() -> list[str]:
    inside = [file for folder in PURE_FOLDERS for file in (PACKAGE / folder).glob("*.py")]
    return [*PURE, *sorted(str(file.relative_to(PACKAGE)) for file in inside)]


@pytest.mark.parametrize("name", pure())
def test_pure_cores_know_no_django(name: str) -> None:
    imports = list(imports_of(PACKAGE / name))
    assert [module for module in imports if module.split(".")[0] == "django"] == []


def test_no_file_is_named_after_nothing() -> None:
    banned = {"utils", "helpers", "manager", "service", "base", "misc", "data", "process", "handle"}
    assert [file for file in PACKAGE.rglob("*.py") if file.stem in banned] == []


def test_records_leave_the_register_by_one_door() -> None:
    """Who reads published records passes them through what takes closed values out."""
    inside = [file for file in PACKAGE.rglob("*.py") if file.name != "queries.py"]
    lines = [line for file in inside for line in file.read_text(encoding="utf-8").splitlines()]
    calls = [line.strip() for line in lines if "published_records()" in line]
    assert calls == ["records = released(published_records())"]
