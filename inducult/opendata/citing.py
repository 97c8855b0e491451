"""How an edition is cited: DataCite, Citation File Format, BibTeX, and in words.

Sources: DataCite Metadata Schema 4.5 (JSON form), Citation File Format 1.2.0. No DOI is invented:
the identifier is the address of the edition.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

from inducult.catalogue.queries import Summary

TITLE: Final = "InduCult: places of living industrial culture"
CREATOR: Final = "InduCult network"
LICENCE: Final = ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/")
KEYWORDS: Final = ("industrial culture", "industrial heritage", "Central Europe", "open data")


def plain(edition: Summary, address: str) -> str:
    """The citation in words, on one line."""
    return (
        f"{CREATOR} ({edition.changed_at.year}): {TITLE}. Edition {edition.number}, state of "
        f"{edition.changed_at.date().isoformat()}. Licence CC BY 4.0. {address}\n"
    )


def bibtex(edition: Summary, address: str) -> str:
    """An entry for BibTeX; `misc` is what every style knows."""
    day = edition.changed_at.date()
    fields = {
        "author": f"{{{CREATOR}}}",
        "title": f"{{{TITLE}}}",
        "year": str(day.year),
        "month": str(day.month),
        "version": f"Edition {edition.number}",
        "howpublished": f"\\url{{{address}}}",
        "note": f"State of {day.isoformat()}, CC BY 4.0",
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{inducult{edition.number},\n{lines}}}\n"


def cff(edition: Summary, address: str) -> str:
    """CITATION.cff; written as JSON texts, which YAML reads as they are."""
    told: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "If you use this data, please cite it as below.",
        "type": "dataset",
        "title": TITLE,
        "version": str(edition.number),
        "date-released": edition.changed_at.date().isoformat(),
        "license": LICENCE[0],
        "url": address,
    }
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in told.items()]
    lines += ["authors:", f"  - name: {json.dumps(CREATOR)}", "keywords:"]
    lines += [f"  - {json.dumps(word)}" for word in KEYWORDS]
    return "\n".join(lines) + "\n"


def datacite(edition: Summary, address: str) -> str:
    """The metadata that DataCite asks for, as its JSON."""
    day = edition.changed_at.date()
    told = {
        "identifiers": [{"identifier": address, "identifierType": "URL"}],
        "creators": [{"name": CREATOR, "nameType": "Organizational"}],
        "titles": [{"title": TITLE}],
        "publisher": {"name": "InduCult"},
        "publicationYear": str(day.year),
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Geospatial data"},
        "subjects": [{"subject": word} for word in KEYWORDS],
        "dates": [{"date": day.isoformat(), "dateType": "Updated"}],
        "language": "en",
        "version": str(edition.number),
        "sizes": [f"{edition.places} places"],
        "formats": ["application/vnd.apache.parquet"],
        "rightsList": [
            {
                "rights": "Creative Commons Attribution 4.0 International",
                "rightsUri": LICENCE[1],
                "rightsIdentifier": LICENCE[0],
                "rightsIdentifierScheme": "SPDX",
            }
        ],
        "descriptions": [
            {
                "description": "Places of past, present and future industrial culture with their "
                "phases, visits, offers and sources. Checksums: SHA-256 "
                + ", ".join(f"{file.name} {file.sha256}" for file in edition.files),
                "descriptionType": "Abstract",
            }
        ],
        "schemaVersion": "http://datacite.org/schema/kernel-4",
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


Dialect = tuple[Callable[[Summary, str], str], str]
# Name of the file: who writes it, and its media type.
DIALECTS: Final[dict[str, Dialect]] = {
    "citation.txt": (plain, "text/plain; charset=utf-8"),
    "citation.bib": (bibtex, "application/x-bibtex; charset=utf-8"),
    "CITATION.cff": (cff, "application/yaml; charset=utf-8"),
    "datacite.json": (datacite, "application/vnd.datacite.datacite+json"),
}
