"""Addresses of the open data. They have no language of their own: what they say to people comes in
the language of the browser, or in that of `?lang=`."""

from django.urls import include, path

from inducult.opendata.api import addresses

urlpatterns = [
    path("", include("inducult.opendata.taking_urls")),
    path("ogc/", include("inducult.opendata.ogc_urls")),
    path("api/v1/", addresses.urls),
]
