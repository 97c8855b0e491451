"""Pages for visitors, each behind the language of its address."""

from django.urls import path

from inducult.explore.views import (
    concept,
    embed,
    listing,
    map,
    place,
    region,
    report,
    sources,
    start,
)

app_name = "explore"
urlpatterns = [
    path("", start.start, name="start"),
    path("concept/", concept.concept, name="concept"),
    path("sources/", sources.sources, name="sources"),
    path("map/", map.map_page, name="map"),
    path("embed/", embed.embedded_map, name="embed"),
    path("embed/snippet/", embed.snippet, name="snippet"),
    path("places/", listing.places, name="places"),
    path("places/here/", listing.here, name="here"),
    path("places/<slug:slug>/", place.place, name="place"),
    path("places/<slug:slug>/qr.svg", place.qr_code, name="qr_code"),
    path("places/<slug:slug>/report/", report.report, name="report"),
    path("places/<slug:slug>/story/", report.story, name="story"),
    path("suggest/", report.suggest, name="suggest"),
    path("reports/<slug:receipt>/", report.receipt, name="receipt"),
    path("regions/", region.regions, name="regions"),
    path("regions/<slug:code>/", region.region, name="region"),
]
