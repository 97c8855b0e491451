"""Write the table of settings into the README; `--check` only says whether it is up to date."""

from __future__ import annotations

import sys
from pathlib import Path

from inducult.config.described import table

README = Path(__file__).resolve().parents[1] / "README.md"
BEGIN, END = "<!-- settings: made by tools/draw_settings.py -->", "<!-- end of settings -->"


def main(arguments: list[str]) -> int:
    """0 when the table is up to date, or has been brought so."""
    text = README.read_text(encoding="utf-8")
    before, _begin, rest = text.partition(BEGIN)
    _old, _end, after = rest.partition(END)
    fresh = f"{before}{BEGIN}\n{table()}\n{END}{after}"
    if "--check" in arguments:
        return 0 if fresh == text else 1
    README.write_text(fresh, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
