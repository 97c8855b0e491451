"""The migrations make the tables that the models describe, on either database."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import ConnectionHandler, connection

from tests.config.test_backup import database

Columns = dict[str, list[tuple[Any, ...]]]


def columns(of: Any) -> Columns:
    """Name, kind and whether it may be empty of each column of our tables, by table.

    Libraries have let some of their keys grow without a migration that says so.
    """
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("inducult.")}
    with of.cursor() as cursor:
        look = of.introspection
        return {
            table: sorted(
                (column.name, look.get_field_type(column.type_code, column), column.null_ok)
                for column in look.get_table_description(cursor, table)
            )
            for table in look.table_names(cursor)
            if table.partition("_")[0] in ours
        }


@pytest.fixture
def migrated(tmp_path: Path) -> Iterator[Any]:
    """A connection to a database that went through every migration."""
    with database() as url:
        around = {**os.environ, "INDUCULT_DATA": str(tmp_path), "DATABASE_URL": url}
        program = [sys.executable, "-m", "inducult.config.cli", "migrate", "-v0"]
        subprocess.run(program, env=around, check=True)
        name = url.rpartition("/")[2] or tmp_path / "register.sqlite3"
        other = ConnectionHandler({"default": {**connection.settings_dict, "NAME": name}})
        yield other["default"]
        other.close_all()


@pytest.mark.django_db
@pytest.mark.postgresql
def test_migrations_make_the_tables_of_the_models(migrated: Any) -> None:
    assert columns(migrated) == columns(connection) != {}


@pytest.mark.django_db
def test_no_change_of_a_model_lacks_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
