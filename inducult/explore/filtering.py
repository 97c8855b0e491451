"""What a visitor can choose: facets with their choices, named, and how many places each gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from inducult.catalogue.queries import FacetCount, Filter
from inducult.explore.naming import LABELS, Names
from inducult.places.terms import load_terms, theme_of

Facets = Mapping[str, Sequence[FacetCount]]

WEEKDAYS: Final = {
    "mo": _("on Monday"),
    "tu": _("on Tuesday"),
    "we": _("on Wednesday"),
    "th": _("on Thursday"),
    "fr": _("on Friday"),
    "sa": _("on Saturday"),
    "su": _("on Sunday"),
}
DISTANCES_KM: Final = (5, 10, 25, 50, 100)
# Facets that a form shows as plain lists, in this order.
LISTS: Final = {
    "visit": _("Can I go in?"),
    "offer": _("What is on offer"),
    "audience": _("For whom"),
    "speaks": _("Languages of the visit"),
    "access": _("Accessibility"),
    "region": _("Region"),
    "country": pgettext_lazy("of a place", "Country"),
    "area": _("Thematic area"),
}


@dataclass(frozen=True)
class Choice:
    """A value of a facet; `count` is without the facet's own choice."""

    facet: str
    value: str
    label: str
    count: int
    chosen: bool

    @property
    def key(self) -> str:
        """What identifies the choice in a page."""
        return f"{self.facet}-{self.value.replace('.', '-')}"

    @property
    def is_subdued(self) -> bool:
        """Whether choosing it would give nothing."""
        return self.count == 0 and not self.chosen


@dataclass(frozen=True)
class Group:
    """The choices of one facet, or of one theme's types, under a legend."""

    facet: str
    legend: str
    choices: tuple[Choice, ...]

    @property
    def chosen(self) -> int:
        """How many of them are chosen."""
        return sum(choice.chosen for choice in self.choices)


@dataclass(frozen=True)
class Form:
    """Everything that a filter form shows."""

    asked: Filter
    times: Group
    themes: Group
    types: tuple[Group, ...]
    lists: tuple[Group, ...]

    @property
    def choices(self) -> Iterator[Choice]:
        """The choices of all groups."""
        for group in (self.times, self.themes, *self.types, *self.lists):
            yield from group.choices

    @property
    def chosen_types(self) -> int:
        return sum(group.chosen for group in self.types)

    @property
    def within(self) -> tuple[float, ...]:
        """The distances to choose from, in kilometres; the asked one is always among them."""
        return tuple(sorted({*DISTANCES_KM, self.asked.within}))

    @property
    def weekdays(self) -> list[tuple[str, str]]:
        return [(code, str(name)) for code, name in WEEKDAYS.items()]

    @property
    def weekday(self) -> str:
        """The choice of the select: "", "now" or a weekday."""
        return self.asked.open if self.asked.open in ("now", *WEEKDAYS) else ""

    @property
    def day(self) -> str:
        """The choice of the date field, YYYY-MM-DD or ""."""
        return "" if self.weekday else self.asked.open


def form_of(asked: Filter, facets: Facets, everything: Facets, names: Names) -> Form:
    """The form of a filter.

    `facets` are those of its result, `everything` those of all places: what no place has is not
    offered, unless someone chose it by hand.
    """
    offered = {facet: _offered(facet, everything[facet], asked) for facet in everything}
    counts = {facet: {row.value: row.count for row in rows} for facet, rows in facets.items()}

    def group(facet: str, legend: str, values: Iterable[str]) -> Group:
        chosen = asked.chosen(facet)
        return Group(
            facet,
            legend,
            tuple(
                Choice(facet, v, names.name(facet, v), counts[facet].get(v, 0), v in chosen)
                for v in values
            ),
        )

    themes = group("theme", str(_("Themes")), offered["theme"])
    by_theme = [
        (theme, [code for code in offered["type"] if theme_of(code) == theme != code])
        for theme in load_terms()
    ]
    lists = (group(facet, str(legend), offered[facet]) for facet, legend in LISTS.items())
    return Form(
        asked,
        group("time", str(_("Past, present, future")), LABELS["time"]),
        themes,
        tuple(group("type", names.name("theme", t), codes) for t, codes in by_theme if codes),
        tuple(each for each in lists if each.choices),
    )


def _offered(facet: str, rows: Sequence[FacetCount], asked: Filter) -> list[str]:
    """The values of a facet in the order of a form."""
    values = dict.fromkeys([*(row.value for row in rows), *asked.chosen(facet)])
    order = load_terms() if facet in ("theme", "type") else LABELS.get(facet, {})
    ranks = {value: rank for rank, value in enumerate(order)}
    return sorted(values, key=lambda value: (ranks.get(value, len(ranks)), value))
