"""Letters about places, in the language of whoever gets them."""

from __future__ import annotations

from django.core.mail import send_mail
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from inducult.common.addresses import absolute
from inducult.places.models import Correction
from inducult.places.naming import name_in


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
