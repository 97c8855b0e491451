"""Every type of page that a visitor can meet; tests that hold for all pages read this list."""

from __future__ import annotations

# Name of the page type -> address behind the language.
PAGES = {
    "start": "",
    "concept": "concept/",
    "sources": "sources/",
    "map": "map/",
    "map with a filter": "map/?theme=MIN&open=su",
    "map without a result": "map/?q=xyzzyxyzzy",
    "list": "places/",
    "list by distance": "places/?near=Zwickau&within=30&sort=distance",
    "list of a malformed filter": "places/?year=abc&near=Nowhereville&page=99",
    "place that is a museum": "places/august-horch-museum/",
    "place that is gone": "places/genk-ford-genk/",
    "place known only to its town": "places/slovenska-pec-kropa/",
    "report a change": "places/august-horch-museum/report/",
    "regions": "regions/",
    "region": "regions/zwickau/",
    "embedded map": "embed/?region=genk",
    "snippet": "embed/snippet/",
    "whom to name": "attribution/?theme=MIN",
    "editions": "editions/",
    "edition": "editions/1/",
    "what people say": "talk/",
    "my receipt": "talk/receipt/",
    "use our data": "data/",
    "downloads": "downloads/?theme=MIN",
    "page that is not there": "places/there-is-no-such-place/",
}
LANGUAGES = ("en", "de", "cs", "pl", "it", "sl", "hr", "nl")
