"""The OGC APIs: Features, Tiles, Records."""

from django.urls import path

from inducult.opendata.views import api, collections, items, landing, tiles

app_name = "ogc"
urlpatterns = [
    path("", landing.landing, name="landing"),
    path("conformance", landing.conformance, name="conformance"),
    path("api", api.api, name="api"),
    path("collections", collections.collections, name="collections"),
    path("collections/<str:name>", collections.collection, name="collection"),
    path("collections/<str:name>/queryables", collections.queryables, name="queryables"),
    path("collections/<str:name>/items", items.items, name="items"),
    path("collections/<str:name>/items/<str:identifier>", items.item, name="item"),
    path("collections/<str:name>/tiles", tiles.tilesets, name="tilesets"),
    path("collections/<str:name>/tiles/<str:scheme>", tiles.tileset, name="tileset"),
    path(
        "collections/<str:name>/tiles/<str:scheme>/<str:zoom>/<str:row>/<str:column>",
        tiles.tile,
        name="tile",
    ),
    path("tileMatrixSets", tiles.matrix_sets, name="matrix_sets"),
    path("tileMatrixSets/<str:scheme>", tiles.a_matrix_set, name="matrix_set"),
]
