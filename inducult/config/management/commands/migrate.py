"""inducult migrate: an empty database gets its tables at once, any other goes step by step."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.commands import migrate
from django.db import connections, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


class Command(migrate.Command):
    """Django's, but where nothing is yet it does not repeat the history of the tables.

    The models say what the last migration leaves (`tests/config/test_migrations.py` compares both),
    in a tenth of the time.
    """

    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        part = options["app_label"] or options["plan"] or options["check_unapplied"]
        if part or connection.introspection.table_names():
            super().handle(*args, **options)
            return
        with connection.constraint_checks_disabled(), transaction.atomic(connection.alias):
            with _tables_from_models():
                super().handle(*args, **{**options, "run_syncdb": True})
            _call_all_applied(connection)


@contextmanager
def _tables_from_models() -> Iterator[None]:
    usual = settings.MIGRATION_MODULES
    settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}
    try:
        yield
    finally:
        settings.MIGRATION_MODULES = usual


def _call_all_applied(connection: Any) -> None:
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    for app, name in sorted(MigrationLoader(connection).disk_migrations):
        recorder.record_applied(app, name)
