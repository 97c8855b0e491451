"""Cut a sample out of a whole file and write what it becomes, for somebody to read through.

python -m tools.source_sample NAME FILE ROW ...   rows counted from 1; without rows: renew what the
                                                  sample becomes (after the steps have changed)
"""

from __future__ import annotations

import csv
import json
import os
import sys
from pathlib import Path


def main(name: str, arguments: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inducult.config.settings")
    import django  # noqa: PLC0415 -- after the settings are named

    django.setup()
    from inducult.harvest.expecting import become, sample_of  # noqa: PLC0415 -- after the setup
    from inducult.harvest.sources import ready_source  # noqa: PLC0415 -- after the setup
    from inducult.harvest.surrounding import WORLD  # noqa: PLC0415 -- after the setup

    recipe = ready_source(name)
    if arguments:
        file, *rows = arguments
        cut(Path(file), recipe.folder / f"sample{Path(file).suffix}", {int(row) for row in rows})
    value = become(recipe, sample_of(recipe), WORLD)
    text = json.dumps(value, ensure_ascii=False, indent=1)
    (recipe.folder / "expected.json").write_text(text + "\n", encoding="utf-8")
    sys.stdout.write(text + "\n")


def cut(file: Path, sample: Path, rows: set[int]) -> None:
    """The head and these rows of a CSV, or these features of a GeoJSON.

    Samples of other kinds are made by hand.
    """
    if file.suffix == ".geojson":
        whole = json.loads(file.read_text(encoding="utf-8"))
        whole["features"] = [f for n, f in enumerate(whole["features"], 1) if n in rows]
        sample.write_text(json.dumps(whole, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
        return
    with file.open(encoding="utf-8", newline="") as lines:
        table = list(csv.reader(lines))
    with sample.open("w", encoding="utf-8", newline="") as out:
        kept = [row for n, row in enumerate(table) if n == 0 or n in rows]
        csv.writer(out, lineterminator="\n").writerows(kept)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
