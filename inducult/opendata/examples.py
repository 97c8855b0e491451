"""How to use our data: examples to copy, each run by the tests as it stands on the page.

`{site}` is the address of the site, `{edition}` the number of the edition in use.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Example:
    """An example in a `language` of the computer (python, r, shell, or "" for a thing to type)."""

    key: str
    title: str | Promise
    words: str | Promise
    language: str
    text: str

    @property
    def rows(self) -> int:
        """Lines of the text, for the height of its field."""
        return min(self.text.count("\n") + 1, 14)

    def filled(self, site: str, edition: int) -> str:
        return self.text.replace("{site}", site).replace("{edition}", str(edition))


EXAMPLES: Final[tuple[Example, ...]] = (
    Example(
        "qgis",
        "QGIS",
        _(
            "Layer, Add Layer, Add WFS / OGC API Features Layer: make a new connection with this "
            "address and choose “places”. The map asks for what it shows only."
        ),
        "",
        "{site}/ogc/",
    ),
    Example(
        "qgis-file",
        _("QGIS, as a file"),
        _(
            "Layer, Add Layer, Add Vector Layer, Protocol: this address. The GeoPackage brings its "
            "style along."
        ),
        "",
        "{site}/downloads/{edition}/places.gpkg",
    ),
    Example(
        "python",
        "Python",
        _("With geopandas: all places with mining, counted by country."),
        "python",
        """import geopandas

places = geopandas.read_file("{site}/downloads/{edition}/places.geojson?theme=MIN")
print(places.groupby("country").size().to_string())
""",
    ),
    Example(
        "python-parquet",
        _("Python, large amounts"),
        _("With DuckDB and the GeoParquet of the edition, on your own machine."),
        "python",
        """import duckdb
import urllib.request

urllib.request.urlretrieve("{site}/downloads/{edition}/places.parquet", "places.parquet")
print(duckdb.sql(\"\"\"
    SELECT country, count(*) AS places, count(*) FILTER (visit = 'open') AS open
    FROM 'places.parquet' GROUP BY country ORDER BY places DESC
\"\"\"))
""",
    ),
    Example(
        "r",
        "R",
        _("Without any package: the same as above. The package sf reads the GeoJSON as well."),
        "r",
        """address <- "{site}/downloads/{edition}/places.csv.zip?theme=MIN"
download.file(address, "places.zip", mode = "wb")
places <- read.csv(unz("places.zip", "places.csv"), encoding = "UTF-8")
print(table(places$country))
""",
    ),
    Example(
        "curl",
        "curl",
        _("Ten places around Leoben, as GeoJSON."),
        "shell",
        'curl -s "{site}/ogc/collections/places/items?bbox=14.9,47.2,15.3,47.5&limit=10"\n',
    ),
    Example(
        "curl-linked",
        _("curl, linked data"),
        _("The themes and types in SKOS, and a question in SPARQL."),
        "shell",
        """curl -s -L -H "Accept: text/turtle" "{site}/taxonomy" | head
curl -s -H "Accept: text/csv" "{site}/sparql" --data-urlencode "query=
  PREFIX schema: <https://schema.org/>
  SELECT ?town (COUNT(?place) AS ?places) WHERE {
    ?place schema:address/schema:addressLocality ?town
  } GROUP BY ?town ORDER BY DESC(?places) LIMIT 5"
""",
    ),
    Example(
        "sheet",
        _("Spreadsheet"),
        _("Open this file with Excel or LibreOffice; the second sheet says whose the data is."),
        "",
        "{site}/downloads/{edition}/places.xlsx",
    ),
    Example(
        "calendar",
        _("Calendar"),
        _("Subscribe to the events of the places in your calendar with this address."),
        "",
        "{site}/feeds/events.ics",
    ),
    Example(
        "changes",
        _("What is new"),
        _("Subscribe to the last changes in your feed reader with this address."),
        "",
        "{site}/feeds/changes.atom",
    ),
)
DOORS: Final[tuple[tuple[str, str, Any], ...]] = (
    ("OGC API Features, Tiles", "/ogc/", _("for geographic programs")),
    ("OAI-PMH", "/oai?verb=Identify", _("for libraries and Europeana (oai_dc, edm)")),
    ("SPARQL", "/sparql", _("for questions over linked data")),
    ("DCAT-AP", "/catalog", _("for data portals")),
    ("SKOS", "/taxonomy", _("themes and types in eight languages")),
    ("Sitemap", "/sitemap.xml", _("for search engines")),
)
