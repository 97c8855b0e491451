"""Where a text says that something is: for the map of the editor, without asking anybody else."""

from __future__ import annotations

from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from inducult.common.gazetteer import find_town
from inducult.places.access import Request, needs
from inducult.places.notations import point_in
from inducult.places.vocabulary import Precision


@require_safe
@needs("places.add")
def find_point(request: Request) -> JsonResponse:
    """Coordinates in the usual notations, a link to a map, or the name of a town."""
    text = request.GET.get("q", "")[:500]
    if point := point_in(text):
        lon, lat = point
        return JsonResponse({"lon": lon, "lat": lat, "precision": Precision.EXACT, "zoom": 16})
    town = find_town(text) or find_town(text.split(",")[-1].strip())
    if town:
        told = {"lon": town.lon, "lat": town.lat, "precision": Precision.MUNICIPALITY, "zoom": 12}
        return JsonResponse({**told, "name": town.name})
    words = _("Not found. Write coordinates such as 50.7189, 12.4964, a link to a map, or a town.")
    return JsonResponse({"words": words}, status=404)
