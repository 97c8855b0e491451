"""The sheets of the catch-up page: which columns each has, and the rows that are kept already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from inducult.common.identifiers import new_identifier
from inducult.dialogue.models import Card, Consent, Sector, Session

EMPTY_ROWS: Final = 3  # for those who work without scripts


@dataclass(frozen=True)
class Column:
    """A field of a row. `widget` is text, words, date, number, tick or choice."""

    name: str
    label: Any
    widget: str = "text"
    choices: Any = ()
    length: int = 0


@dataclass(frozen=True)
class Cell:
    column: Column
    name: str
    value: str


@dataclass(frozen=True)
class SheetRow:
    known_by: str
    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Sheet:
    """All rows of one kind, an empty one last; `blank` is what the script copies."""

    kind: str
    title: Any
    help: Any
    columns: tuple[Column, ...]
    rows: tuple[SheetRow, ...]
    blank: SheetRow
    kept: int  # rows that are there already

    @property
    def takes_many(self) -> bool:
        """Whether several can be typed in one field, one a line."""
        return self.kind in MANY


MANY: Final = ("theme", "card", "concern")
CONSENT: Final = Column("consent", _("Who may read it"), "choice", Consent.choices)
THEMES: Final = Column("themes", _("Themes (numbers)"))
DOTS: Final = Column("dots", _("Dots"), "number")
RECEIPT: Final = Column("receipt", _("Receipt on the sheet"), length=60)
KINDS: Final[dict[str, tuple[Any, Any, tuple[Column, ...]]]] = {
    "seat": (
        _("Who was there"),
        _("Members of the group are known by their name; the sector follows."),
        (
            Column("name", pgettext_lazy("of a person", "Name"), "member", length=120),
            Column("sector", _("Sector"), "choice", Sector.choices),
        ),
    ),
    "theme": (
        _("Themes"),
        _("Their numbers join stories, cards and propositions to them."),
        (
            Column("title", pgettext_lazy("of a theme", "Theme"), length=160),
            Column("is_core", _("Positive core"), "tick"),
            DOTS,
        ),
    ),
    "story": (
        _("Stories"),
        _("A story is for the group unless its sheet says otherwise."),
        (
            Column("title", pgettext_lazy("of a story", "Title"), length=160),
            Column("happening", _("What happened"), "words", length=8000),
            Column("made_possible", _("What made it possible"), "words", length=4000),
            Column("quote", _("Quote"), length=600),
            THEMES,
            RECEIPT,
            CONSENT,
            Column("quote_consent", _("Who may read the quote"), "choice", Consent.choices),
        ),
    ),
    "card": (
        _("Cards"),
        _("One thought a card."),
        (
            Column("text", _("What the card says"), length=500),
            THEMES,
            Column("kind", pgettext_lazy("of a card", "Kind"), "choice", Card.Kind.choices),
            Column("ring", _("Ring of the map"), "choice", [("", "–"), *Card.Ring.choices]),
            CONSENT,
        ),
    ),
    "proposition": (
        _("Propositions"),
        _("Hints appear while you type; they never refuse."),
        (Column("text", _("The sentence"), "sentence", length=1200), THEMES, DOTS),
    ),
    "commitment": (
        _("Commitments"),
        _("Who does what, until when; what she or he needs and offers."),
        (
            Column("who", _("Who"), length=120),
            Column("what", _("What"), length=600),
            Column("until", _("Until"), "date"),
            Column("needs", pgettext_lazy("commitment", "Needs"), length=400),
            Column("offers", pgettext_lazy("commitment", "Offers"), length=400),
            RECEIPT,
            CONSENT,
        ),
    ),
    "concern": (
        _("Concerns"),
        _("The parking lot: put down, not argued away."),
        (
            Column("text", _("What was said"), length=1000),
            Column("may_be_reframed", _("May be turned into a question"), "tick"),
        ),
    ),
}


def sheets_of(session: Session) -> list[Sheet]:
    """All sheets with what is kept; what was taken back is not shown."""
    return [_sheet(session, kind) for kind in KINDS]


def _sheet(session: Session, kind: str) -> Sheet:
    title, help_text, columns = KINDS[kind]
    kept = [_kept(kind, columns, row, number) for number, row in _rows(session, kind)]
    last = max((row.number for row in kept), default=0)
    spare = [_blank(kind, columns, last + n) for n in range(1, EMPTY_ROWS + 1)]
    blank = _blank(kind, columns, 0, key="__key__")
    return Sheet(kind, title, help_text, columns, (*kept, *spare), blank, len(kept))


def _rows(session: Session, kind: str) -> Iterable[tuple[int, Any]]:
    if kind == "seat":
        rows: Any = session.participants.filter(erased_at=None).exclude(client_key="")
        return enumerate(rows.order_by("id"), 1)
    related = {"story": "stories"}.get(kind, f"{kind}s")
    rows = getattr(session, related)
    if kind in ("theme", "proposition"):  # also those of the room: what is typed names their number
        dots = dict(
            session.dots.filter(kind=kind, participant=None).values_list("subject", "number")
        )
        ordered = list(rows.order_by("order", "id"))
        for row in ordered:
            row.dots = dots.get(row.key)
        return [(row.order, row) for row in ordered]
    typed = rows.exclude(client_key="").filter(withdrawn_at=None)
    return enumerate(typed.order_by("id"), 1)


def _kept(kind: str, columns: Iterable[Column], row: Any, number: int) -> SheetRow:
    known_by = row.client_key or row.key
    cells = tuple(
        Cell(column, f"{kind}.{known_by}.{column.name}", _value(row, column)) for column in columns
    )
    return SheetRow(known_by, number, cells)


def _blank(kind: str, columns: Iterable[Column], number: int, key: str = "") -> SheetRow:
    key = key or f"f{new_identifier()}{new_identifier()}"
    cells = tuple(Cell(column, f"{kind}.{key}.{column.name}", "") for column in columns)
    return SheetRow(key, number, cells)


def _value(row: Any, column: Column) -> str:
    if column.name == "themes":
        themes = [row.theme] if isinstance(row, Card) else list(row.themes.order_by("order", "id"))
        return ", ".join(str(theme.order) for theme in themes if theme)
    value = getattr(row, column.name)
    if column.widget == "date":
        return value.isoformat() if value else ""
    if column.widget == "tick":
        return "on" if value else ""
    return "" if value is None else str(value)
