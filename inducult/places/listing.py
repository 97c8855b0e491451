"""The list of the register: what may be asked of it, and the places that answer."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from inducult.partnership.models import Region
from inducult.places.ageing import getting_old
from inducult.places.completeness import CHECKS
from inducult.places.lacking import LACKING
from inducult.places.models import Place, PlaceName, PlaceRegion, PlaceType
from inducult.places.queries import kept_by, seen_by
from inducult.places.terms import load_terms
from inducult.places.vocabulary import State

NO_REGION: Final = "-"
ORDERS: Final[dict[str, tuple[str, ...]]] = {
    "": ("slug",),
    "town": ("municipality", "slug"),
    "newest": ("-pk",),
    "checked": ("visit__checked_on", "slug"),
}
FIRST: Final = [("", pgettext_lazy("choice of a filter", "all"))]


class ListFilter(forms.Form):
    """What somebody asks of the list. Whatever is not valid counts as not asked."""

    q = forms.CharField(label=_("Name, town, operator or identifier"), required=False)
    mine = forms.BooleanField(label=_("Only places that I keep"), required=False)
    region = forms.ChoiceField(label=_("Region"), required=False)
    state = forms.ChoiceField(label=_("State"), choices=[*FIRST, *State.choices], required=False)
    type = forms.ChoiceField(label=_("Theme or type"), required=False)
    missing = forms.ChoiceField(
        label=_("What is missing"),
        choices=[*FIRST, *((c.code, c.label) for c in CHECKS)],
        required=False,
    )
    old = forms.BooleanField(label=_("Visit not checked for a year"), required=False)
    sort = forms.ChoiceField(
        label=_("Order"),
        choices=[
            ("", _("by name")),
            ("town", _("by town")),
            ("newest", _("newest first")),
            ("checked", _("longest not checked first")),
        ],
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        regions = Region.objects.prefetch_related("texts")
        named = [(region.code, region.name_in(language).text) for region in regions]
        self.fields["region"].choices = [*FIRST, *named, (NO_REGION, _("no region"))]  # type: ignore[attr-defined]
        self.fields["type"].choices = [*FIRST, *_types(language)]  # type: ignore[attr-defined]

    def more(self) -> list[forms.BoundField]:
        """The lists to choose from, apart from the words and the ticks."""
        return [self[name] for name in ("region", "state", "type", "missing", "sort")]

    def asked(self) -> dict[str, Any]:
        """The valid answers by name, without those that ask nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


def _types(language: str) -> list[tuple[str, str]]:
    terms = load_terms().values()
    in_order = sorted(terms, key=lambda term: (term.theme, not term.is_theme, term.code))
    return [
        (t.code, t.labels[language] if t.is_theme else f"– {t.labels[language]}") for t in in_order
    ]


def listed(person: Any, asked: dict[str, Any]) -> QuerySet[Place]:
    """The places that the person may see and that answer, in the order asked for."""
    places = kept_by(person) if asked.get("mine") else seen_by(person)
    for name, condition in CONDITIONS.items():
        if name in asked:
            places = places.filter(condition(asked[name]))
    return places.order_by(*ORDERS[asked.get("sort", "")])


def _text(words: str) -> Q:
    """Every word stands in a name, the town, the operator, the address or is the identifier."""
    wanted = Q()
    for word in words.split()[:10]:
        named = PlaceName.objects.filter(place=OuterRef("pk"), text__icontains=word).order_by()
        wanted &= (
            Q(Exists(named))
            | Q(municipality__icontains=word)
            | Q(operator__icontains=word)
            | Q(slug__icontains=word)
            | Q(identifier=word.lower())
        )
    return wanted


def _region(code: str) -> Q:
    belongs = PlaceRegion.objects.filter(place=OuterRef("pk")).order_by()
    return ~Q(Exists(belongs)) if code == NO_REGION else Q(Exists(belongs.filter(region=code)))


def _type(code: str) -> Q:
    of_code = Q(term__code=code) | Q(term__code__startswith=f"{code}.")
    return Q(Exists(PlaceType.objects.filter(of_code, place=OuterRef("pk")).order_by()))


CONDITIONS: Final[dict[str, Any]] = {
    "q": _text,
    "region": _region,
    "state": lambda state: Q(state=state),
    "type": _type,
    "missing": lambda code: LACKING[code],
    "old": lambda wanted: getting_old(timezone.localdate()),
}
