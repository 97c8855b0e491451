"""Load the taxonomy into the register."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.db import transaction
from django.utils import timezone

from inducult.places.models import TaxonomyTerm
from inducult.places.terms import Term, load_terms

FIRST_VALID: Final = date(2026, 11, 22)  # the day of the first taxonomy


@transaction.atomic
def load_taxonomy() -> tuple[int, int, int]:
    """Bring the register in step with the file: how many terms were added, changed and ended."""
    known = {term.code: term for term in TaxonomyTerm.objects.all()}
    terms = load_terms()
    added = [_row(term, known) for code, term in terms.items() if code not in known]
    # Themes stand before their types in the file, so parents exist when children come.
    TaxonomyTerm.objects.bulk_create(added)
    changed = [row for code, row in known.items() if code in terms and _update(row, terms[code])]
    TaxonomyTerm.objects.bulk_update(changed, ["labels", "mappings", "parent", "valid_to"])
    gone = [code for code, row in known.items() if code not in terms and row.valid_to is None]
    TaxonomyTerm.objects.filter(code__in=gone).update(valid_to=timezone.localdate())
    return len(added), len(changed), len(gone)


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
