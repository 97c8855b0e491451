"""A plan on paper: its table, its totals, its indicators. All figures come from `planned.Plan`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from inducult.common.days import day_in_words
from inducult.common.documents import tree
from inducult.partnership.models import Area
from inducult.strategy.models import Action
from inducult.strategy.models.action import Status
from inducult.strategy.papers import drawings
from inducult.strategy.planned import Figure, Plan
from inducult.strategy.progress import Totals


def plan_pages(plan: Plan) -> Iterator[tree.Block]:
    """Totals, then the whole table on turned pages."""
    if not plan.actions:
        return
    yield from totals(plan.totals)
    yield tree.Wide((tree.Heading(_("Action plan as a table"), 2), _table(plan)))


def totals(found: Totals) -> Iterator[tree.Block]:
    """How many, in which state, in which area, at what cost."""
    number = ngettext("%(number)d action", "%(number)d actions", found.actions)
    yield tree.paragraph(number % {"number": found.actions}, "lead")
    rows = [(str(Status(name).label), n, str(n)) for name, n in found.by_status.items()]
    said = "; ".join(f"{words}: {n}" for words, _length, n in rows)
    yield tree.Figure(drawings.bars(rows), said, _("Actions by status"), 0.85)
    lines = [f"{Area(code).label}: {n}" for code, n in found.by_area.items() if n]
    lines += [
        _("Costs: %(least)s to %(most)s %(currency)s")
        % {"least": figure(cost.least), "most": figure(cost.most), "currency": code}
        for code, cost in found.costs.items()
    ]
    lines.append(_("Overdue: %(number)d") % {"number": len(found.overdue)})
    lines.append(_("Blocked: %(number)d") % {"number": len(found.blocked)})
    yield tree.bullets(lines)


def indicators(plan: Plan) -> Iterator[tree.Block]:
    """Each with baseline, target and what it has reached; the way to the target as a drawing."""
    if not plan.figures:
        return
    columns = (
        tree.Column(pgettext("table", "Indicator"), 3.4),
        tree.Column(pgettext("table", "Unit"), 1.2),
        tree.Column(pgettext("table", "Baseline"), 1, "end"),
        tree.Column(pgettext("table", "Reached"), 1, "end"),
        tree.Column(pgettext("table", "Target"), 1, "end"),
        tree.Column(pgettext("table", "By"), 1.4),
    )
    yield tree.Table(columns, tuple(_indicator(each) for each in plan.figures), _("Indicators"))
    known = [(f.indicator.title, float(f.share), f"{f.percent} %") for f in plan.figures if f.share]
    if known:
        said = "; ".join(f"{title}: {percent}" for title, _share, percent in known)
        yield tree.Figure(drawings.ways(known), said, _("The way to the targets"), 0.95)


def figure(value: Decimal | int | None) -> str:
    """A number as the language of the document writes it."""
    if value is None:
        return "–"
    whole = value == int(value)
    return number_format(
        int(value) if whole else value, None if whole else 2, use_l10n=True, force_grouping=True
    )


def frozen_figure(text: str | None) -> str:
    """A figure that a report keeps as text; a dash for none."""
    return figure(Decimal(text) if text is not None else None)


def day(value: date | None) -> str:
    return day_in_words(value) if value else ""


def span(begins: date | None, ends: date | None) -> str:
    """From when to when; one side may be open."""
    return " – ".join(filter(None, (day(begins), day(ends))))


def _table(plan: Plan) -> tree.Table:
    columns = (
        tree.Column(pgettext("table", "No."), 0.5),
        tree.Column(pgettext("table", "Measure"), 1.8),
        tree.Column(pgettext("table", "Action"), 4),
        tree.Column(pgettext("table", "Why"), 2),
        tree.Column(pgettext("table", "Lead and partners"), 2),
        tree.Column(pgettext("table", "For whom"), 1.4),
        tree.Column(pgettext("table", "When"), 1.3),
        tree.Column(pgettext("table", "Cost"), 1.2, "end"),
        tree.Column(pgettext("table", "Funding"), 1.5),
        tree.Column(pgettext("table", "Status"), 1.4),
    )
    rows = tuple(_action(action) for action in plan.actions)
    return tree.Table(columns, rows, is_small=True)


def _action(action: Action) -> tuple[tree.Words, ...]:
    title = tree.Run(action.title, is_strong=True)
    rest = tree.Run(f"\n{action.description}") if action.description else tree.Run("")
    funding = "\n".join(filter(None, (action.funding, str(action.get_funding_status_display()))))
    return (
        tree.words(f"{action.number} {action.area}"),
        tree.words(action.measure.title),
        (title, rest),
        tree.words(action.why),
        tree.words("\n".join(filter(None, (action.lead_name, action.partners)))),
        tree.words(action.target_groups),
        tree.words(span(action.begins, action.ends)),
        tree.words(_cost(action)),
        tree.words(funding),
        tree.words("\n".join(_standing(action))),
    )


def _cost(action: Action) -> str:
    ends = {cost for cost in (action.cost_min, action.cost_max) if cost is not None}
    if not ends:
        return ""
    return f"{' – '.join(figure(cost) for cost in sorted(ends))} {action.currency}"


def _standing(action: Action) -> Iterator[str]:
    yield str(action.get_status_display())
    if action.blocked_because:
        yield _("blocked because: %(why)s") % {"why": action.blocked_because}
    if explained := action.explanation or action.status_reason:
        yield explained


def _indicator(each: Figure) -> tuple[tree.Words, ...]:
    indicator = each.indicator
    code = f" ({indicator.code})" if indicator.code else ""
    return (
        tree.words(f"{indicator.title}{code}"),
        tree.words(indicator.unit),
        tree.words(figure(indicator.baseline)),
        tree.words(figure(each.reached)),
        tree.words(figure(indicator.target)),
        tree.words(day(indicator.target_on)),
    )
