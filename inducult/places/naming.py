"""What to call a place and its pieces on the pages of the register."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from inducult.common.languages import Said, best

# A name of today comes before one of yesterday.
ORDER: Final = ("official", "exonym", "alternative", "historical")


def name_in(record: Mapping[str, Any], language: str) -> Said:
    """The name in a language or in the one that stands in for it; the slug if there is none."""
    texts: dict[str, str] = {}
    for name in sorted(record["names"], key=lambda name: ORDER.index(name["kind"])):
        texts.setdefault(name["language"], name["text"])
    return best(texts, language) or Said(record["slug"], "")
