"""What has changed, as Atom and RSS; the events of places, as a calendar.

Sources: RFC 4287 (Atom), RSS 2.0, RFC 5545 (iCalendar).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from typing import Any, Final
from xml.sax.saxutils import quoteattr

import numpy as np
from icalendar import Calendar, Event, vRecur

from inducult.catalogue.queries import Edition, Kind, Selection, State, name_of, summary_of
from inducult.common.languages import best
from inducult.opendata.downloads.texts import xml
from inducult.opendata.linked.places import address_of

LATEST: Final = 50  # changes in a feed


@dataclass(frozen=True)
class Change:
    """A place that an edition added or changed."""

    identifier: str
    at: datetime
    is_new: bool
    name: str
    summary: str
    language: str


def latest(edition: Edition, state: State, language: str) -> list[Change]:
    """The last changes to places that are there, the latest first."""
    there = np.flatnonzero(state.kind != Kind.REMOVED)
    order = there[np.argsort(-state.since[there], kind="stable")][:LATEST]
    return [each for row in order if (each := _change(edition, state, int(row), language))]


def _change(edition: Edition, state: State, row: int, language: str) -> Change | None:
    identifier = state.ids[row].as_py()
    record = edition.place(identifier)
    if record is None:
        return None
    name, summary = name_of(record, language), summary_of(record, language)
    return Change(
        identifier,
        state.times[int(state.since[row])],
        bool(state.kind[row] == Kind.ADDED),
        name.text,
        summary.text,
        name.language or language,
    )


def atom(changes: list[Change], site: str, title: str, language: str) -> str:
    """An Atom feed; an entry is called by the place and the edition that changed it."""
    updated = max((change.at for change in changes), default=datetime(1970, 1, 1, tzinfo=UTC))
    here = f"{site}/feeds/changes.atom?lang={language}"
    entries = "".join(
        f'<entry xml:lang="{change.language}"><title>{xml(change.name)}</title>'
        f"<id>{xml(address_of(site, change.identifier))}#{_zulu(change.at)}</id>"
        f"<link href={quoteattr(address_of(site, change.identifier))}/>"
        f"<updated>{_zulu(change.at)}</updated>"
        f"<summary>{xml(change.summary)}</summary></entry>\n"
        for change in changes
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" '
        f'xml:lang="{language}"><title>{xml(title)}</title><id>{xml(site)}/feeds/changes</id>'
        f'<link rel="self" href={quoteattr(here)}/><link href={quoteattr(site + "/")}/>'
        f"<updated>{_zulu(updated)}</updated><author><name>InduCult network</name></author>"
        "<rights>CC BY 4.0</rights>\n"
        f"{entries}</feed>\n"
    )


def rss(changes: list[Change], site: str, title: str, language: str) -> str:
    """The same as RSS 2.0."""
    items = "".join(
        f"<item><title>{xml(change.name)}</title>"
        f"<link>{xml(address_of(site, change.identifier))}</link>"
        f'<guid isPermaLink="false">{xml(address_of(site, change.identifier))}'
        f"#{_zulu(change.at)}</guid><pubDate>{format_datetime(change.at)}</pubDate>"
        f"<description>{xml(change.summary)}</description></item>\n"
        for change in changes
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>'
        f"<title>{xml(title)}</title><link>{xml(site)}/</link>"
        f"<description>{xml(title)}</description><language>{language}</language>"
        "<copyright>CC BY 4.0</copyright>\n"
        f"{items}</channel></rss>\n"
    )


def calendar(edition: Edition, selection: Selection, site: str, language: str) -> bytes:
    """The events of a result. No clock shows: the stamp is the time of the edition."""
    told = Calendar()
    told.add("prodid", "-//InduCult//events//EN")
    told.add("version", "2.0")
    told.add("x-wr-calname", "InduCult")
    for record in selection.records():
        for event in _events(record, edition, site, language):
            told.add_component(event)
    content: bytes = told.to_ical()
    return content


def _events(
    record: Mapping[str, Any], edition: Edition, site: str, language: str
) -> Iterator[Event]:
    for number, told in enumerate(record["events"], 1):
        if not told["starts_on"]:
            continue
        event, me = Event(), address_of(site, record["id"])
        titles = {title["language"]: title["text"] for title in told["titles"]}
        title = best(titles, language)
        event.add("uid", f"{record['id']}-{number}@{site.partition('://')[2]}")
        event.add("dtstamp", edition.changed_at)
        event.add("summary", title.text if title else name_of(record, language).text)
        event.add("dtstart", date.fromisoformat(told["starts_on"]))
        last = date.fromisoformat(told["ends_on"] or told["starts_on"])
        event.add("dtend", last + timedelta(days=1))
        if rule := _rule(told["recurrence"]):
            event.add("rrule", rule)
        event.add("location", _where(record, language))
        event.add("url", told["url"] or me)
        yield event


def _rule(text: str) -> vRecur | None:
    try:
        return vRecur.from_ical(text.removeprefix("RRULE:")) if text else None
    except ValueError:
        return None


def _where(record: Mapping[str, Any], language: str) -> str:
    town = record["address"]["municipality"]
    return ", ".join(filter(None, (name_of(record, language).text, town)))


def _zulu(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
