"""Which organisations keep a place."""

from __future__ import annotations

from django.db import transaction

from inducult.common.history import Actor, Trace, keep
from inducult.partnership.models import Organisation
from inducult.places.models import Keeping, Place


@transaction.atomic
def entrust(place: Place, organisation: Organisation, *, keeps: bool, by: Actor) -> None:
    """The people of the organisation may change the place, or no longer."""
    Place.objects.select_for_update().get(pk=place.pk)
    before = _keepers(place)
    if keeps:
        Keeping.objects.get_or_create(place=place, organisation=organisation)
    else:
        Keeping.objects.filter(place=place, organisation=organisation).delete()
    trace = Trace("entrust", "place", place.identifier, before, _keepers(place))
    keep([trace], by=by)


def _keepers(place: Place) -> dict[str, list[str]]:
    keepings = Keeping.objects.filter(place=place).order_by("organisation")
    return {"keepers": list(keepings.values_list("organisation_id", flat=True))}
