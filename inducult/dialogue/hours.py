"""Meetings in the time of their region, and as a calendar file (RFC 5545)."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vText

from inducult.common.addresses import absolute
from inducult.dialogue.models import Meeting
from inducult.partnership.models import Region
from inducult.places.local_time import time_zone
from inducult.places.models import Place

ELSEWHERE: Final = ZoneInfo("Europe/Berlin")  # for a country that we do not serve yet


def zone_of(region: Region) -> ZoneInfo:
    """The time zone in which the region meets."""
    return time_zone(region.country, (region.nuts or [""])[0]) or ELSEWHERE


def in_region(meeting: Meeting) -> tuple[datetime, datetime]:
    """Beginning and end as clocks of the region show them."""
    zone = zone_of(meeting.group.region)
    return meeting.starts_at.astimezone(zone), meeting.ends_at.astimezone(zone)


def calendar_of(meeting: Meeting, stamp: datetime, where: str) -> bytes:
    """The meeting as a calendar file with its time zone; a changed one replaces the earlier."""
    told = Calendar()
    told.add("prodid", "-//InduCult//meetings//EN")
    told.add("version", "2.0")
    told.add("method", "CANCEL" if meeting.cancelled_at else "PUBLISH")
    told.add_component(_event(meeting, stamp, where))
    told.add_missing_timezones()
    content: bytes = told.to_ical()
    return content


def place_in_words(meeting: Meeting, name: str) -> str:
    """Where it is: the place of the register by its name, and the room."""
    return ", ".join(filter(None, (name, meeting.where)))


def _event(meeting: Meeting, stamp: datetime, where: str) -> Event:
    begins, ends = in_region(meeting)
    event = Event()
    host = urlsplit(absolute(None, "/")).hostname or "localhost"
    event.add("uid", f"{meeting.key}.meeting@{host}")
    event.add("dtstamp", stamp)
    event.add("dtstart", begins)
    event.add("dtend", ends)
    event.add("sequence", meeting.changed)
    event.add("summary", meeting.title)
    event.add("status", "CANCELLED" if meeting.cancelled_at else "CONFIRMED")
    if where:
        event.add("location", vText(where))
    if meeting.agenda:
        event.add("description", meeting.agenda)
    if meeting.link:
        event.add("url", meeting.link)
    return event


def name_of_place(place: Place | None, language: str) -> str:
    """The published name of a place of the register; its slug without one."""
    if place is None:
        return ""
    names = {name.language: name.text for name in place.names.order_by("id")}
    return names.get(language) or next(iter(names.values()), place.slug)
