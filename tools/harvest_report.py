"""Harvest every ready source into one register that is thrown away, and write what came of it.

python -m tools.harvest_report FOLDER      FOLDER holds the whole files, in any folders below it

The register begins with the curated places. Of each source what is sure is taken over before the
next one comes, so that sources are held against each other as well. Writes docs/harvest-report.md.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
PAGE: Final = ROOT / "docs" / "harvest-report.md"
SHOWN: Final = 20
HEAD: Final = """# What the ready sources bring

Made by `python -m tools.harvest_report FOLDER` on {day}: every ready source, whole, harvested one
after the other into one register that began with the {places} curated places of the eight regions.
Of each source what is sure (new places, and changes above its threshold) was taken over before the
next came, so later sources meet what earlier ones brought.

*Records*: after rows of one plant were joined. *New*: no place of ours near. *Matched*: held for
one of our places. *Related*: on one ground and not the same. *Refused*: left out by the steps (no
industry, no position, never built, ...). *Doubtful*: matches below the threshold of the source,
which wait for a person. *Taken over*: written as drafts. Seconds on two cores, other work beside.

Nobody has checked the matches below by hand for this page: they are drawn at random for the eye.

"""


def main(folder: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="inducult-report-") as data:
        os.environ["INDUCULT_DATA"] = data
        os.environ.pop("DATABASE_URL", None)
        os.environ["DJANGO_SETTINGS_MODULE"] = "inducult.config.settings"
        import django  # noqa: PLC0415 -- after the data folder is named

        django.setup()
        _set_up()
        from inducult.places.models import Place  # noqa: PLC0415 -- after the setup

        head = HEAD.format(day=f"{datetime.now(UTC):%Y-%m-%d}", places=Place.objects.count())
        told = list(_sources(folder))
        PAGE.write_text(head + _table(told) + "".join(map(_section, told)), encoding="utf-8")
        sys.stdout.write(f"{PAGE} written.\n")


def _set_up() -> None:
    from django.conf import settings  # noqa: PLC0415 -- after the setup
    from django.core.management import call_command  # noqa: PLC0415 -- after the setup

    places = Path(settings.PACKAGE) / "demonstration" / "places"
    for words in (["migrate"], ["taxonomy"], ["partnership"]):
        call_command(*words, verbosity=0)
    call_command("import", *sorted(places.glob("*.jsonl")), yes=True)


def _sources(folder: Path) -> Iterator[dict[str, Any]]:
    from inducult.harvest.sources import ready_sources  # noqa: PLC0415 -- after the setup

    for recipe in ready_sources().values():
        files = sorted(folder.rglob(recipe.file))
        if files:
            sys.stdout.write(f"{recipe.name} ...\n")
            sys.stdout.flush()
            yield _harvested(recipe, files[0])


def _harvested(recipe: Any, file: Path) -> dict[str, Any]:
    from inducult.common.history import Actor  # noqa: PLC0415 -- after the setup
    from inducult.harvest.actions import accept_many, harvest  # noqa: PLC0415 -- after the setup
    from inducult.harvest.queries import faults_by_kind, sure_of  # noqa: PLC0415 -- after the setup

    begun = time.monotonic()
    run = harvest(recipe, file, by=Actor.command("harvest"))
    seconds = time.monotonic() - begun
    told = {
        "recipe": recipe,
        "run": run,
        "seconds": seconds,
        "faults": faults_by_kind(run),
        "doubtful": run.suggestions.filter(is_doubtful=True).exclude(kind="related").count(),
        "matches": list(_drawn(run)),
    }
    return {**told, "taken": accept_many(sure_of(run), by=Actor.command("harvest")).accepted}


def _drawn(run: Any) -> Iterator[str]:
    """Twenty matches at random, always the same ones for the same run."""
    from inducult.harvest.wording import reasons  # noqa: PLC0415 -- after the setup

    rows = run.suggestions.filter(kind__in=("change", "conflict"), probability__isnull=False)
    found = list(rows.select_related("place").order_by("title", "id"))
    for each in random.Random(run.source_id).sample(found, min(SHOWN, len(found))):  # noqa: S311 -- a draw
        names = [name.text for name in each.place.names.order_by("id")[:2]]
        doubt = " (doubtful)" if each.is_doubtful else ""
        ours = _cell(" / ".join(dict.fromkeys(names)))
        sure = f"{each.probability:.3f}{doubt}"
        yield f"| {_cell(each.title)} | {ours} | {sure} | {_cell(reasons(each))} |\n"


def _table(told: list[dict[str, Any]]) -> str:
    columns = ("source", "licence", "records", "new", "matched", "related", "refused", "doubtful")
    head = f"| {' | '.join((*columns, 'taken over', 's'))} |\n"
    lines = [head, "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|\n"]
    sums: Counter[str] = Counter()
    for each in told:
        row = _figures(each)
        sums.update(row)
        recipe = each["recipe"]
        name = f"| [{recipe.name}](#{recipe.name}) | {recipe.licence} |"
        lines.append(f"{name}{_cells(row)} {each['seconds']:.0f} |\n")
    return "".join([*lines, f"| **all** | |{_cells(sums)} |\n"])


def _figures(each: dict[str, Any]) -> dict[str, int]:
    counts = Counter(each["run"].counts)
    return {
        "records": each["run"].read,
        "new": counts["new"],
        "matched": counts["change"] + counts["conflict"] + counts["same"],
        "related": counts["related"],
        "refused": counts["left_out"],
        "doubtful": each["doubtful"],
        "taken": each["taken"],
    }


def _cells(row: dict[str, int]) -> str:
    return "".join(f" {number:,} |" for number in row.values())


def _section(each: dict[str, Any]) -> str:
    recipe = each["recipe"]
    kinds = ", ".join(f"{kind.replace('_', ' ')} {number:,}" for kind, number in each["faults"])
    lines = [f"\n## {recipe.name}\n\n{recipe.title}. Mended or left out: {kinds or 'nothing'}.\n\n"]
    if not each["matches"]:
        return lines[0] + "No match with a place that we have.\n"
    lines.append("| theirs | ours | probability | why |\n|---|---|--:|---|\n")
    return "".join([*lines, *each["matches"]])


def _cell(text: str) -> str:
    return text.replace("|", "/").replace("\n", " ")[:160]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
