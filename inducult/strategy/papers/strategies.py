"""A strategy as a document in its language, with a summary in English; for one reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.contrib.auth.models import AnonymousUser
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from inducult.common.days import day_in_words
from inducult.common.documents import tree
from inducult.strategy.freezing import Content
from inducult.strategy.models import Adoption, Strategy
from inducult.strategy.papers import drawings
from inducult.strategy.papers.figured import figure, indicators, plan_pages
from inducult.strategy.papers.imprint import example_mark, imprint_of
from inducult.strategy.papers.marked import blocks, grown_from
from inducult.strategy.pilot_pages import pilots_of_strategy
from inducult.strategy.planned import Plan, plan_of
from inducult.strategy.portrait import portrait_of
from inducult.strategy.reading import Part, Read, all_sources, chapters_read
from inducult.strategy.rights import may
from inducult.strategy.showing import areas_of, name_of_region

# The title of the annex that is the summary in English; it stands first in the document.
SUMMARY: Final = "Summary in English"


@dataclass(frozen=True)
class Told:
    """All that the chapters draw from."""

    strategy: Strategy
    content: Content
    plan: Plan
    reader: Any
    language: str

    @property
    def shows_its_plan(self) -> bool:
        """An adoption alone opens the adopted text, not the plan as it stands now."""
        return may(self.reader or AnonymousUser(), "plan.read", self.strategy)

    @property
    def portrait(self) -> Any:
        return portrait_of(self.strategy, self.content["figures"])


def strategy_document(
    strategy: Strategy,
    content: Content,
    reader: Any,
    today: date,
    *,
    adoption: Adoption | None = None,
) -> tree.Document:
    """What the public page says, as far as this reader may see it, for paper."""
    said = content["strategy"]
    with translation.override(said["language"]):
        told = Told(strategy, content, plan_of(strategy, today), reader, said["language"])
        return tree.Document(
            title=said["title"],
            subtitle=f"{name_of_region(strategy.region).text} · {said['begins']}–{said['ends']}",
            language=said["language"],
            mark=example_mark() if said["is_example"] else "",
            imprint="\n".join(_imprint(told, adoption, today)),
            has_cover=True,
            has_contents=True,
            contents_title=pgettext("of a document", "Contents"),
            blocks=tuple(_blocks(told)),
        )


def _imprint(told: Told, adoption: Adoption | None, today: date) -> Iterator[str]:
    yield " · ".join(str(label) for _code, label in areas_of(told.content["strategy"]["areas"]))
    if adoption:
        day = day_in_words(adoption.on)
        yield _("Adopted by %(body)s on %(on)s.") % {"body": adoption.body, "on": day}
    else:
        yield _("This is the text as it is being written now; it has not been adopted.")
    if told.content["figures"]:
        number = told.content["figures"]["edition"]
        yield _("Figures of places: edition %(number)d of the atlas.") % {"number": number}
    yield imprint_of(today)


def _blocks(told: Told) -> Iterator[tree.Block]:
    chapters = chapters_read(told.strategy, told.content, told.reader)
    yield from _summary(told, chapters)
    for read in chapters:
        inside = [*_texts(told, read), *_more(told, read)]
        if inside:
            yield tree.Heading(str(read.chapter.title), 1)
            yield from inside


def _summary(told: Told, chapters: list[Read]) -> Iterator[tree.Block]:
    found = [part for read in chapters for part in read.parts if part.title == SUMMARY]
    if found and told.language != "en":
        yield tree.Heading(SUMMARY, 1, "en")
        yield from blocks(found[0].body, 2, "en")
        yield tree.PageBreak()


def _texts(told: Told, read: Read) -> Iterator[tree.Block]:
    parts = [part for part in read.parts if not part.is_empty and part.title != SUMMARY]
    for number, part in enumerate(parts, 1):
        yield from _title(read, part, number)
        if part.due:
            day = day_in_words(part.due)
            yield tree.paragraph(_("To be reached by %(day)s") % {"day": day}, "small")
        yield from blocks(part.body, 3)
        yield from grown_from(part.sources, told.language)


def _title(read: Read, part: Part, number: int) -> Iterator[tree.Block]:
    """The heading of a part, where the chapter has several."""
    if read.chapter.name == "arguments":
        yield tree.Heading(f"{number}. {part.title}", 2)
    elif part.title:
        yield tree.Heading(part.title, 2)
    elif len(read.chapter.kinds) > 1:
        yield tree.Heading(str(part.label), 2)


def _more(told: Told, read: Read) -> Iterator[tree.Block]:
    """What a chapter has besides its texts; of the plan as it stands only if she may read it."""
    shown = _MORE.get(read.chapter.name)
    hidden = shown in OF_THE_PLAN and not told.shows_its_plan
    return shown(told) if shown and not hidden else iter(())


def _profile(told: Told) -> Iterator[tree.Block]:
    portrait = told.portrait
    if portrait is None:
        return
    rows = [(bar.label, float(bar.count), figure(bar.count)) for bar in portrait.themes]
    if rows:
        said = "; ".join(f"{words}: {count}" for words, _length, count in rows)
        yield tree.Figure(drawings.bars(rows), said, _("Places of the atlas by theme"), 0.9)


def _map(told: Told) -> Iterator[tree.Block]:
    portrait = told.portrait
    if portrait is None or portrait.drawing is None:
        return
    drawing = portrait.drawing
    frame = drawing.frame
    said = _("Outline of the region with its %(number)d places") % {"number": portrait.total}
    svg = drawings.region(drawing.path, frame.width, frame.height, drawing.spots)
    yield tree.Figure(svg, said, said, 0.7)


def _fields(told: Told) -> Iterator[tree.Block]:
    """Fields, objectives and measures, with what they grew from."""
    sources = all_sources(told.content, told.reader)
    for field in told.plan.fields:
        yield tree.Heading(field.title, 2)
        for objective in field.objectives.all():
            yield tree.Heading(objective.title, 3)
            yield from blocks(objective.text, 4)
            if found := sources.get(("objective", objective.key)):
                yield from grown_from(found, told.language)
            yield tree.bullets(measure.title for measure in objective.measures.all())


def _plan(told: Told) -> Iterator[tree.Block]:
    yield from plan_pages(told.plan)


def _pilots(told: Told) -> Iterator[tree.Block]:
    for pilot, region in pilots_of_strategy(told.strategy, told.reader or AnonymousUser()):
        foreign = "" if pilot.language == told.language else pilot.language
        yield tree.Heading(pilot.title, 2, foreign)
        standing = (region.text, pilot.get_type_display(), pilot.get_status_display())
        yield tree.paragraph(" · ".join(map(str, standing)), "small")
        yield tree.paragraph(pilot.description, language=foreign)
        if pilot.lessons:
            yield tree.Callout(
                _("What it taught"), (tree.paragraph(pilot.lessons, language=foreign),)
            )


def _monitoring(told: Told) -> Iterator[tree.Block]:
    yield from indicators(told.plan)


_MORE: Final[dict[str, Callable[[Told], Iterator[tree.Block]]]] = {
    "profile": _profile,
    "regions": _profile,
    "assets": _map,
    "fields": _fields,
    "plan": _plan,
    "pilots": _pilots,
    "monitoring": _monitoring,
}
OF_THE_PLAN: Final = (_fields, _plan, _monitoring)
