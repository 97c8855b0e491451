"""What to call a place and its pieces on the pages of the register."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.text import slugify

from inducult.common.folding import fold
from inducult.common.languages import Said, best
from inducult.places.models import FormerSlug, Place

# A name of today comes before one of yesterday.
ORDER: Final = ("official", "exonym", "alternative", "historical")


def name_in(record: Mapping[str, Any], language: str) -> Said:
    """The name in a language or in the one that stands in for it; the slug if there is none."""
    texts: dict[str, str] = {}
    for name in sorted(record["names"], key=lambda name: ORDER.index(name["kind"])):
        texts.setdefault(name["language"], name["text"])
    return best(texts, language) or Said(record["slug"], "")


def free_slug(*words: str) -> str:
    """An address from the words that no place has or had."""
    stem = slugify(fold(" ".join(words)))[:80] or "place"
    taken = {
        *Place.objects.filter(slug__startswith=stem).values_list("slug", flat=True).order_by(),
        *FormerSlug.objects.filter(slug__startswith=stem).values_list("slug", flat=True).order_by(),
    }
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (stem, *numbered) if slug not in taken)
