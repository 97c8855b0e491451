"""The OGC APIs: Features, Tiles, Records."""

from django.urls import path

from inducult.opendata.views import landing

app_name = "ogc"
urlpatterns = [
    path("", landing.landing, name="landing"),
]
