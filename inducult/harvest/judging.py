"""Records of a source held against the register: what each of them would change, and why.

Reads the register and writes nothing, so that a dry run and a real one go the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, Protocol

from inducult.harvest.believing import answer_of, is_sure
from inducult.harvest.drafts import Draft, LeftOut
from inducult.harvest.history import setters
from inducult.harvest.licences import Layer, layer_of
from inducult.harvest.matching.match import Answer, Match
from inducult.harvest.matching.matching import match
from inducult.harvest.matching.telling import sentence_of
from inducult.harvest.models import Provenance, Source, Suggestion, Tie
from inducult.harvest.pieces import Piece, Record, pieces_of, put
from inducult.harvest.proposing import Known, propose
from inducult.harvest.receiving import told_of
from inducult.harvest.recipes import Recipe
from inducult.harvest.steps import clean
from inducult.harvest.surrounding import WORLD
from inducult.harvest.things import (
    side_of_draft,
    side_of_record,
    thing_of_draft,
    thing_of_record,
)
from inducult.places.models import Place
from inducult.places.queries import surroundings
from inducult.places.records import empty_record, records_of

Kind = Suggestion.Kind
CERTAIN: Final = 1.0


class Kept(Protocol):
    """A record as it was kept, or as a dry run holds it."""

    @property
    def key(self) -> str: ...
    @property
    def digest(self) -> str: ...
    @property
    def content(self) -> Any: ...


@dataclass(frozen=True)
class Wish:
    """A suggestion that nobody has written yet, or why there is none (`fault`)."""

    kept: Any
    kind: str = ""
    title: str = ""
    ours: str = ""  # identifier of the place
    region: str = ""
    record: Record = field(default_factory=dict)
    pieces: tuple[Piece, ...] = ()
    match: Match | None = None
    is_sure: bool = False  # of a pair: may be accepted with many others
    fault: tuple[str, str] | None = None
    remarks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Beside:
    """What a record stands beside: the place found for it, the pair, regions of its ground."""

    place: Record | None
    pair: Match | None
    regions: Sequence[str]
    known: Known


@dataclass(frozen=True)
class Judge:
    """One source with what has been decided about it before."""

    recipe: Recipe
    source: Source
    layer: Layer

    @classmethod
    def of(cls, recipe: Recipe, source: Source) -> Judge:
        return cls(recipe, source, layer_of(recipe.licence))

    def judge(self, kept: Sequence[Kept]) -> Iterator[Wish]:
        """One wish for each record, in their order."""
        drafts = {each.key: self._draft(each) for each in kept}
        ours = self._register()
        found = self._partners(ours, [d for d in drafts.values() if isinstance(d, Draft)])
        decided = self._decided()
        places = {partner[0] for partner in found.values()}
        who, earlier = setters(places), self._earlier(places)
        regions_at = surroundings().regions_at
        for each in kept:
            draft = drafts[each.key]
            if not isinstance(draft, Draft):
                yield Wish(each, fault=draft)
            elif (each.key, each.digest) in decided:
                yield Wish(each, title=draft.names[0]["text"])
            else:
                place, pair = found.get(each.key, ("", None))
                here = regions_at(draft.lon, draft.lat)  # type: ignore[arg-type]
                known = Known(earlier.get(place, {}), who(place)) if place else Known()
                yield self._wish(each, draft, Beside(ours.get(place), pair, here, known))

    def _draft(self, each: Kept) -> Draft | tuple[str, str]:
        try:
            told = told_of(self.recipe, each.content)
            if told is None:
                return "not_ours", "is none of ours"
            return clean(each.key, told, self.recipe, WORLD)
        except LeftOut as left:
            return left.kind, left.reason

    def _register(self) -> dict[str, Record]:
        """Every place that stands; those merged into others or taken out are not offered."""
        places = Place.objects.filter(merged_into=None).exclude(state="archived")
        return {record["id"]: record for record in records_of(places)}

    def _partners(
        self, ours: dict[str, Record], drafts: list[Draft]
    ) -> dict[str, tuple[str, Match | None]]:
        """The place of each record that has one: tied earlier, or found by the matching."""
        ties = Tie.objects.filter(source=self.source, place__merged_into=None)
        known = dict(ties.values_list("key", "place__identifier").order_by())
        found: dict[str, tuple[str, Match | None]] = {
            draft.key: (known[draft.key], None)
            for draft in drafts
            if draft.key in known and known[draft.key] in ours
        }
        open_drafts = [draft for draft in drafts if draft.key not in found]
        if not open_drafts or not ours:
            return found
        matches = match(
            [thing_of_record(record) for record in ours.values()],
            [thing_of_draft(draft) for draft in open_drafts],
        )
        sides = {draft.key: side_of_draft(draft) for draft in open_drafts}
        believed = (
            replace(
                each, answer=answer_of(each, side_of_record(ours[each.ours]), sides[each.theirs])
            )
            for each in matches
        )
        return found | {key: (each.ours, each) for key, each in best_of(believed).items()}

    def _decided(self) -> set[tuple[str, str]]:
        """Key and wording of what somebody has decided already."""
        done = Suggestion.objects.filter(source=self.source, state__in=Suggestion.DECIDED)
        done = done.exclude(kind=Kind.GONE)
        return set(done.values_list("received__key", "received__digest").order_by())

    def _earlier(self, places: set[str]) -> dict[str, dict[str, list[Any]]]:
        """What this source said of these places before, by place and field."""
        rows = Provenance.objects.filter(source=self.source).order_by("id")
        found: dict[str, dict[str, list[Any]]] = {}
        for place, name, value in rows.values_list("place__identifier", "field", "value"):
            if place in places:
                found.setdefault(place, {}).setdefault(name, []).append(value)
        return found

    def _wish(self, each: Kept, draft: Draft, beside: Beside) -> Wish:
        said = list(pieces_of(draft, self.recipe))
        place, pair = beside.place, beside.pair
        wish = Wish(
            each,
            title=draft.names[0]["text"][:200],
            ours=place["id"] if place else "",
            region=_region(place) or next(iter(beside.regions), ""),
            record=whole(said, beside.regions),
            match=pair,
            is_sure=bool(
                pair and place and is_sure(pair, side_of_record(place), side_of_draft(draft))
            ),
            remarks=tuple(draft.remarks),
        )
        if place is None:
            return replace(wish, kind=Kind.NEW)
        if pair is not None and pair.answer is Answer.RELATED:
            return replace(wish, kind=Kind.RELATED)
        pieces = self._pieces(place, said, beside.known)
        if not pieces:
            return wish
        clash = all(piece.conflict for piece in pieces)
        return replace(wish, kind=Kind.CONFLICT if clash else Kind.CHANGE, pieces=pieces)

    def _pieces(
        self, place: Record, said: list[tuple[str, Any]], known: Known
    ) -> tuple[Piece, ...]:
        """Of a closed source nothing is held against our word: it goes to a layer of its own."""
        if self.layer is Layer.OPEN:
            return tuple(propose(place, said, known))
        return tuple(
            Piece(name, None, value)
            for name, value in said
            if value not in known.earlier.get(name, ()) and name != "address.country"
        )


def best_of(matches: Iterable[Match]) -> dict[str, Match]:
    """For each of theirs the pair that counts: the likeliest same one, else the likeliest kin."""
    best: dict[str, Match] = {}
    for each in matches:
        if each.answer is Answer.DIFFERENT:
            continue
        known = best.get(each.theirs)
        if known is None or _rank(each) > _rank(known):
            best[each.theirs] = each
    return best


def whole(said: Sequence[tuple[str, Any]], regions: Sequence[str]) -> Record:
    """The place as the source has it, without identifier and slug."""
    record = empty_record()
    for name, value in said:
        record = put(record, Piece(name, None, value))
    return {**record, "regions": [{"code": code, "found_by": "boundary"} for code in regions]}


def clauses_of(found: Match | None) -> list[dict[str, Any]]:
    """The reasons as messages to translate, with what goes into them."""
    if found is None:
        return []
    return [{"message": c.message, "values": dict(c.values)} for c in sentence_of(found)]


def waterfall_of(found: Match | None) -> list[dict[str, Any]]:
    """Each comparison with its level and its bits."""
    if found is None:
        return []
    return [
        {"comparison": p.comparison, "level": p.level, "bits": round(p.bits, 3)}
        for p in found.because
    ]


def _rank(found: Match) -> tuple[bool, float]:
    return found.answer is Answer.SAME, found.weight


def _region(place: Record | None) -> str:
    return place["regions"][0]["code"] if place and place["regions"] else ""
