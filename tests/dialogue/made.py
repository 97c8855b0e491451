"""What stands in the workshop when the permissions are asked."""

from __future__ import annotations

from datetime import UTC, datetime

from inducult.dialogue.actions import (
    add_picture,
    adopt,
    keep_meeting,
    latest_version,
    load_house_templates,
    publish_digest,
)
from inducult.dialogue.models import Meeting, SessionPicture, Template
from inducult.partnership.models import Region
from tests.cast import ABROAD, HOME, Cast
from tests.dialogue.workshop import BY, Workshop, join, workshop_in


def workshops_for_permissions(cast: Cast) -> dict[str, str]:
    """A group at home, to which the member belongs, and one abroad; and what each has."""
    load_house_templates(by=BY)
    house = Template.objects.get(form="half-day", language="en")
    latest = latest_version(house)
    assert latest is not None
    home = workshop_in(Region.objects.get(code=HOME))
    join(home.group, cast["member"])
    published = workshop_in(Region.objects.get(code=HOME))
    publish_digest(published.session, by=BY)
    return {
        "{house template}": house.key,
        "home template": adopt(latest, Region.objects.get(code=HOME), by=BY).key,
        "{published session}": published.session.key,
        "{published picture}": _picture(published, consent="public", people_asked=True),
        "{story receipt}": published.story().receipt,
        **_of("home group", home),
        **_of("foreign group", workshop_in(Region.objects.get(code=ABROAD))),
    }


def _of(name: str, workshop: Workshop) -> dict[str, str]:
    group = workshop.group
    times = {"starts_at": datetime(2027, 3, 1, 9, tzinfo=UTC)}
    times["ends_at"] = datetime(2027, 3, 1, 12, tzinfo=UTC)
    meeting = keep_meeting(Meeting(group=group, title="Spring meeting", **times), by=BY)
    member = group.members.create(name="Berta Beispiel", sector="company")
    return {
        name: group.key,
        f"{name}{{session}}": workshop.session.key,
        f"{name}{{meeting}}": meeting.key,
        f"{name}{{member}}": member.key,
        f"{name}{{picture of session}}": _picture(workshop),
    }


def _picture(workshop: Workshop, **more: object) -> str:
    row = SessionPicture(session=workshop.session, caption="A wall", width=4, height=3, **more)
    return add_picture(row, b"", by=BY).key
