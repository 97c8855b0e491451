"""The columns of the table: what of a place stands in them, and how a cell changes the place.

What has rows of its own (offers, events, prices, pictures, relations, sources) is kept on the pages
of the place; everything that is one value, a short list or one text per language stands here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from inducult.common.languages import CODES, OWN_NAMES
from inducult.common.models import Origin
from inducult.common.translations import rewritten
from inducult.partnership.models import Area, Region
from inducult.places import vocabulary
from inducult.places.exchange import cells
from inducult.places.models import Place, Visit
from inducult.places.sections.about import SURE
from inducult.places.sections.position import LICENCES
from inducult.places.terms import load_terms
from inducult.places.vocabulary import FoundBy, NameKind
from inducult.places.wording import FEATURES, INNER, LABELS, label_of

Record = dict[str, Any]
IDENTIFIER: Final = "id"
STATE: Final = "state"  # of the register when the table was taken out
SLUG: Final = "slug"
FIXED: Final = (IDENTIFIER, STATE, SLUG)
POINT: Final = ("lat", "lon", "precision", "source", "licence")
LONGEST_TEXT: Final = 20_000
# In a language a place is called by its official name, else by what others call it.
CALLED: Final = (NameKind.OFFICIAL.value, NameKind.EXONYM.value)


@dataclass(frozen=True)
class Column:
    """A column by its name in the file, which is the same in every language."""

    name: str
    label: Callable[[], str]
    cell: Any
    get: Callable[[Record], Any]
    put: Callable[[Record, Any], Record]

    def shown(self, record: Record) -> Any:
        """What stands in the cell of the place."""
        return self.cell.shown(self.get(record))

    def touched(self, record: Record, cell: Any) -> bool:
        """Whether somebody changed the cell."""
        return bool(self.cell.plain(cell) != self.cell.plain(self.shown(record)))

    def applied(self, record: Record, cell: Any) -> Record:
        """The record as the cell wants it. Raises Unreadable."""
        return self.put(record, self.cell.read(cell))


@cache
def columns(languages: tuple[str, ...]) -> dict[str, Column]:
    """All columns that can be changed, in their order, with names and texts in these languages."""
    named = [_named(language) for language in languages]
    texts = [
        _text(field, language) for field in ("summary", "description") for language in languages
    ]
    return {column.name: column for column in [*named, *PLAIN, *texts]}


def every_column() -> dict[str, Column]:
    """All columns that a file may have."""
    return columns(tuple(CODES))


# --- a value of the place, of its address, its visit ----------------------------------------------
def _own(name: str, cell: Any) -> Column:
    def put(record: Record, value: Any) -> Record:
        return {**record, name: value}

    return Column(name, lambda: label_of((name,)), cell, lambda record: record[name], put)


def _inside(group: str, name: str, cell: Any, called: str = "") -> Column:
    def put(record: Record, value: Any) -> Record:
        return {**record, group: {**record[group], name: value}}

    def label() -> str:
        return str(INNER[group, name])

    return Column(called or name, label, cell, lambda record: record[group][name], put)


def _feature(name: str) -> Column:
    """One feature of accessibility; an empty cell says that it is not known."""
    inner = "accessibility"

    def get(record: Record) -> Any:
        return record["visit"][inner].get(name, "")

    def put(record: Record, value: Any) -> Record:
        rest = {key: each for key, each in record["visit"][inner].items() if key != name}
        features = {**rest, name: value} if value else rest
        return {**record, "visit": {**record["visit"], inner: features}}

    label = FEATURES[inner][name]
    return Column(f"access.{name}", lambda: str(label), cells.Choice(_degrees), get, put)


def _point(name: str, label: Any, cell: Any) -> Column:
    """A part of the position; without both numbers there is none."""

    def get(record: Record) -> Any:
        point = record["position"]
        return point[name] if point else (None if name in ("lat", "lon") else "")

    def put(record: Record, value: Any) -> Record:
        point = record["position"] or {"lon": None, "lat": None, **dict.fromkeys(POINT[2:], "")}
        return {**record, "position": {**point, name: value}}

    return Column(f"position.{name}", lambda: str(label()), cell, get, put)


def _regions(record: Record, codes: list[str]) -> Record:
    """Those that were there stay as they were found; new ones are named by a person."""
    known = {entry["code"]: entry for entry in record["regions"]}
    named = {code: {"code": code, "found_by": FoundBy.PERSON.value} for code in codes}
    return {**record, "regions": [known.get(code, named[code]) for code in codes]}


def _phases(record: Record, phases: list[Record]) -> Record:
    """A phase whose line nobody touched stays as it is, with the line breaks of its note."""
    kind = cells.Phases()
    known = {kind.shown([phase]): phase for phase in record["phases"]}
    return {**record, "phases": [known.get(kind.shown([phase]), phase) for phase in phases]}


# --- names and texts ------------------------------------------------------------------------------
def _named(language: str) -> Column:
    """What the place is called in a language."""

    def get(record: Record) -> Any:
        at = _place_of_name(record, language)
        return "" if at is None else record["names"][at]["text"]

    def put(record: Record, value: Any) -> Record:
        at, names = _place_of_name(record, language), list(record["names"])
        if at is None:
            kind = NameKind.EXONYM if _has_official(record) else NameKind.OFFICIAL
            names.append(_name(language, kind.value, value))
        elif value:
            names[at] = _name(language, names[at]["kind"], value)
        else:
            del names[at]
        return {**record, "names": names}

    label = lambda: f"{pgettext('of a place', 'Name')} ({OWN_NAMES[language]})"  # noqa: E731 -- as the others
    return Column(f"name.{language}", label, cells.Words(300), get, put)


def _name(language: str, kind: str, text: str) -> Record:
    return {"language": language, "kind": kind, "text": text, "origin": Origin.PERSON.value}


def _place_of_name(record: Record, language: str) -> int | None:
    for kind in CALLED:
        for at, name in enumerate(record["names"]):
            if (name["language"], name["kind"]) == (language, kind):
                return at
    return None


def _has_official(record: Record) -> bool:
    return any(name["kind"] == NameKind.OFFICIAL for name in record["names"])


def _text(field: str, language: str) -> Column:
    """Summary or description in a language; what a person changed is hers."""
    key = (field, language)

    def get(record: Record) -> Any:
        found = (text["text"] for text in record["texts"] if _key(text) == key)
        return next(found, "")

    def put(record: Record, value: Any) -> Record:
        before = next((text for text in record["texts"] if _key(text) == key), None)
        written = {"field": field, **rewritten(before, language, value)}
        texts = [written if _key(text) == key else text for text in record["texts"]]
        if written not in texts:
            texts.append(written)
        return {**record, "texts": [text for text in texts if text["text"]]}

    def label() -> str:
        return label_of(("texts", field, language))

    return Column(f"{field}.{language}", label, cells.Words(LONGEST_TEXT), get, put)


def _key(text: Mapping[str, Any]) -> tuple[str, str]:
    return text["field"], text["language"]


# --- lists to choose from, in the language of the page --------------------------------------------
def _of(choices: Any) -> Callable[[], dict[str, Any]]:
    return lambda: {str(code): label for code, label in choices}


def _degrees() -> dict[str, Any]:
    return {"": "", **dict(vocabulary.Degree.choices)}


def _terms() -> dict[str, Any]:
    language = get_language() or "en"
    return {code: term.labels[language] for code, term in load_terms().items()}


def _region_names() -> dict[str, Any]:
    language = get_language() or "en"
    regions = Region.objects.prefetch_related("texts").order_by("code")
    return {region.code: region.name_in(language).text for region in regions}


def _words(model: Any, name: str) -> cells.Words:
    return cells.Words(model._meta.get_field(name).max_length or cells.LONGEST)


def _inner_words(name: str) -> Column:
    return _inside("visit", name, _words(Visit, name))


def _number(name: str) -> Column:
    return _inside("visit", name, cells.Whole())


UNKNOWN: Final = "unknown"
NOTHING: Final = ("", "")
PLAIN: Final = (
    Column(
        "types",
        lambda: str(LABELS["types"]),
        cells.Several(_terms),
        lambda r: r["types"],
        lambda r, value: {**r, "types": value},
    ),
    _own("areas", cells.Several(_of(Area.choices))),
    Column(
        "regions",
        lambda: str(LABELS["regions"]),
        cells.Several(_region_names),
        lambda r: [entry["code"] for entry in r["regions"]],
        _regions,
    ),
    Column("phases", lambda: str(LABELS["phases"]), cells.Phases(), lambda r: r["phases"], _phases),
    _point("lat", lambda: _("Latitude in degrees"), cells.Degrees(90)),
    _point("lon", lambda: _("Longitude in degrees"), cells.Degrees(180)),
    _point(
        "precision",
        lambda: _("How exact"),
        cells.Choice(_of([NOTHING, *vocabulary.Precision.choices])),
    ),
    _point("source", lambda: _("Where the position comes from"), cells.Words(500)),
    _point(
        "licence", lambda: _("Licence"), cells.Choice(_of([NOTHING, *((c, c) for c in LICENCES)]))
    ),
    _inside("address", "street", _words(Place, "street")),
    _inside("address", "postal_code", _words(Place, "postal_code")),
    _inside("address", "municipality", _words(Place, "municipality")),
    _inside("address", "country", cells.Country(2)),
    _own("operator", _words(Place, "operator")),
    _own("ownership", cells.Choice(_of(vocabulary.Ownership.choices), UNKNOWN)),
    _own("protection", _words(Place, "protection")),
    _own("endangered", cells.Truth()),
    _own("website", cells.Address(500)),
    _own("phone", _words(Place, "phone")),
    _own("confidence", cells.Choice(_of(SURE))),
    _own("doubts", cells.Words(4_000)),
    _inside(
        "visit", "state", cells.Choice(_of(vocabulary.VisitState.choices), UNKNOWN), "visit_state"
    ),
    _inside("visit", "opening_hours", cells.Hours(500)),
    _inner_words("hours_source"),
    _inside("visit", "hours_valid_from", cells.Day()),
    _inside("visit", "hours_valid_to", cells.Day()),
    _inside("visit", "checked_on", cells.Looked(24)),
    _number("duration_min"),
    _number("last_entry_min"),
    _inside("visit", "guided", cells.Choice(_of(vocabulary.Guided.choices), UNKNOWN)),
    _inside("visit", "booking", cells.Choice(_of(vocabulary.Booking.choices), UNKNOWN)),
    _number("booking_lead_days"),
    _inside("visit", "booking_url", cells.Address(500)),
    _inner_words("price_note"),
    _inside("visit", "languages", cells.Several(lambda: OWN_NAMES)),
    _number("group_min"),
    _number("group_max"),
    _inner_words("group_note"),
    _number("min_age"),
    *(_feature(str(name)) for name in vocabulary.Access.values),
    _inner_words("accessibility_note"),
    _inner_words("safety_note"),
)


def header(names: Collection[str]) -> list[str]:
    """The first row of a file."""
    return [*FIXED, *names]
