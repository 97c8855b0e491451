"""Letters about plans, in the language of whoever gets them."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from inducult.common.addresses import absolute
from inducult.strategy.models import Asked
from inducult.strategy.planned import doing
from inducult.strategy.progress import OPEN, is_overdue


def ask_for_report(asked: Asked) -> None:
    """How do your actions go? With a way to each of them.

    Its Message-ID follows from report and person: sent again, it is the same letter.
    """
    half_year, person = asked.half_year, asked.person
    strategy, today = half_year.strategy, timezone.localdate()
    with override(person.language):
        rows = strategy.actions.filter(lead_person=person, status__in=OPEN).order_by("order", "id")
        actions = [
            (
                action,
                absolute(None, reverse("planning:action", args=[strategy.slug, action.key])),
                is_overdue(doing(action), today),
            )
            for action in rows
        ]
        words = {
            "person": person,
            "half_year": half_year,
            "strategy": strategy,
            "actions": actions,
        }
        text = render_to_string("planning/half_year.txt", words)
        host = urlsplit(absolute(None, "/")).hostname or "localhost"
        headers = {
            "Message-ID": f"<{half_year.key}.{asked.pk}.report@{host}>",
            "Auto-Submitted": "auto-generated",
        }
        subject = _("How do your actions go? Half-yearly report %(half)s") % {"half": half_year}
        EmailMessage(subject, text, None, [person.email], headers=headers).send()
