"""inducult partnership: load the regions and partners of the network."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from inducult.common.history import Actor
from inducult.partnership.loading import load_partnership


class Command(BaseCommand):
    """Loads the eight regions and ten partners."""

    help = "Load the regions and partner organisations of the network."

    def handle(self, *args: Any, **options: Any) -> None:
        regions, partners = load_partnership(by=Actor.command("partnership"))
        self.stdout.write(f"{regions} regions, {partners} partners")
