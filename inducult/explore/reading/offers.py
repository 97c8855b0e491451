"""What a place offers to whom, what happens there, and pictures of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inducult.common.days import day_in_words
from inducult.explore.reading.conditions import minutes_in_words
from inducult.explore.reading.evidence import Link, link_of
from inducult.explore.reading.licences import Licence, licence_of
from inducult.explore.reading.told import Told, best_of
from inducult.places.showing import ShownPicture
from inducult.places.vocabulary import Audience, OfferKind


@dataclass(frozen=True)
class Offer:
    """One offer: kind, a note on it, and what limits it in words."""

    kind: str
    label: str
    note: Told | None
    details: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """The offers for one audience."""

    audience: str
    label: str
    offers: tuple[Offer, ...]


@dataclass(frozen=True)
class Event:
    """Something on a day, on several, or again and again."""

    title: Told | None
    when: str
    starts_on: str
    url: str


@dataclass(frozen=True)
class Picture:
    """A picture with its alternative text, author and licence; `shown` has its address."""

    shown: ShownPicture
    alt: Told | None
    author: str
    licence: Licence
    source: Link | None


def offers_of(record: Mapping[str, Any], page: str) -> tuple[Group, ...]:
    """Offers by audience, in the order of the audiences; each stands with all it is meant for."""
    groups = (_group(audience, record["offers"], page) for audience in Audience)
    return tuple(group for group in groups if group.offers)


def events_of(record: Mapping[str, Any], page: str, today: date) -> tuple[Event, ...]:
    """What lies ahead or recurs, the next first."""
    ahead = [event for event in record["events"] if _is_ahead(event, today)]
    ordered = sorted(ahead, key=lambda event: (event["starts_on"] or "9999", event["recurrence"]))
    return tuple(
        Event(best_of(event["titles"], page), _when(event), event["starts_on"], event["url"])
        for event in ordered
    )


def pictures_of(
    record: Mapping[str, Any], page: str, known: Mapping[str, ShownPicture]
) -> tuple[Picture, ...]:
    """The pictures whose files are there."""
    return tuple(
        Picture(
            known[medium["file"]],
            best_of(medium["alt"], page),
            medium["author"],
            licence_of(medium["licence"]),
            link_of(medium["source"]),
        )
        for medium in record["media"]
        if medium["file"] in known
    )


def _group(audience: Audience, offers: list[Mapping[str, Any]], page: str) -> Group:
    mine = [_offer(offer, page) for offer in offers if audience in offer["audiences"]]
    return Group(audience.value, str(audience.label), tuple(mine))


def _offer(offer: Mapping[str, Any], page: str) -> Offer:
    label = str(OfferKind(offer["kind"]).label)
    return Offer(offer["kind"], label, best_of(offer["notes"], page), tuple(_details(offer)))


def _details(offer: Mapping[str, Any]) -> Iterator[str]:
    if offer["months"]:
        yield ", ".join(str(MONTHS[month]) for month in offer["months"])
    if offer["duration_min"]:
        yield minutes_in_words(offer["duration_min"])
    if offer["capacity"]:
        people = ngettext("for %(count)s person", "for %(count)s people", offer["capacity"])
        yield people % {"count": offer["capacity"]}
    if ages := _ages(offer["age_min"], offer["age_max"]):
        yield ages


def _ages(least: int | None, most: int | None) -> str:
    if least is not None and most is not None:
        return _("ages %(least)s to %(most)s") % {"least": least, "most": most}
    if least is not None:
        return _("from age %(least)s") % {"least": least}
    return _("up to age %(most)s") % {"most": most} if most is not None else ""


def _is_ahead(event: Mapping[str, Any], today: date) -> bool:
    last = event["ends_on"] or event["starts_on"]
    return bool(event["recurrence"]) or not last or last >= today.isoformat()


def _when(event: Mapping[str, Any]) -> str:
    days = [day for day in (event["starts_on"], event["ends_on"]) if day]
    dates = " – ".join(dict.fromkeys(day_in_words(date.fromisoformat(day)) for day in days))
    parts = [part for part in (dates, _recurrence(event["recurrence"])) if part]
    return ", ".join(parts) or _("date not known")


def _recurrence(rule: str) -> str:
    """How often, from the frequency of an RRULE (RFC 5545, 3.3.10)."""
    parts = dict(part.partition("=")[::2] for part in rule.removeprefix("RRULE:").split(";"))
    return {
        "YEARLY": _("every year"),
        "MONTHLY": _("every month"),
        "WEEKLY": _("every week"),
        "DAILY": _("every day"),
    }.get(parts.get("FREQ", ""), _("again and again") if rule else "")
