"""A pilot on some sheets of paper, in its language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from inducult.common.documents import tree
from inducult.strategy.appreciating import questions
from inducult.strategy.models import Pilot
from inducult.strategy.papers.figured import figure, span
from inducult.strategy.papers.imprint import example_mark, imprint_of
from inducult.strategy.papers.marked import grown_from
from inducult.strategy.plan_words import label_of, told_of_pilot
from inducult.strategy.planned import figures_of
from inducult.strategy.showing import areas_of, name_of_region
from inducult.strategy.sources import sources_behind


def pilot_document(pilot: Pilot, today: date, reader: Any = None) -> tree.Document:
    """All that is told of the pilot; voices behind it only as far as the reader may hear them."""
    with translation.override(pilot.language):
        return tree.Document(
            title=pilot.title,
            subtitle=f"{name_of_region(pilot.region).text} · {pilot.get_type_display()}",
            language=pilot.language,
            mark=example_mark() if pilot.is_example else "",
            imprint=imprint_of(today),
            blocks=tuple(_blocks(pilot, reader)),
        )


def _blocks(pilot: Pilot, reader: Any) -> Iterator[tree.Block]:
    columns = (tree.Column(_("Facts"), 1.2), tree.Column(pilot.title, 3))
    rows = tuple((tree.strong(name), tree.words(said)) for name, said in _facts(pilot) if said)
    yield tree.Table(columns, rows)
    for head, told in told_of_pilot(pilot):
        yield tree.Heading(str(head), 1)
        for label, text in told:
            yield tree.Heading(label, 2)
            yield tree.paragraph(text)
    yield from _grown(pilot, reader)
    yield from _figures(pilot)
    yield from _appreciations(pilot)
    yield from _links(pilot)


def _facts(pilot: Pilot) -> Iterator[tuple[str, str]]:
    yield label_of(Pilot, "owner"), pilot.owner
    yield label_of(Pilot, "partners"), pilot.partners
    yield _("When"), span(pilot.begins, pilot.ends)
    yield label_of(Pilot, "status"), capfirst(str(pilot.get_status_display()))
    yield label_of(Pilot, "areas"), "; ".join(str(label) for _c, label in areas_of(pilot.areas))
    for name in ("people_planned", "people_reached"):
        yield label_of(Pilot, name), _known(getattr(pilot, name))
    for name in ("budget", "spent"):
        yield label_of(Pilot, name), _known(getattr(pilot, name), pilot.currency)


def _known(value: Any, unit: str = "") -> str:
    return "" if value is None else f"{figure(value)} {unit}".strip()


def _grown(pilot: Pilot, reader: Any) -> Iterator[tree.Block]:
    sources = sources_behind("pilot", pilot.key, reader)
    if sources.total:
        yield tree.Heading(_("What it grew from"), 1)
        yield from grown_from(sources, pilot.language)


def _figures(pilot: Pilot) -> Iterator[tree.Block]:
    found = figures_of(pilot.indicators.all())
    if found:
        yield tree.Heading(pgettext("of a pilot", "In figures"), 1)
        yield tree.bullets(
            f"{each.indicator.title}: {figure(each.reached)} / {figure(each.indicator.target)} "
            f"{each.indicator.unit}"
            for each in found
        )


def _appreciations(pilot: Pilot) -> Iterator[tree.Block]:
    """What other regions saw in it, answer by answer."""
    for given in pilot.appreciations.select_related("by").prefetch_related("by__texts"):
        region = name_of_region(given.by).text
        stage = given.get_stage_display()
        yield tree.Heading(
            _("What %(region)s sees in it (%(stage)s)") % {"region": region, "stage": stage}, 1
        )
        for question, answer in zip(questions(given.stage), given.answers, strict=False):
            if answer:
                yield tree.Heading(question, 2)
                yield tree.paragraph(answer)


def _links(pilot: Pilot) -> Iterator[tree.Block]:
    links = list(pilot.links.all())
    if links:
        yield tree.Heading(_("Sources and links"), 1)
        yield tree.Listing(tuple((tree.Run(f"{each.title}: "), _address(each)) for each in links))


def _address(link: Any) -> tree.Run:
    return tree.Run(link.address, address=link.address)
