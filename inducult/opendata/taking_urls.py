"""What others take away: files of editions, citations, downloads, linked data."""

from django.urls import path

from inducult.opendata.views import downloads, editions, harvested, linked, sparql

urlpatterns = [
    path("downloads/<int:number>/places.<str:ending>", downloads.download, name="download"),
    path("editions/<int:number>", editions.permanent, name="edition"),
    path("editions/<int:number>/cite/<str:name>", editions.citation, name="edition_citation"),
    path("editions/<int:number>/files/<str:name>", editions.stored, name="edition_file"),
    path("data/places/<slug:identifier>.<str:dialect>", linked.place, name="place_data"),
    path("data/places/<slug:identifier>/phases/<int:number>", linked.phase, name="phase_data"),
    path("taxonomy", linked.taxonomy_door, name="taxonomy_door"),
    path("taxonomy.<str:dialect>", linked.taxonomy, name="taxonomy"),
    path("taxonomy/<str:code>", linked.term, name="term"),
    path("catalog", linked.catalog_door, name="catalog_door"),
    path("catalog.<str:dialect>", linked.catalog, name="catalog"),
    path("oai", harvested.oai, name="oai"),
    path("sparql", sparql.endpoint, name="sparql"),
    path("feeds/changes.<str:dialect>", harvested.changes, name="changes_feed"),
    path("feeds/events.ics", harvested.events, name="events_feed"),
    path("sitemap.xml", harvested.sitemap_index, name="sitemap_index"),
    path("sitemap-<int:number>.xml", harvested.sitemap, name="sitemap"),
    path("robots.txt", harvested.robots, name="robots"),
]
