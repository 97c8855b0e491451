"""The register, for those who keep it; each page behind the language of its address."""

from django.urls import path

from inducult.places.views import adding, changes, editing, home, place

app_name = "register"
urlpatterns = [
    path("", home.home, name="home"),
    path("places/new/", adding.add, name="add"),
    path("places/<slug:identifier>/", place.place, name="place"),
    path("places/<slug:identifier>/edit/<slug:section>/", editing.edit, name="edit"),
    path("places/<slug:identifier>/changes/", changes.changes, name="changes"),
]
