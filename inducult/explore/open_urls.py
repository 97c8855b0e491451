"""Addresses that have no language of their own: permanent addresses, tiles, health."""

from django.urls import path, re_path

from inducult.explore.views import door, tiles

urlpatterns = [
    path("", door.door, name="door"),
    path("id/<slug:identifier>", door.permanent, name="permanent"),
    path("health", door.health, name="health"),
    re_path(
        r"^tiles/(?P<edition>\d+)/(?P<z>\d{1,2})/(?P<x>\d{1,7})/(?P<y>\d{1,7})\.mvt$",
        tiles.tile,
        name="tile",
    ),
]
