"""How fast the pages of a large plan are: `python -m benchmarks.plans --actions 2000`.

Works in a database of its own: SQLite in `--folder`, or the PostgreSQL that DATABASE_URL names.
Prints one JSON object a line: seconds of the calculation, and of each page asked in turn by one
reader (median and worst of `--rounds`), with what the machine was busy with besides.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

PAGES: Final = {
    "table": "plan/",
    "table narrowed": "plan/?status=overdue&area=T2&sort=ends",
    "chart": "plan/?view=chart",
    "board": "plan/?view=board",
    "indicators": "indicators/",
    "trace": "trace/",
    "trace of one": "trace/?from=action:{action}",
    "actions as CSV": "tables/actions.csv",
    "actions as XLSX": "tables/actions.xlsx",
}
SEED: Final = 2026
FIRST: Final = date(2024, 1, 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--actions", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", default="")
    asked = parser.parse_args()
    folder = Path(asked.folder or tempfile.mkdtemp(prefix="inducult-benchmark-"))
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["INDUCULT_DATA"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inducult.config.settings")
    strategy, action = set_up(asked.actions)
    _measure(strategy, action, asked.rounds)


def set_up(actions: int) -> tuple[Any, str]:
    """A public strategy with so many actions, a quarter as many indicators; key of one action."""
    import django  # noqa: PLC0415 -- after the data folder is known

    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    from inducult.common.history import Actor  # noqa: PLC0415
    from inducult.strategy.actions import Begun, begin  # noqa: PLC0415
    from inducult.strategy.models import Strategy  # noqa: PLC0415

    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    Strategy.objects.filter(slug="many-deeds").delete()
    said = Begun("Many deeds", None, "en", 2024, 2034, ("T1", "T2", "T3", "T4"), slug="many-deeds")
    strategy = begin(said, by=Actor.command("benchmark"))
    Strategy.objects.filter(pk=strategy.pk).update(is_public=True)
    return strategy, _fill(strategy, actions, random.Random(SEED))


def _fill(strategy: Any, actions: int, chance: random.Random) -> str:
    from inducult.strategy.models import (  # noqa: PLC0415
        Action,
        Field,
        Indicator,
        Measure,
        Objective,
        Value,
    )

    areas = ("T1", "T2", "T3", "T4")
    fields = [
        Field(strategy=strategy, area=a, title=f"Field {a}", order=n) for n, a in enumerate(areas)
    ]
    Field.objects.bulk_create(fields)
    objectives = [
        Objective(field=f, title=f"Objective {n}", order=n) for f in fields for n in range(5)
    ]
    Objective.objects.bulk_create(objectives)
    measures = [
        Measure(objective=o, title=f"Measure {n}", order=n) for o in objectives for n in range(5)
    ]
    Measure.objects.bulk_create(measures)
    rows = [_action(n, strategy, chance.choice(measures), chance) for n in range(actions)]
    Action.objects.bulk_create(rows)
    figures = [
        Indicator(
            strategy=strategy, action=chance.choice(rows), title=f"Figure {n}", order=n, target=900
        )
        for n in range(actions // 4)
    ]
    Indicator.objects.bulk_create(figures)
    Value.objects.bulk_create(
        Value(
            indicator=f, on=FIRST + timedelta(180 * n), value=chance.randint(0, 90), source="count"
        )
        for f in figures
        for n in range(4)
    )
    return str(rows[0].key)


def _action(number: int, strategy: Any, measure: Any, chance: random.Random) -> Any:
    from inducult.strategy.models import Action  # noqa: PLC0415

    begins = FIRST + timedelta(days=chance.randint(0, 2_500))
    return Action(
        strategy=strategy,
        measure=measure,
        order=number,
        number=str(number + 1),
        title=f"Deed {number} of many",
        area=measure.objective.field.area,
        lead=f"Organisation {number % 20}",
        begins=begins,
        ends=begins + timedelta(days=chance.randint(20, 700)),
        cost_min=chance.randint(1, 50) * 1000,
        cost_max=chance.randint(51, 90) * 1000,
        status=chance.choice(("idea", "planned", "running", "done")),
        blocked_because=chance.choice(("", "", "", "no money")),
    )


def _measure(strategy: Any, action: str, rounds: int) -> None:
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from inducult.strategy.planned import doing  # noqa: PLC0415
    from inducult.strategy.progress import totals  # noqa: PLC0415

    doings = [doing(each) for each in strategy.actions.order_by("id")]
    _say("progress alone", lambda: totals(doings, date(2026, 11, 27)), rounds)
    base = f"/en/strategies/{strategy.slug}/"
    for name, page in PAGES.items():
        address = base + page.format(action=action)

        def ask(address: str = address) -> Any:
            answer = Client().get(address)
            if answer.status_code != 200:
                raise RuntimeError(f"{address}: {answer.status_code}")
            return answer

        with CaptureQueriesContext(connection) as asked:
            answer = ask()
        size = len(answer.content)
        _say(name, ask, rounds, queries=len(asked), kilobytes=size // 1024)


def _say(name: str, ask: Callable[[], Any], rounds: int, **more: int) -> None:
    seconds = []
    for _round in range(rounds):
        begun = time.perf_counter()
        ask()
        seconds.append(time.perf_counter() - begun)
    told = {
        "what": name,
        "median": round(statistics.median(seconds), 4),
        "worst": round(max(seconds), 4),
        "load": round(os.getloadavg()[0], 1),
        **more,
    }
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
