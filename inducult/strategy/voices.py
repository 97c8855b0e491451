"""What was said in focus groups can be cited: stories, themes, propositions, commitments."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from inducult.dialogue import queries
from inducult.strategy.citing import MOST_FOUND, Citable, Cited, Home, Sight, citable

SIGHTS: Final = {
    "readable": Sight.SEEN,
    "closed": Sight.HIDDEN,
    "withdrawn": Sight.WITHDRAWN,
    "gone": Sight.GONE,
}
LONGEST: Final = 160  # letters by which a thing is named

Rows = Callable[[Any], QuerySet[Any]]


def cited_in_dialogue(told: queries.Cited) -> Cited:
    """A thing of the dialogue in the words of citations."""
    name = told.title or told.text
    return Cited(
        told.kind,
        told.key,
        SIGHTS[told.standing],
        words=_short(name),
        language=told.language,
        text=told.text if told.text != name or len(name) > LONGEST else "",
        by=told.by,
    )


@dataclass(frozen=True)
class _Said:
    """A kind of the dialogue: its rows for a reader, where words are looked for, its region."""

    kind: str
    rows: Rows
    fields: tuple[str, ...]
    region: str = "session__group__region"

    def find(self, keys: Iterable[str], reader: Any) -> dict[str, Cited]:
        told = queries.all_cited(self.kind, keys, reader)
        return {key: cited_in_dialogue(each) for key, each in told.items()}

    def search(self, words: str, reader: Any, home: Home) -> list[Cited]:
        """What the reader may read and holds the words; those of the region first."""
        found = self.rows(reader)
        for word in words.split():
            found = found.filter(self._any(word))
        keys = list(found.order_by("-id").values_list("key", self.region)[: 20 * MOST_FOUND])
        ordered = sorted(keys, key=lambda row: home.region is not None and row[1] != home.region)
        cited = self.find([key for key, _ in ordered[: 2 * MOST_FOUND]], reader).values()
        return [each for each in cited if each.sight is Sight.SEEN and _holds(each, words)]

    def _any(self, word: str) -> Q:
        found = Q()
        for field in self.fields:
            found |= Q(**{f"{field}__icontains": word})
        return found


def _holds(cited: Cited, words: str) -> bool:
    """Words that were found must stand in what the reader sees, not in what she may not read."""
    told = f"{cited.words} {cited.text}".casefold()
    return all(word.casefold() in told for word in words.split())


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]} …"


def _kind(said: _Said, label: str | Promise) -> None:
    citable(Citable(said.kind, label, said.find, said.search))


_kind(_Said("theme", queries.themes_for, ("title", "note")), _("Themes"))
_kind(
    _Said("story", queries.stories_for, ("title", "happening", "quote"), "group__region"),
    _("Stories"),
)
_kind(_Said("proposition", queries.propositions_for, ("text",)), _("Propositions"))
_kind(_Said("commitment", queries.commitments_for, ("who", "what")), _("Commitments"))
