"""What waits for whom, in the order in which it is decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import QuerySet

from inducult.harvest.models import Suggestion
from inducult.harvest.queries import decidable_by

LONGEST: Final = 60
ASKED: Final = {"run": "run__key", "source": "source", "region": "region", "kind": "kind"}


@dataclass(frozen=True)
class Queue:
    """The open suggestions that a person may decide, as far as the address asks for them."""

    person: Any
    asked: Mapping[str, str]

    @classmethod
    def of(cls, person: Any, words: Mapping[str, str]) -> Queue:
        """From an address; what it cannot mean is left out of it."""
        asked = {name: words.get(name, "").replace("\0", "")[:LONGEST] for name in ASKED}
        return cls(person, {name: value for name, value in asked.items() if value})

    @property
    def query(self) -> str:
        """The question for the end of an address, with its mark."""
        return f"?{urlencode(self.asked)}" if self.asked else ""

    def waiting(self) -> QuerySet[Suggestion]:
        """In the order of their coming."""
        wanted = {ASKED[name]: value for name, value in self.asked.items()}
        rows = decidable_by(self.person).filter(state=Suggestion.State.OPEN, **wanted)
        return rows.order_by("id")

    def after(self, suggestion: Suggestion) -> Suggestion | None:
        """The next that waits; behind the last one comes the first."""
        others = self.waiting().exclude(pk=suggestion.pk)
        return others.filter(pk__gt=suggestion.pk).first() or others.first()

    def before(self, suggestion: Suggestion) -> Suggestion | None:
        """The one before; before the first one comes the last."""
        others = self.waiting().exclude(pk=suggestion.pk)
        return others.filter(pk__lt=suggestion.pk).last() or others.last()
