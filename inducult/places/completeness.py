"""What a place needs before the public may see it, and what would make its page better.

Each check is one question to the record, with the reason why it is asked and the page of the
editor on which it is answered. Looks at the record alone: no query, no clock but the day given.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from inducult.common.languages import OF_COUNTRY
from inducult.places.freshness import VISITABLE, verdict_on
from inducult.places.vocabulary import VisitState

Record = dict[str, Any]


@dataclass(frozen=True)
class Check:
    """A question to the record; a `must` has to hold before the place is published."""

    code: str
    section: str  # of the editor
    label: Any
    why: Any
    holds: Callable[[Record], bool]
    must: bool = False


@dataclass(frozen=True)
class Completeness:
    """What of the checks does not hold, and how many there are."""

    missing: tuple[Check, ...]
    advised: tuple[Check, ...]
    asked: int

    @property
    def may_be_published(self) -> bool:
        return not self.missing

    @property
    def held(self) -> int:
        return self.asked - len(self.missing) - len(self.advised)


class Incomplete(RuntimeError):
    """A place that lacks what the public needs was to be published."""

    def __init__(self, identifier: str, missing: tuple[Check, ...]) -> None:
        super().__init__(f"{identifier}: {', '.join(check.code for check in missing)}")
        self.missing = missing


def completeness_of(record: Record) -> Completeness:
    """Hold the record against every check."""
    failed = [check for check in CHECKS if not check.holds(record)]
    return Completeness(
        missing=tuple(check for check in failed if check.must),
        advised=tuple(check for check in failed if not check.must),
        asked=len(CHECKS),
    )


def ask_complete(record: Record) -> None:
    """Raises Incomplete while a must is missing."""
    if missing := completeness_of(record).missing:
        raise Incomplete(record["id"], missing)


def is_getting_old(record: Record, today: date) -> bool:
    """A place that one can visit, of whose visit something is no longer fresh."""
    verdict = verdict_on(record["visit"], today)
    return verdict is not None and not verdict.is_fresh


def _has_summary(record: Record, *languages: str) -> bool:
    return any(
        text["field"] == "summary" and text["language"] in languages and text["text"].strip()
        for text in record["texts"]
    )


def _has_own_summary(record: Record) -> bool:
    """In a language of the country; English will do where the country is none of ours."""
    return _has_summary(record, *OF_COUNTRY.get(record["address"]["country"], ("en",)))


def _positions(record: Record) -> list[Record]:
    return [record[name] for name in ("position", "share_alike_position") if record[name]]


def _hours_are_told(record: Record) -> bool:
    visit = record["visit"]
    return visit["state"] != VisitState.OPEN or bool(visit["opening_hours"])


def _visit_was_checked(record: Record) -> bool:
    return record["visit"]["state"] not in VISITABLE or bool(record["visit"]["checked_on"])


def _all_pictures(record: Record, name: str) -> bool:
    return all(medium[name] for medium in record["media"])


def _pictures_have_words(record: Record) -> bool:
    """In English or a language of the country: those to which other readers are led."""
    enough = {"en", *OF_COUNTRY.get(record["address"]["country"], ())}
    return all(
        any(text["language"] in enough and text["text"].strip() for text in medium["alt"])
        for medium in record["media"]
    )


# In the order of the panel: what must be, then what should.
CHECKS: Final = (
    Check(
        "name",
        "names",
        _("A name"),
        _("Without a name nobody finds the place or can speak of it."),
        lambda record: any(name["text"].strip() for name in record["names"]),
        must=True,
    ),
    Check(
        "type",
        "types",
        _("A type"),
        _("Searches, filters and the symbol on the map follow from the type."),
        lambda record: bool(record["types"]),
        must=True,
    ),
    Check(
        "position",
        "position",
        _("A position"),
        _("A place without a position is on no map; the middle of its town will do at first."),
        lambda record: bool(_positions(record)),
        must=True,
    ),
    Check(
        "position_licence",
        "position",
        _("A licence of the position"),
        _("Others may use our data only if we know that we may pass it on."),
        lambda record: all(position["licence"] for position in _positions(record)),
        must=True,
    ),
    Check(
        "country",
        "position",
        _("A country"),
        _("Holidays, languages and the numbering of houses follow from the country."),
        lambda record: bool(record["address"]["country"]),
        must=True,
    ),
    Check(
        "source",
        "sources",
        _("A source"),
        _("Readers must be able to check what we say; one page or book is enough."),
        lambda record: any(source["url"] for source in record["sources"]),
        must=True,
    ),
    Check(
        "picture_licence",
        "media",
        _("Author and licence of each picture"),
        _("A picture may be shown only when its author allows it, and is named."),
        lambda record: _all_pictures(record, "author") and _all_pictures(record, "licence"),
        must=True,
    ),
    Check(
        "picture_text",
        "media",
        _("Each picture in words"),
        _(
            "Who cannot see the picture reads or hears these words instead; they are needed in"
            " English or in the language of the country, the other languages fall back to them."
        ),
        _pictures_have_words,
        must=True,
    ),
    Check(
        "summary_en",
        "texts",
        _("A summary in English"),
        _("English stands in wherever a language has no text of its own."),
        lambda record: _has_summary(record, "en"),
    ),
    Check(
        "summary_own",
        "texts",
        _("A summary in the language of the country"),
        _("The people who live there should read about it in their own language."),
        _has_own_summary,
    ),
    Check(
        "phases",
        "lifecycle",
        _("The life of the place"),
        _("Only phases with years show what the place was, is and will be."),
        lambda record: bool(record["phases"]),
    ),
    Check(
        "visit",
        "hours",
        _("Whether it can be visited"),
        _("It is the first thing that visitors ask."),
        lambda record: record["visit"]["state"] != VisitState.UNKNOWN,
    ),
    Check(
        "hours",
        "hours",
        _("Opening hours"),
        _("“Open now” and plans of a day can only count places whose hours are known."),
        _hours_are_told,
    ),
    Check(
        "checked",
        "hours",
        _("When the visit was last checked"),
        _("Visitors trust hours that carry a date."),
        _visit_was_checked,
    ),
    Check(
        "website",
        "about",
        _("A website"),
        _("Prices and short-notice changes stand there first."),
        lambda record: bool(record["website"]),
    ),
    Check(
        "picture",
        "media",
        _("A picture"),
        _("A picture tells at a glance whether a journey is worth it."),
        lambda record: bool(record["media"]),
    ),
)
BY_CODE: Final = {check.code: check for check in CHECKS}
