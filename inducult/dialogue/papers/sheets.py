"""Sheets that the people in the room write on: stories, propositions, commitments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from inducult.common.documents import tree
from inducult.dialogue.models import Consent, Session
from inducult.dialogue.papers.receipts import Receipt, for_whoever_types, slip


def stories(session: Session, receipts: Iterable[Receipt]) -> tuple[tree.Block, ...]:
    """A page for each receipt."""
    return tuple(_paged(_story(session, receipt) for receipt in receipts))


def propositions(session: Session, number: int) -> tuple[tree.Block, ...]:
    """Pages on which a table writes what the region is like when it is at its best."""
    return tuple(_paged(_proposition(session) for _number in range(number)))


def commitments(session: Session, receipts: Iterable[Receipt]) -> tuple[tree.Block, ...]:
    """A page for each receipt."""
    return tuple(_paged(_commitment(session, receipt) for receipt in receipts))


def _paged(pages: Iterable[tuple[tree.Block, ...]]) -> Iterator[tree.Block]:
    for number, page in enumerate(pages):
        if number:
            yield tree.PageBreak()
        yield from page


def _story(session: Session, receipt: Receipt) -> tuple[tree.Block, ...]:
    return (
        tree.Heading(_("A story that went well")),
        *_topic(session),
        tree.Lines(_("Title")),
        tree.Lines(_("What happened?"), 6),
        tree.Lines(_("What made it possible?"), 3),
        tree.Lines(_("Who was involved?")),
        tree.Lines(_("Where and when?")),
        tree.Lines(_("A sentence that others may quote"), 2),
        tree.Lines(_("How I want to be named beside it (empty: not at all)")),
        *_consent(_("Who may read the story?")),
        *_consent(_("Who may read the quoted sentence?")),
        for_whoever_types(receipt),
        slip(receipt),
    )


def _proposition(session: Session) -> tuple[tree.Block, ...]:
    return (
        tree.Heading(_("Our proposition")),
        *_topic(session),
        tree.paragraph(
            _("Write as if it were so already: what is the region like when it is at its best?"),
            "lead",
        ),
        tree.Lines(_("Our sentence"), 5),
        tree.Lines(_("It grows from these stories and themes"), 3),
        tree.paragraph(_("A good proposition …")),
        tree.Choices(
            (
                _("grows from stories that were told"),
                _("says what we want"),
                _("is bold"),
                _("stands in the present tense"),
                _("says what is, not what is missing"),
                _("is concrete enough to be imagined"),
            )
        ),
    )


def _commitment(session: Session, receipt: Receipt) -> tuple[tree.Block, ...]:
    return (
        tree.Heading(_("My commitment")),
        *_topic(session),
        tree.Lines(_("I will"), 3),
        tree.Lines(_("Until when?")),
        tree.Lines(_("What I need for it"), 2),
        tree.Lines(_("What I can offer others"), 2),
        tree.Lines(pgettext("of a person", "Name")),
        *_consent(_("Who may read it?")),
        for_whoever_types(receipt),
        slip(receipt),
    )


def _topic(session: Session) -> tuple[tree.Block, ...]:
    return (tree.paragraph(session.topic, "lead", session.language),) if session.topic else ()


def _consent(question: str) -> tuple[tree.Block, ...]:
    """The narrowest circle stands first; no tick means the same."""
    hint = pgettext("consent on paper", "Without a tick: the focus group only.")
    choices = tuple(str(consent.label) for consent in Consent)
    said = tree.Paragraph((tree.Run(question, is_strong=True), tree.Run(f" {hint}")))
    return (said, tree.Choices(choices))
