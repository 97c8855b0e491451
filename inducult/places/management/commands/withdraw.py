"""inducult withdraw IDENTIFIER --reason privacy: leave a place out of every edition."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from inducult.common.history import Actor
from inducult.places.actions import withdraw_everywhere
from inducult.places.models import Place, Withdrawal


class Command(BaseCommand):
    """Cannot be taken back for what was published until now; the worker replaces the files."""

    help = "Withdraw what was published of a place from every edition, also the old ones."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("identifier")
        parser.add_argument("--reason", required=True, choices=Withdrawal.Reason.values)

    def handle(self, *args: Any, **options: Any) -> None:
        place = Place.objects.filter(identifier=options["identifier"]).first()
        if place is None:
            raise CommandError(f"No place has the identifier {options['identifier']!r}.")
        withdraw_everywhere(place, by=Actor.command("withdraw"), reason=options["reason"])
        self.stdout.write(f"{place.identifier} is left out of every edition from now on.")
