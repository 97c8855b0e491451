"""Letters of focus groups, each in the language of whoever gets it."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from inducult.common.addresses import absolute
from inducult.dialogue.hours import calendar_of, in_region, name_of_place, place_in_words
from inducult.dialogue.invitations import invitation_of
from inducult.dialogue.models import Meeting, Member


@dataclass(frozen=True)
class Letter:
    """A letter as it is sent or printed."""

    member: Member
    language: str
    subject: str
    text: str
    answer: str  # the address at which she says whether she comes


def letter_to(request: HttpRequest, meeting: Meeting, member: Member) -> Letter:
    """The invitation to a meeting."""
    with override(member.reads):
        begins, ends = in_region(meeting)
        where = place_in_words(meeting, name_of_place(meeting.place, member.reads))
        path = reverse("dialogue:group", kwargs={"key": meeting.group.key})
        invitation = {"invitation": invitation_of(meeting, member)}
        answer = absolute(request, reverse("talk:answer", kwargs=invitation))
        words = {
            "answer": answer,
            "meeting": meeting,
            "member": member,
            "begins": begins,
            "ends": ends,
            "where": where,
            "link": absolute(request, path) if member.person_id else "",
        }
        subject = _("Invitation: %(meeting)s") % {"meeting": meeting.title}
        text = render_to_string("dialogue/invitation.txt", words)
    return Letter(member, member.reads, " ".join(subject.split()), text, answer)


def send(letter: Letter, meeting: Meeting) -> None:
    """Send it, with the meeting for her calendar. Raises SMTPException and OSError."""
    where = place_in_words(meeting, name_of_place(meeting.place, letter.language))
    mail = EmailMessage(letter.subject, letter.text, None, [letter.member.email])
    content = calendar_of(meeting, timezone.now(), where).decode()
    mail.attach("meeting.ics", content, "text/calendar")
    mail.send()
