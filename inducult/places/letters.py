"""Letters about places, in the language of whoever gets them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.mail import EmailMessage, send_mail
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from inducult.common.addresses import absolute
from inducult.common.languages import OWN_NAMES
from inducult.partnership.models import Person
from inducult.places.links import sealed
from inducult.places.models import Correction, Reminder, Report
from inducult.places.naming import name_in
from inducult.places.records import Record, record_of


def send_decision(request: HttpRequest, correction: Correction) -> None:
    """What became of a proposal, to its author; nothing if she is gone."""
    author = correction.author
    if author is None:
        return
    with override(author.language):
        path = reverse("register:proposal", kwargs={"key": correction.key})
        words = {
            "correction": correction,
            "name": name_in(correction.record, author.language).text,
            "link": absolute(request, path),
        }
        text = render_to_string("register/decision.txt", words)
        subject = _("Your change: %(state)s") % {"state": correction.get_state_display()}
        send_mail(subject, text, None, [author.email])


@dataclass(frozen=True)
class Question:
    """A place in a letter: what we say of its visit, and the two ways to answer."""

    name: str
    record: Record
    still_right: str
    change: str


def send_reminders(person: Person, reminders: Sequence[Reminder]) -> None:
    """One letter that asks about all these places.

    Its Message-ID follows from the reminders: sent again, it is the same letter to mail programs.
    Raises SMTPException and OSError when the mail server does not take it.
    """
    with override(person.language):
        questions = [_question(reminder, person.language) for reminder in reminders]
        words = {"person": person, "questions": questions}
        text = render_to_string("register/reminder.txt", words)
        host = urlsplit(absolute(None, "/")).hostname or "localhost"
        headers = {
            "Message-ID": f"<{reminders[0].key}.reminder@{host}>",
            "Auto-Submitted": "auto-generated",  # RFC 3834: nobody's absence answers this
        }
        subject = _("Is this still right?")
        EmailMessage(subject, text, None, [person.email], headers=headers).send()


def _question(reminder: Reminder, language: str) -> Question:
    record = record_of(reminder.place)
    yes = reverse("register:still_right", kwargs={"token": sealed(reminder)})
    words = {"identifier": reminder.place.identifier, "section": "hours"}
    return Question(
        name=name_in(record, language).text,
        record=record,
        still_right=absolute(None, yes),
        change=absolute(None, reverse("register:edit", kwargs=words)),
    )


def send_answer(request: HttpRequest, report: Report, email: str) -> None:
    """What became of a message, to its sender; nothing if she left no address."""
    if not email:
        return
    language = report.language if report.language in OWN_NAMES else "en"
    with override(language):
        path = reverse("explore:receipt", kwargs={"receipt": report.receipt})
        words = {"report": report, "link": absolute(request, path)}
        text = render_to_string("register/answer.txt", words)
        send_mail(_("Your message to the keepers"), text, None, [email])
