"""Pages of the open data, each behind the language of its address."""

from django.urls import path

from inducult.opendata.views import downloads, editions, using

app_name = "opendata"
urlpatterns = [
    path("data/", using.use, name="use"),
    path("downloads/", downloads.downloads, name="downloads"),
    path("editions/", editions.editions, name="editions"),
    path("editions/<int:number>/", editions.edition, name="edition"),
]
