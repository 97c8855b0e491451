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
from django.db.migrations.executor import MigrationExecutor

from tests.config.test_backup import database

Tables = dict[str, tuple[list[Any], list[Any]]]


def tables_of(of: Any) -> Tables:
    """Columns (name, kind, may it be empty) and rules (columns, what they ask) of our tables.

    Libraries have let some of their keys grow without a migration that says so.
    """
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("inducult.")}
    with of.cursor() as cursor:
        return {
            table: (_columns(of.introspection, cursor, table), _rules(of, cursor, table))
            for table in of.introspection.table_names(cursor)
            if table.partition("_")[0] in ours
        }


def _columns(look: Any, cursor: Any, table: str) -> list[Any]:
    return sorted(
        (column.name, look.get_field_type(column.type_code, column), column.null_ok)
        for column in look.get_table_description(cursor, table)
    )


def _rules(of: Any, cursor: Any, table: str) -> list[Any]:
    asked = ("primary_key", "unique", "foreign_key", "check", "index", "orders")
    rules = of.introspection.get_constraints(cursor, table).values()
    return sorted(str([rule["columns"], *(rule.get(key) for key in asked)]) for rule in rules)


@pytest.fixture
def migrated(tmp_path: Path) -> Iterator[Any]:
    """A connection to a database that went through every migration, one after the other."""
    with database() as url:
        around = {**os.environ, "INDUCULT_DATA": str(tmp_path), "DATABASE_URL": url}
        program = [sys.executable, "-m", "inducult.config.cli", "migrate", "-v0"]
        subprocess.run([*program, "contenttypes"], env=around, check=True)
        subprocess.run(program, env=around, check=True)
        name = url.rpartition("/")[2] or tmp_path / "register.sqlite3"
        other = ConnectionHandler({"default": {**connection.settings_dict, "NAME": name}})
        yield other["default"]
        other.close_all()


@pytest.mark.django_db
@pytest.mark.postgresql
def test_migrations_make_the_tables_of_the_models(migrated: Any) -> None:
    assert tables_of(migrated) == tables_of(connection) != {}


@pytest.mark.django_db
def test_an_empty_database_that_got_its_tables_at_once_has_nothing_left_to_migrate() -> None:
    executor = MigrationExecutor(connection)
    assert executor.loader.applied_migrations
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []


@pytest.mark.django_db
def test_no_change_of_a_model_lacks_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
