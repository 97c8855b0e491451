"""What leads through a session on paper: interview guide, the facilitator's plan, table cards."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from inducult.common.documents import tree
from inducult.dialogue.models import Session
from inducult.dialogue.phases import Step, minutes_of, starts, steps_from


def guide(session: Session) -> tuple[tree.Block, ...]:
    """The questions of the interview, each with room for notes."""
    return (
        tree.Heading(_("Interview guide")),
        tree.paragraph(session.topic, "lead", session.language),
        tree.Callout(
            _("How it goes"),
            (
                tree.bullets(
                    [
                        _("Interview each other; change over at half time."),
                        _("Ask for a story, and listen for what made it possible."),
                        _("Do not discuss and do not improve; ask: and what else?"),
                        _("Write down a sentence that struck you, word for word."),
                        _("Afterwards you retell your partner's story, not your own."),
                    ]
                ),
            ),
        ),
        *(tree.Lines(f"{number}. {asked}", 4) for number, asked in enumerate(session.guide, 1)),
    )


def run_sheet(session: Session) -> tuple[tree.Block, ...]:
    """The facilitator's plan: when, how long, what is asked, how it is led."""
    steps = steps_from(session.steps)
    whole = minutes_of(steps)
    length = ngettext("%(number)d minute", "%(number)d minutes", whole) % {"number": whole}
    columns = (
        tree.Column(pgettext("run sheet", "Time"), 1),
        tree.Column(pgettext("run sheet", "Minutes"), 1, "end"),
        tree.Column(pgettext("run sheet", "Step"), 2.6),
        tree.Column(pgettext("run sheet", "Question"), 3.6),
        tree.Column(pgettext("run sheet", "How it is led"), 4),
    )
    rows = tuple(
        _row(session, step, start) for step, start in zip(steps, starts(steps), strict=True)
    )
    return (
        tree.Wide(
            (
                tree.Heading(_("Run sheet")),
                tree.paragraph(f"{session.title} · {length}", "lead", session.language),
                *_frames(session),
                tree.Table(columns, rows),
            )
        ),
    )


def table_cards(session: Session, tables: int) -> tuple[tree.Block, ...]:
    """A page for each table, to be folded and set up: its number, the topic, what is asked."""
    questions = [step.question for step in steps_from(session.steps) if step.question]
    pages: list[tree.Block] = []
    for number in range(1, tables + 1):
        pages += [
            tree.paragraph(_("Table %(number)d") % {"number": number}, "loud"),
            tree.paragraph(session.topic, "lead", session.language),
            tree.bullets(questions),
            tree.PageBreak(),
        ]
    return tuple(pages[:-1])


def _frames(session: Session) -> tuple[tree.Block, ...]:
    said = ((_("It came as"), session.problem), (_("The topic"), session.topic))
    return tuple(
        tree.Paragraph((tree.Run(f"{name}: ", is_strong=True), tree.Run(text)))
        for name, text in said
        if text
    )


def _row(session: Session, step: Step, start: int) -> tuple[tree.Words, ...]:
    texts = (str(step.minutes), step.title, step.question, step.guidance)
    return (tree.strong(_clock(session, start)), *(tree.words(text) for text in texts))


def _clock(session: Session, after: int) -> str:
    """The time of day where there is a meeting, else hours and minutes from the beginning."""
    begin: datetime | None = session.meeting.starts_at if session.meeting else None
    if begin is None:
        return f"{after // 60}:{after % 60:02}"
    return time_format(timezone.localtime(begin + timedelta(minutes=after)), "TIME_FORMAT")
