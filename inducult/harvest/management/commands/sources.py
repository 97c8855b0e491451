"""inducult sources: what can be harvested, under which licence, and how it stands."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from rich.console import Console
from rich.table import Table

from inducult.harvest.licences import layer_of
from inducult.harvest.models import Run, Source
from inducult.harvest.receiving import found_in
from inducult.harvest.recipes import Recipe
from inducult.harvest.rows import Unreadable
from inducult.harvest.sources import ready_sources
from inducult.harvest.tasks import folder


class Command(BaseCommand):
    """A table: name, licence, layer, whether the file is there, and the last run."""

    help = "List the sources that can be harvested, with licence and state."

    def handle(self, *args: Any, **options: Any) -> None:
        table = Table(box=None, pad_edge=False)
        for head in ("source", "licence", "layer", "file", "last run"):
            table.add_column(head)
        for recipe in ready_sources().values():
            table.add_row(
                recipe.name,
                recipe.licence,
                layer_of(recipe.licence),
                _file(recipe),
                _last(recipe.name),
            )
        for source in Source.objects.exclude(config=None):
            table.add_row(
                source.name, source.licence, layer_of(source.licence), "saved", _last(source.name)
            )
        Console().print(table)
        self.stdout.write(f"Files are looked for in {folder()}; --from names another place.")


def _file(recipe: Recipe) -> str:
    try:
        return found_in(recipe, folder()).name
    except Unreadable:
        return f"not there ({recipe.file})"


def _last(name: str) -> str:
    run = Run.objects.filter(source=name).order_by("-id").first()
    return f"{run.begun_at:%Y-%m-%d} {run.state}, {run.read} records" if run else "never"
