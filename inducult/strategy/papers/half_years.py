"""A half-yearly report on paper: the frozen one as it stood, an open one as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from inducult.common.documents import tree
from inducult.strategy.models import HalfYear
from inducult.strategy.models.action import Status
from inducult.strategy.papers import drawings
from inducult.strategy.papers.figured import day, figure, frozen_figure
from inducult.strategy.papers.imprint import example_mark, imprint_of
from inducult.strategy.reporting import shown


def half_year_document(report: HalfYear, today: date) -> tree.Document:
    """What the page of the report says, in the language of the strategy."""
    told = shown(report, today)
    with translation.override(report.strategy.language):
        half = {"year": report.year, "half": report.half}
        return tree.Document(
            title=told["strategy"]["title"],
            subtitle=_("Report for half-year %(half)d of %(year)d") % half,
            language=report.strategy.language,
            mark=example_mark() if told["is_example"] else "",
            imprint=imprint_of(today),
            blocks=tuple(_blocks(told)),
        )


def _blocks(told: dict[str, Any]) -> Iterator[tree.Block]:
    yield from _totals(told["totals"])
    yield tree.Heading(_("Action plan"), 1)
    for action in told["actions"]:
        yield tree.Heading(f"{action['number']} {action['title']}".strip(), 2)
        yield tree.paragraph(" · ".join(_standing(action)), "small")
        for name, text in _reasons(action):
            yield tree.Paragraph((tree.Run(f"{name}: ", is_strong=True), tree.Run(text)))
        notes = [f"{day(date.fromisoformat(n['at']))}: {n['text']}" for n in action["notes"]]
        if notes:
            yield tree.bullets(notes)
    yield from _indicators(told["indicators"])


def _totals(told: dict[str, Any]) -> Iterator[tree.Block]:
    rows = [(str(Status(s).label), float(n), str(n)) for s, n in told["by_status"].items()]
    said = "; ".join(f"{words}: {n}" for words, _length, n in rows)
    yield tree.Figure(drawings.bars(rows), said, _("Actions by status"), 0.85)
    lines = [
        _("Overdue: %(number)d") % {"number": told["overdue"]},
        _("Blocked: %(number)d") % {"number": told["blocked"]},
    ]
    for code, (least, most) in told["costs"].items():
        costs = {"least": figure(least), "most": figure(most), "currency": code}
        lines.append(_("Costs: %(least)s to %(most)s %(currency)s") % costs)
    yield tree.bullets(lines)


def _standing(action: dict[str, Any]) -> Iterator[str]:
    yield str(Status(action["status"]).label)
    if action["is_overdue"]:
        yield pgettext("actions", "overdue")
    if action["lead"]:
        yield action["lead"]


def _reasons(action: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if action["blocked_because"]:
        yield _("Blocked because"), action["blocked_because"]
    if action["explanation"]:
        yield _("Why it was not carried out"), action["explanation"]


def _indicators(told: list[dict[str, Any]]) -> Iterator[tree.Block]:
    if not told:
        return
    columns = (
        tree.Column(pgettext("table", "Indicator"), 3),
        tree.Column(pgettext("table", "Unit"), 1.2),
        tree.Column(pgettext("table", "Reached"), 1, "end"),
        tree.Column(pgettext("table", "Target"), 1, "end"),
    )
    rows = tuple(
        tuple(
            tree.words(text)
            for text in (each["title"], each["unit"], *map(frozen_figure, _ends(each)))
        )
        for each in told
    )
    yield tree.Table(columns, rows, _("Indicators"))


def _ends(each: dict[str, Any]) -> tuple[str | None, str | None]:
    return each["reached"], each["target"]
