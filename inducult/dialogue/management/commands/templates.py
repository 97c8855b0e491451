"""inducult templates: bring the house's session templates in step with the package."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from inducult.common.history import Actor
from inducult.dialogue.actions import load_house_templates


class Command(BaseCommand):
    """Loads the six templates in eight languages; a changed one gets a further version."""

    help = "Load the templates of workshop sessions from the package."

    def handle(self, *args: Any, **options: Any) -> None:
        added, changed = load_house_templates(by=Actor.command("templates"))
        self.stdout.write(f"+ {added} new, ~ {changed} changed")
