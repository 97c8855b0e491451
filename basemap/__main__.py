"""`python -m basemap --out FOLDER`: builds the basemap unless it is up to date."""

import argparse
import sys
from pathlib import Path

from basemap.inputs import is_up_to_date


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m basemap", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder for tiles and letters")
    parser.add_argument("--again", action="store_true", help="build even if nothing has changed")
    choice = parser.parse_args()
    if choice.again or not is_up_to_date(choice.out):
        _build(choice.out)
    return 0


def _build(out: Path) -> None:
    from rich.console import Console  # noqa: PLC0415 -- seconds, when nothing is to be done
    from rich.progress import Progress  # noqa: PLC0415

    from basemap.build import STEPS, build  # noqa: PLC0415

    with Progress(console=Console(stderr=True)) as progress:
        task = progress.add_task("Basemap", total=STEPS)
        build(out, after_step=lambda: progress.advance(task))


if __name__ == "__main__":
    sys.exit(main())
