"""What others take away: files of editions, citations, downloads, linked data."""

from django.urls import path

from inducult.opendata.views import downloads, editions

urlpatterns = [
    path("downloads/<int:number>/places.<str:ending>", downloads.download, name="download"),
    path("editions/<int:number>", editions.permanent, name="edition"),
    path("editions/<int:number>/cite/<str:name>", editions.citation, name="edition_citation"),
    path("editions/<int:number>/files/<str:name>", editions.stored, name="edition_file"),
]
