"""How the texts of many places stand in each language, as questions to the database.

The same as `translating.counts_of` place by place; a test holds each against the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import CharField, Count, Exists, Func, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, Left

from inducult.common.languages import CODES
from inducult.common.models import Origin
from inducult.common.translations import DIGEST_LENGTH, TO_DO, Standing
from inducult.places.models import (
    Event,
    EventText,
    Medium,
    MediumText,
    Offer,
    OfferText,
    Place,
    PlaceText,
)
from inducult.places.translating import FIELDS


class Sha256(Func):
    """SHA-256 of a text in hexadecimal digits; both databases have it without an extension."""

    function = "SHA256"
    output_field = CharField()

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        template = "ENCODE(SHA256(CONVERT_TO(%(expressions)s, 'UTF8')), 'hex')"
        return self.as_sql(compiler, connection, template=template, **more)


def _of_translation(name: str) -> Coalesce:
    """A plain text, so that the database compares it as one and not as JSON."""
    return Coalesce(KeyTextTransform(name, "translation"), Value(""), output_field=TextField())


@dataclass(frozen=True)
class Kind:
    """A table of texts; `of` leads to the thing that they are texts of, `place` to its place.

    `things` is the table of the things and `narrow` what of the texts is meant.
    """

    texts: Any
    things: Any
    of: str
    place: str
    narrow: tuple[tuple[str, str], ...] = ()

    def rows(self) -> QuerySet[Any]:
        """The texts with what is known of their source."""
        rows: QuerySet[Any] = self.texts.objects.filter(**dict(self.narrow)).exclude(text="")
        told: QuerySet[Any] = rows.annotate(
            made_of=_of_translation("of"),
            made_digest=_of_translation("digest"),
            checked=_of_translation("checked_by"),
        ).order_by()
        return told

    def stale(self) -> Q:
        source = self.texts.objects.filter(
            **{self.of: OuterRef(self.of), "language": OuterRef("made_of")}, **dict(self.narrow)
        )
        same = source.annotate(now=Left(Sha256("text"), DIGEST_LENGTH)).order_by()
        return Q(translation__isnull=False) & ~Q(Exists(same.filter(now=OuterRef("made_digest"))))

    def machine(self) -> Q:
        return Q(origin=Origin.MACHINE, checked="") & ~self.stale()

    def standing(self, standing: Standing) -> Q:
        return self.stale() if standing is Standing.STALE else self.machine()

    def missing(self, language: str) -> Exists:
        """Something of the place that is said, but not in this language."""
        said = self.rows().filter(**{self.of: OuterRef("pk")})
        things = self.things.objects.filter(
            Exists(said), ~Exists(said.filter(language=language))
        ).order_by()
        inside = self.place.removeprefix(self.of).removeprefix("__") or "pk"
        return Exists(things.filter(**{inside: OuterRef("pk")}))


KINDS: Final = (
    *(Kind(PlaceText, Place, "place", "place", (("field", name),)) for name in FIELDS),
    Kind(OfferText, Offer, "offer", "offer__place"),
    Kind(EventText, Event, "event", "event__place"),
    Kind(MediumText, Medium, "medium", "medium__place"),
)


@dataclass
class Tally:
    """Texts of some places in one language: of `units` that are said at all, how many stand how."""

    units: int = 0
    there: int = 0
    stale: int = 0
    machine: int = 0

    @property
    def missing(self) -> int:
        return self.units - self.there

    @property
    def to_do(self) -> int:
        return self.missing + self.stale + self.machine


# By region (None: of none; with `by_region` left out: all) and language.
Tallies = dict[tuple[str | None, str], Tally]


def tallies(places: QuerySet[Place], *, by_region: bool = False) -> Tallies:
    """Tallies of these places in every language; by region, each place counts in all of its own."""
    found: Tallies = defaultdict(Tally)
    for kind in KINDS:
        for region, number in _grouped(kind, places, by_region=by_region):
            for code in CODES:
                found[region, code].units += number
        for (region, code), counted in _by_language(kind, places, by_region=by_region):
            tally = found[region, code]
            tally.there += counted["there"]
            tally.stale += counted["stale"]
            tally.machine += counted["machine"]
    return {key: tally for key, tally in found.items() if key[1] in CODES}


def _grouped(
    kind: Kind, places: QuerySet[Place], *, by_region: bool
) -> Iterator[tuple[str | None, int]]:
    """How many things are said in any language."""
    rows = kind.rows().filter(**{f"{kind.place}__in": places})
    if not by_region:
        yield None, rows.aggregate(n=Count(kind.of, distinct=True))["n"]
        return
    region = f"{kind.place}__belongings__region"
    for row in rows.values(region).annotate(n=Count(kind.of, distinct=True)):
        yield row[region], row["n"]


def _by_language(kind: Kind, places: QuerySet[Place], *, by_region: bool) -> Iterable[Any]:
    region = f"{kind.place}__belongings__region"
    rows = kind.rows().filter(**{f"{kind.place}__in": places})
    counted = rows.values("language", *([region] if by_region else [])).annotate(
        there=Count(kind.of, distinct=True),
        stale=Count("pk", filter=kind.stale(), distinct=True),
        machine=Count("pk", filter=kind.machine(), distinct=True),
    )
    return (((row.get(region), row["language"]), row) for row in counted)


def standing_at(standing: Standing, language: str) -> Q:
    """Places of which some text is missing, stale or unchecked in this language."""
    wanted = Q()
    for kind in KINDS:
        if standing is Standing.MISSING:
            wanted |= Q(kind.missing(language))
        else:
            rows = kind.rows().filter(kind.standing(standing), language=language)
            wanted |= Q(Exists(rows.filter(**{kind.place: OuterRef("pk")})))
    return wanted


def to_do_at(language: str) -> Q:
    """Places at which there is something to do for somebody who translates into the language."""
    wanted = Q()
    for standing in TO_DO:
        wanted |= standing_at(standing, language)
    return wanted


def in_need(places: QuerySet[Place], language: str, *, after: str) -> Place | None:
    """The next of the places behind this slug with something to do; from the beginning again."""
    wanted = places.filter(to_do_at(language)).exclude(slug=after).order_by("slug")
    return wanted.filter(slug__gt=after).first() or wanted.first()
