"""How the library for accounts behaves in our house."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from inducult.common.addresses import absolute
from inducult.partnership.models import Person

# The library greets from the host that was asked for: the word of whoever asks.
OUR_NAME: Final = SimpleNamespace(name="InduCult", domain="InduCult")


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """No open registration; links in letters lead to the public address of the site."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts come from invitations alone (views/invitations.py)."""
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        return self._ours(super().get_reset_password_from_key_url(key))

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        return self._ours(super().get_email_confirmation_url(request, emailconfirmation))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        super().send_mail(template_prefix, email, {**context, "current_site": OUR_NAME})

    def _ours(self, link: str) -> str:
        """The host of a request is the word of the one who asks: letters name the site's own."""
        path = "/" + link.split("/", 3)[3]
        return absolute(self.request, path)


def shown_name(person: Person) -> str:
    return str(person)
