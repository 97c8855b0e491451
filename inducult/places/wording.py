"""Pieces of a record in words, for differences, histories and queues."""

from __future__ import annotations

from typing import Any, Final

from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from inducult.common.languages import OWN_NAMES
from inducult.common.models import Origin
from inducult.partnership.models import Area, Role
from inducult.places import vocabulary
from inducult.places.terms import load_terms

# Every field of the record has its word here; a test sees to it.
LABELS: Final[dict[str, Any]] = {
    "slug": _("Address of the page"),
    "names": _("Names"),
    "texts": _("Text"),
    "types": _("Types"),
    "areas": _("Thematic areas"),
    "position": _("Position"),
    "share_alike_position": _("Position from OpenStreetMap"),
    "footprint": _("Outline"),
    "address": _("Address"),
    "nuts3": _("Statistical region (NUTS 3)"),
    "regions": _("Regions"),
    "operator": _("Operator"),
    "ownership": _("Owner"),
    "protection": _("Protection as a monument"),
    "endangered": _("At risk"),
    "identifiers": _("Identifiers elsewhere"),
    "website": _("Website"),
    "phone": _("Telephone"),
    "phases": _("Phases"),
    "visit": _("Visit"),
    "offers": _("Offers"),
    "events": _("Events"),
    "media": _("Pictures"),
    "relations": _("Related places"),
    "facts": _("Facts with their source"),
    "sources": _("Sources"),
    "confidence": _("How sure we are"),
    "doubts": _("Doubts"),
    "stories": _("Stories"),
}
INNER: Final[dict[tuple[str, str], Any]] = {
    ("address", "street"): _("Street and number"),
    ("address", "postal_code"): _("Postal code"),
    ("address", "municipality"): _("Town or municipality"),
    ("address", "country"): _("Country"),
    ("texts", "summary"): _("Summary"),
    ("texts", "description"): _("Description"),
    ("visit", "state"): pgettext_lazy("of visitors", "Access"),
    ("visit", "opening_hours"): _("Opening hours"),
    ("visit", "hours_source"): _("Source of the opening hours"),
    ("visit", "hours_valid_from"): _("Opening hours hold from"),
    ("visit", "hours_valid_to"): _("Opening hours hold until"),
    ("visit", "checked_on"): _("Last checked on"),
    ("visit", "checked_by"): _("Last checked by"),
    ("visit", "duration_min"): _("Length of a visit in minutes"),
    ("visit", "last_entry_min"): _("Last entry before closing, in minutes"),
    ("visit", "guided"): _("With or without a guide"),
    ("visit", "booking"): _("Booking"),
    ("visit", "booking_lead_days"): _("Book ahead, in days"),
    ("visit", "booking_url"): _("Page for booking"),
    ("visit", "price_note"): _("Note on prices"),
    ("visit", "prices"): _("Prices"),
    ("visit", "languages"): _("Languages of the visit"),
    ("visit", "group_min"): _("Smallest group"),
    ("visit", "group_max"): _("Largest group"),
    ("visit", "group_note"): _("Note on groups"),
    ("visit", "min_age"): _("Youngest age"),
    ("visit", "accessibility"): _("Accessibility"),
    ("visit", "accessibility_note"): _("Note on accessibility"),
    ("visit", "safety"): _("Safety and clothing"),
    ("visit", "safety_note"): _("Note on safety"),
}


def _of(choices: type[models.TextChoices]) -> dict[str, Any]:
    return {str(code): label for code, label in choices.choices}


# Lists whose codes have words, by the end of the path to the value.
CODES: Final[dict[str, dict[str, Any]]] = {
    "phases.state": _of(vocabulary.PhaseState),
    "visit.state": _of(vocabulary.VisitState),
    "visit.guided": _of(vocabulary.Guided),
    "visit.booking": _of(vocabulary.Booking),
    "visit.languages": OWN_NAMES,
    "visit.checked_by": _of(Role),
    "visit.accessibility": _of(vocabulary.Degree),
    "visit.safety": {
        **_of(vocabulary.Degree),
        "required": pgettext_lazy("safety equipment", "required"),
        "provided": pgettext_lazy("safety equipment", "lent at the place"),
        "recommended": pgettext_lazy("safety equipment", "recommended"),
    },
    "language": OWN_NAMES,
    "names.kind": _of(vocabulary.NameKind),
    "offers.kind": _of(vocabulary.OfferKind),
    "audiences": _of(vocabulary.Audience),
    "relations.kind": _of(vocabulary.RelationKind),
    "precision": _of(vocabulary.Precision),
    "regions.found_by": _of(vocabulary.FoundBy),
    "ownership": _of(vocabulary.Ownership),
    "areas": _of(Area),
    "origin": _of(Origin),
}
# Values that are features by name.
FEATURES: Final[dict[str, dict[str, Any]]] = {
    "accessibility": _of(vocabulary.Access),
    "safety": _of(vocabulary.Safety),
}
TEXT: Final = {"text", "origin", "translation"}
NOTHING: Final[tuple[Any, ...]] = (None, "", [], {})


def label_of(path: tuple[str, ...]) -> str:
    """What a piece is called; a text names its language."""
    label = INNER.get((path[0], path[1])) if len(path) > 1 else None
    words = str(label or LABELS[path[0]])
    return f"{words} ({OWN_NAMES.get(path[2], path[2])})" if len(path) > 2 else words


def worded(path: tuple[str, ...], value: Any) -> list[str]:
    """The value as lines of words; an empty list for what is not known."""
    if value in NOTHING:
        return []
    if isinstance(value, list):
        return [" · ".join(worded(path, entry)) for entry in value]
    if isinstance(value, dict):
        return _told(value) if set(value) >= TEXT else _pairs(path, value)
    if isinstance(value, bool):
        return [str(pgettext_lazy("answer", "yes") if value else pgettext_lazy("answer", "no"))]
    return [_word(path, value)]


def _told(text: dict[str, Any]) -> list[str]:
    """A text, and of a translation how it was made and who has checked it."""
    made = text["translation"]
    if not made and text["origin"] != Origin.MACHINE:
        return [str(text["text"])]
    made = made or {"of": "", "engine": "", "checked_by": ""}
    notes: list[Any] = [
        _("from: %(language)s") % {"language": OWN_NAMES.get(made["of"], made["of"])}
    ]
    if text["origin"] == Origin.MACHINE:
        notes = [f"{Origin.MACHINE.label} {made['engine']}".strip(), *notes]
    role = CODES["visit.checked_by"].get(made["checked_by"], made["checked_by"])
    notes += [
        _("checked by: %(role)s") % {"role": role}
        if role
        else pgettext_lazy("translation", "not checked")
    ]
    return [f"{text['text']} ({'; '.join(str(note) for note in notes)})"]


def _pairs(path: tuple[str, ...], value: dict[str, Any]) -> list[str]:
    """The parts of an entry; of a list of features each with its name."""
    names = FEATURES.get(path[-1])
    if names is None:
        return [line for key, inner in value.items() for line in worded((*path, key), inner)]
    lines = [(key, line) for key, inner in value.items() for line in worded(path, inner)]
    return [f"{names.get(key, key)}: {line}" for key, line in lines]


def _word(path: tuple[str, ...], value: Any) -> str:
    """A code of one of our lists in words; anything else as it is written."""
    names = [".".join(path[at:]) for at in range(len(path))]
    lists = (CODES[name] for name in names if name in CODES)
    words: Any = next(lists, {}).get(value) if isinstance(value, str) else None
    if words is None and path[-1] in ("types", "as_type") and value in load_terms():
        words = load_terms()[value].labels[get_language() or "en"]
    return str(words or value)
