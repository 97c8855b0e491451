"""Letters to people, in their language."""

from __future__ import annotations

from django.core.mail import send_mail
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from inducult.common.addresses import absolute
from inducult.partnership.models import Invitation


def send_invitation(request: HttpRequest | None, invitation: Invitation, *, inviter: str) -> str:
    """Send the invitation; returns the link that it holds."""
    with override(invitation.language):
        path = reverse("people:invitation", kwargs={"key": invitation.key})
        link = absolute(request, path)
        words = {"invitation": invitation, "inviter": inviter, "link": link}
        text = render_to_string("people/invitation.txt", words)
        send_mail(_("An invitation to InduCult"), text, None, [invitation.email])
    return link
