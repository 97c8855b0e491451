"""What the product shows and stands on, with licence and attribution.

Kept by hand: whoever ships a new file or library adds it here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

CC_BY: Final = ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")
ODBL: Final = ("ODbL 1.0", "https://opendatacommons.org/licenses/odbl/1-0/")
OFL: Final = ("SIL OFL 1.1", "https://openfontlicense.org/")


@dataclass(frozen=True)
class Origin:
    """One body of data: what we take from it, whose it is, and under which licence."""

    what: str | Promise
    whose: str | Promise
    licence: str | Promise
    licence_url: str = ""
    url: str = ""


@dataclass(frozen=True)
class Software:
    """A library that the product stands on."""

    name: str
    licence: str
    what: str | Promise


DATA: Final = (
    Origin(
        _("Places: names, phases, visits, offers"),
        _("Own compilation of facts, each with the page it was read on; summaries of our own"),
        *CC_BY,
    ),
    Origin(_("Themes and types in eight languages"), _("Own work"), *CC_BY),
    Origin(_("Towns and their other names"), "GeoNames", *CC_BY, url="https://www.geonames.org/"),
    Origin(
        _("Land, water, rivers, borders, towns of the map"),
        _("Made with Natural Earth"),
        pgettext_lazy("licence", "public domain"),
        url="https://www.naturalearthdata.com/",
    ),
    Origin(_("Regions of Slovenia on the map"), "Geodetska uprava Republike Slovenije", *CC_BY),
    Origin(
        _("Railways, a layer of the map that can be switched off"),
        _("Railway History Project and contributors; contains data of OpenStreetMap"),
        *ODBL,
        url="https://www.openstreetmap.org/copyright",
    ),
    Origin(
        _("Letters on the map"),
        "Noto Sans, The Noto Project Authors",
        *OFL,
        url="https://notofonts.github.io/",
    ),
    Origin(_("Drawings and symbols"), _("Own work"), *CC_BY),
)

SOFTWARE: Final = (
    Software("Django", "BSD-3-Clause", _("pages and register")),
    Software("DuckDB", "MIT", _("sets and counts")),
    Software("Apache Arrow", "Apache-2.0", _("files of an edition")),
    Software("tantivy", "MIT", _("full-text search")),
    Software("NumPy", "BSD-3-Clause", _("sets and counts")),
    Software("Shapely", "BSD-3-Clause", _("geometry")),
    Software("opening-hours-py", "MIT / Apache-2.0", _("opening hours")),
    Software("edtf", "MIT", _("uncertain dates")),
    Software("segno", "BSD-3-Clause", _("QR codes")),
    Software("psycopg", "LGPL-3.0", _("PostgreSQL, where it is used")),
    Software("django-allauth, rules", "MIT", _("accounts and rights")),
    Software("django-tasks, django-tasks-db", "BSD-3-Clause", _("work behind the pages")),
    Software("Pillow", "MIT-CMU", _("pictures")),
    Software("pillow-heif", "BSD-3-Clause", _("pictures of telephones")),
    Software("GDAL, pyogrio", "MIT", _("files for geographic programs")),
    Software("openpyxl", "MIT", _("spreadsheets")),
    Software("django-ninja", "MIT", _("interfaces for programs")),
    Software("pyogrio, pyproj", "MIT", _("formats and reference systems of maps")),
    Software("RapidFuzz", "MIT", _("likeness of names")),
    Software("osmium", "BSD-2-Clause", _("extracts of OpenStreetMap")),
    Software("defusedxml", "PSF-2.0", _("XML from elsewhere")),
    Software("httpx", "BSD-3-Clause", _("fetching from sources")),
    Software("RDFLib", "BSD-3-Clause", _("linked data")),
    Software("pyoxigraph", "MIT / Apache-2.0", _("queries in SPARQL")),
    Software("icalendar", "BSD-2-Clause", _("calendar files")),
    Software("django-storages, boto3", "BSD-3-Clause, Apache-2.0", _("files in an object store")),
    Software("prometheus-client", "Apache-2.0", _("figures of the running server")),
    Software("WhiteNoise, Gunicorn, django-htmx, Rich", "MIT", _("serving and commands")),
    Software("MapLibre GL JS", "BSD-3-Clause", _("the map in the browser")),
    Software("nh3", "MIT", _("texts with headings and lists")),
    Software("typst", "Apache-2.0", _("documents as PDF")),
    Software("python-docx", "MIT", _("documents to write on in")),
    Software("vl-convert-python", "BSD-3-Clause", _("drawings in documents")),
    Software("PMTiles", "BSD-3-Clause", _("reading the map from one file")),
    Software("htmx", "0BSD", _("lists that follow the filter")),
)
