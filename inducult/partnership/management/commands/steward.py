"""inducult steward EMAIL: invite the first steward of a network."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from inducult.common.history import Actor
from inducult.partnership.actions import invite
from inducult.partnership.letters import send_invitation
from inducult.partnership.models import Invitation, Role


class Command(BaseCommand):
    """The one role that no page can give when nobody has it yet."""

    help = "Invite a steward of the whole network; prints the link that leads in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--language", default="en")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            validate_email(options["email"])
        except ValidationError as error:
            raise CommandError(f"{options['email']!r} is not an e-mail address.") from error
        wanted = Invitation(email=options["email"], role=Role.STEWARD, language=options["language"])
        invitation = invite(wanted, by=Actor.command("steward"))
        link = send_invitation(None, invitation, inviter="InduCult")
        self.stdout.write(f"Invited {invitation.email}. The link is valid for 30 days:\n{link}")
