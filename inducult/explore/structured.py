"""A place for machines: schema.org as JSON-LD, saying no more than the page does.

Source: https://schema.org (Place and its subtypes); opening hours are given for the coming days
only and only where they are known, because `openingHours` has no word for "unknown".
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import urljoin

from inducult.explore.reading import PlacePage
from inducult.explore.reading.licences import COMPILATION, licence_of
from inducult.explore.reading.told import Told
from inducult.places.vocabulary import VisitState

TYPES: Final = {
    **dict.fromkeys(
        ["VIS.MIND", "VIS.MTEC", "VIS.MMIN", "VIS.MTRA", "VIS.MCOM", "VIS.MLOC", "VIS.OPEN"],
        "Museum",
    ),
    **dict.fromkeys(["LIV.COMP", "LIV.CRAF"], "LocalBusiness"),
    "LIV.HIGH": "CollegeOrUniversity",
    "LIV.VOCS": "EducationalOrganization",
    "LIV.TRNG": "EducationalOrganization",
    "LIV.RESE": "ResearchOrganization",
    "CRE.EVEN": "EventVenue",
    "CRE.CULT": "EventVenue",
    "TRA.BRDG": "Bridge",
    "TRA.STAT": "TrainStation",
}
WEEK: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ESCAPED: Final = {"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"}

Value = dict[str, Any]


def structured(
    page: PlacePage, record: Mapping[str, Any], *, language: str, address: str, permanent: str
) -> Value:
    """The graph of a place and of the page about it; addresses are absolute."""
    about = {"@id": permanent}
    web_page = {
        "@type": "WebPage",
        "@id": address,
        "url": address,
        "inLanguage": language,
        "license": licence_of(COMPILATION).url,
        "about": about,
    }
    place = {"@type": list(_types(page, record)), **about, **dict(_told(page, record))}
    if images := list(_images(page, permanent)):
        place["image"] = images
    return {"@context": "https://schema.org", "@graph": [web_page, place]}


def as_script(value: Value) -> str:
    """JSON that cannot end the script element it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character, escaped in ESCAPED.items():
        text = text.replace(character, escaped)
    return text


def _types(page: PlacePage, record: Mapping[str, Any]) -> Iterator[str]:
    found = list(dict.fromkeys(TYPES[code] for code in record["types"] if code in TYPES))
    yield from found
    can_visit = page.visit.state in ("open", "by_appointment", "event_days")
    if can_visit and not page.visit.opening.is_gone:
        yield "TouristAttraction"
    if any(tense.tense == "past" for tense in page.life.tenses):
        yield "LandmarksOrHistoricalBuildings"
    elif not found and not can_visit:
        yield "Place"


def _told(page: PlacePage, record: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    pairs = {
        "name": _text(page.names.heading),
        "alternateName": _other_names(page),
        "description": _text(page.description or page.summary),
        "url": record["website"],
        "telephone": record["phone"],
        "address": _address(record["address"]),
        "geo": _geo(record["position"]),
        "publicAccess": _access(page),
        "openingHoursSpecification": list(_hours(page)),
        "keywords": [kind.label for kind in page.kinds],
        "identifier": {"@type": "PropertyValue", "propertyID": "InduCult", "value": page.id},
        "sameAs": [other.url for other in page.evidence.elsewhere if other.url],
        "event": list(_events(page)),
    }
    yield from ((key, value) for key, value in pairs.items() if value not in ("", None, [], {}))


def _text(told: Told | None) -> Any:
    if not told:
        return None
    return {"@value": told.text, "@language": told.language} if told.language else told.text


def _other_names(page: PlacePage) -> list[Any]:
    names = [other.name for other in page.names.others]
    return [_text(name) for name in [page.names.local, *names] if name]


def _address(told: Mapping[str, str]) -> Value:
    parts = {
        "streetAddress": told["street"],
        "postalCode": told["postal_code"],
        "addressLocality": told["municipality"],
        "addressCountry": told["country"],
    }
    return {"@type": "PostalAddress", **{name: value for name, value in parts.items() if value}}


def _geo(position: Mapping[str, Any] | None) -> Value:
    """A point only where it is that of the place; a town's middle would be a lie."""
    if position is None or position["precision"] not in ("exact", "street"):
        return {}
    return {
        "@type": "GeoCoordinates",
        "latitude": position["lat"],
        "longitude": position["lon"],
    }


def _access(page: PlacePage) -> bool | None:
    if page.visit.opening.is_gone or page.visit.state == VisitState.NO_ACCESS:
        return False
    return True if page.visit.state == VisitState.OPEN else None


def _hours(page: PlacePage) -> Iterator[Value]:
    """The opening times of the coming seven days, each valid on its day."""
    for day in page.visit.opening.week:
        for opens, closes in day.times:
            yield {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": f"https://schema.org/{WEEK[day.day.weekday()]}",
                "opens": opens,
                "closes": "23:59" if closes == "24:00" else closes,
                "validFrom": day.day.isoformat(),
                "validThrough": day.day.isoformat(),
            }


def _images(page: PlacePage, permanent: str) -> Iterator[Value]:
    """Each picture with what it shows and who must be named."""
    for picture in page.pictures:
        yield {
            "@type": "ImageObject",
            "contentUrl": urljoin(permanent, picture.shown.address),
            "caption": _text(picture.alt),
            "creditText": picture.author,
            "license": picture.licence.url or picture.licence.name,
        }


def _events(page: PlacePage) -> Iterator[Value]:
    for event in page.events:
        if event.title and event.starts_on:
            yield {
                "@type": "Event",
                "name": _text(event.title),
                "startDate": event.starts_on,
                "location": page.names.heading.text,
                **({"url": event.url} if event.url else {}),
            }
