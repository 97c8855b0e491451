"""Runs and suggestions in words."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from inducult.harvest.licences import Layer
from inducult.harvest.models import Run, Suggestion

# What became of the records of a run, in the order of its page.
COUNTS: Final = {
    "new": _("new places"),
    "change": _("changes of fields"),
    "related": _("related, not the same"),
    "conflict": _("in conflict"),
    "gone": _("gone from the source"),
    "same": _("nothing to change"),
    "decided": _("decided before"),
    "left_out": _("left out"),
}
# Kinds of what was mended or left out; one without a word is shown as it is.
FAULTS: Final = {
    "not_ours": _("no industrial culture"),
    "no_position": _("no position and no town that we know"),
    "no_name": _("no name"),
    "no_key": _("no key of its own"),
    "never_built": _("never built"),
    "not_yet": _("only planned"),
    "twice": _("the same key twice"),
    "outside": _("position outside the country, not taken"),
    "mended": _("position mended"),
    "hours": _("opening hours that no machine reads"),
    "website": _("no web address"),
    "long_name": _("name cut"),
    "unknown_country": _("unknown country"),
}
LAYERS: Final = {
    Layer.OPEN: pgettext_lazy("licence", "open"),
    Layer.SHARE_ALIKE: pgettext_lazy("licence", "share-alike: a layer of its own"),
    Layer.NON_COMMERCIAL: pgettext_lazy("licence", "non-commercial: a layer of its own"),
}


def reasons(suggestion: Suggestion) -> str:
    """Why the two are held for the same, as one sentence in the language of the page."""
    clauses = [gettext(c["message"]).format(**c["values"]) for c in suggestion.because]
    text = ", ".join(clauses)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def counted(run: Run) -> list[tuple[str, Any, int]]:
    """What became of the records: code, words and number, without what did not happen."""
    return [
        (code, words, run.counts[code]) for code, words in COUNTS.items() if run.counts.get(code)
    ]


def fault_words(kind: str) -> str:
    return str(FAULTS.get(kind, kind.replace("_", " ")))
