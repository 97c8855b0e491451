"""Draw docs/map.md from the import contract in pyproject.toml.

python tools/draw_map.py           writes the page
python tools/draw_map.py --check   fails when the page is out of date
"""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "map.md"
BEGIN, END = "<!-- arrows: made by tools/draw_map.py -->", "<!-- end of arrows -->"


def layers() -> list[list[str]]:
    """The floors of the contract from the top down."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = project["tool"]["importlinter"]["contracts"]
    return [[part.strip(" ()") for part in line.split("|")] for line in contract["layers"]]


def arrows() -> list[tuple[str, str]]:
    """The arrows that the code has today: who imports from whom."""
    parts = {part for floor in layers() for part in floor}
    found = {
        (part, other)
        for part in parts
        for file in (ROOT / "inducult" / part).rglob("*.py")
        for other in _imported(file)
        if other in parts and other != part
    }
    return sorted(found)


def _imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("inducult."):
            yield (node.module or "").split(".")[1]


def drawing() -> str:
    built = {part for floor in layers() for part in floor if (ROOT / "inducult" / part).is_dir()}
    lines = [BEGIN, "```mermaid", "flowchart TD"]
    for number, floor in enumerate(layers()):
        lines.append(f"  subgraph floor{number}[ ]")
        lines += [f"    {part}{'' if part in built else ':::later'}" for part in floor]
        lines.append("  end")
    lines += [f"  {part} --> {other}" for part, other in arrows()]
    lines += ["  classDef later stroke-dasharray: 4", "```", END]
    return "\n".join(lines)


def page() -> str:
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    return before + drawing() + rest.split(END)[1]


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit("docs/map.md is out of date: make map" if page() != PAGE.read_text("utf-8") else 0)
    PAGE.write_text(page(), encoding="utf-8")
