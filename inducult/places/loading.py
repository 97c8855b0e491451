"""Load the taxonomy into the register."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from inducult.common.history import Actor, Trace, keep
from inducult.places.models import TaxonomyTerm
from inducult.places.terms import Term, load_terms

FIRST_VALID: Final = date(2026, 11, 22)  # the day of the first taxonomy


@transaction.atomic
def load_taxonomy(*, by: Actor) -> tuple[int, int, int]:
    """Bring the register in step with the file: how many terms were added, changed and ended."""
    known = {term.code: term for term in TaxonomyTerm.objects.all()}
    before = {code: _value(term) for code, term in known.items()}
    terms = load_terms()
    added = [_row(term, known) for code, term in terms.items() if code not in known]
    # Themes stand before their types in the file, so parents exist when children come.
    TaxonomyTerm.objects.bulk_create(added)
    changed = [row for code, row in known.items() if code in terms and _update(row, terms[code])]
    TaxonomyTerm.objects.bulk_update(changed, ["labels", "mappings", "parent", "valid_to"])
    gone = [code for code, row in known.items() if code not in terms and row.valid_to is None]
    TaxonomyTerm.objects.filter(code__in=gone).update(valid_to=timezone.localdate())
    after = {term.code: _value(term) for term in TaxonomyTerm.objects.all()}
    traces = (Trace("load", "term", code, before.get(code), after[code]) for code in after)
    keep(traces, by=by, reason="packaged taxonomy")
    return len(added), len(changed), len(gone)


def _value(term: TaxonomyTerm) -> dict[str, Any]:
    """What history keeps of a term."""
    return {
        "parent": term.parent_id,
        "labels": term.labels,
        "mappings": term.mappings,
        "valid_from": term.valid_from.isoformat(),
        "valid_to": term.valid_to.isoformat() if term.valid_to else None,
    }


def _row(term: Term, known: dict[str, TaxonomyTerm]) -> TaxonomyTerm:
    return TaxonomyTerm(
        code=term.code,
        parent_id=term.parent or None,
        labels=term.labels,
        mappings=_lists(term),
        valid_from=timezone.localdate() if known else FIRST_VALID,
    )


def _update(row: TaxonomyTerm, term: Term) -> bool:
    """Take over what the file says; whether anything differed."""
    new = (term.labels, _lists(term), term.parent or None, None)
    if (row.labels, row.mappings, row.parent_id, row.valid_to) == new:
        return False
    row.labels, row.mappings, row.parent_id, row.valid_to = new
    return True


def _lists(term: Term) -> dict[str, list[str]]:
    return {scheme: list(codes) for scheme, codes in term.mappings.items()}
