"""The papers of a session by name, each a document in the session's language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inducult.common.documents import tree
from inducult.dialogue.models import Session
from inducult.dialogue.models.spoken import new_receipt
from inducult.dialogue.papers import leading, sheets
from inducult.dialogue.papers.receipts import Receipt

MOST_COPIES: Final = 60
Blocks = tuple[tree.Block, ...]
AddressOf = Callable[[str], str]


@dataclass(frozen=True)
class Paper:
    """A kind of paper; `copies` is how many are offered, 0 where one is enough."""

    name: str
    title: str | Promise
    copies: int
    blocks: Callable[[Session, int, AddressOf], Blocks]
    size: tree.Paper = "a4"


def _receipts(number: int, address_of: AddressOf) -> list[Receipt]:
    codes = [new_receipt() for _number in range(number)]
    return [Receipt(code, address_of(code)) for code in codes]


def _everything(session: Session, copies: int, address_of: AddressOf) -> Blocks:
    """One of each, for the copier; the facilitator's plan first."""
    papers = [paper for paper in PAPERS if paper.name not in ("kit", "table-cards")]
    blocks: list[tree.Block] = []
    for paper in papers:
        number = copies if paper.copies else 1
        blocks += [*paper.blocks(session, number, address_of), tree.PageBreak()]
    return tuple(blocks[:-1])


PAPERS: Final = (
    Paper("kit", gettext_lazy("Everything in one file"), 1, _everything),
    Paper(
        "run-sheet",
        gettext_lazy("Run sheet"),
        0,
        lambda session, _copies, _address: leading.run_sheet(session),
    ),
    Paper(
        "guide",
        gettext_lazy("Interview guide"),
        0,
        lambda session, _copies, _address: leading.guide(session),
    ),
    Paper(
        "stories",
        gettext_lazy("Story sheets"),
        10,
        lambda session, copies, address: sheets.stories(session, _receipts(copies, address)),
    ),
    Paper(
        "propositions",
        gettext_lazy("Proposition sheets"),
        5,
        lambda session, copies, _address: sheets.propositions(session, copies),
    ),
    Paper(
        "commitments",
        gettext_lazy("Commitment cards"),
        10,
        lambda session, copies, address: sheets.commitments(session, _receipts(copies, address)),
        size="a5",
    ),
    Paper(
        "table-cards",
        gettext_lazy("Table cards"),
        6,
        lambda session, copies, _address: leading.table_cards(session, copies),
        size="a5",
    ),
)
BY_NAME: Final = {paper.name: paper for paper in PAPERS}


def printed(paper: Paper, session: Session, copies: int, address_of: AddressOf) -> tree.Document:
    """The paper as a document in the language of the session."""
    number = max(1, min(copies, MOST_COPIES))
    with translation.override(session.language):
        return tree.Document(
            title=session.title,
            subtitle=str(paper.title),
            language=session.language,
            mark=example_mark() if session.is_example else "",
            paper=paper.size,
            has_title=False,
            blocks=paper.blocks(session, number, address_of),
        )


def example_mark() -> str:
    """What stands on every page of an example."""
    return _("Example: invented to show the shape")
