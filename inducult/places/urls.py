"""The register, for those who keep it; each page behind the language of its address."""

from django.urls import path

from inducult.places.views import home, place

app_name = "register"
urlpatterns = [
    path("", home.home, name="home"),
    path("places/<slug:identifier>/", place.place, name="place"),
]
