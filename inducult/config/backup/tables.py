"""The tables of the register as lines of JSON, the same from SQLite and from PostgreSQL.

The models are those of the migrations that the database has seen, not those of the program: so the
archive of an older program fits the tables that its migrations make. Keys stay as they are.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from itertools import islice
from typing import Any, Final
from uuid import UUID

from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model
from django.utils.duration import duration_iso_string

ROWS: Final = 500
# What belongs to a running installation: who is signed in at this moment.
LEFT_OUT: Final = frozenset({"sessions.Session", "usersessions.UserSession"})
# What `migrate` fills by itself, so that a fresh database is not called full.
FILLED: Final = frozenset({"contenttypes.ContentType", "auth.Permission"})

Target = tuple[str, str]


def targets() -> list[Target]:
    """The last migrations that the database has seen, of each app."""
    loader = MigrationExecutor(connection).loader
    seen = set(loader.applied_migrations)
    graph = loader.graph
    return sorted(
        node
        for node in seen & set(graph.nodes)
        if not any(
            child.key in seen for child in graph.node_map[node].children if _same_app(child, node)
        )
    )


def _same_app(child: Any, node: Target) -> bool:
    return bool(child.key[0] == node[0])


def unknown(wanted: Iterable[Target]) -> list[Target]:
    """Migrations of which this program knows nothing."""
    known = MigrationExecutor(connection).loader.graph.nodes
    return [node for node in wanted if node not in known]


def migrate_to(wanted: Iterable[Target]) -> None:
    """Brings an empty database to the tables of an archive."""
    executor = MigrationExecutor(connection)
    if set(wanted) == set(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0)  # all of them, at once
    else:
        executor.migrate(list(wanted))


def models_at(wanted: Iterable[Target]) -> dict[str, type[Model]]:
    """Every table that is kept, by app and name of its model."""
    return dict(_models_at(tuple(wanted)))


@cache
def _models_at(wanted: tuple[Target, ...]) -> dict[str, type[Model]]:
    """A hundred models made anew from their history take a second: once is enough."""
    state = MigrationExecutor(connection).loader.project_state(list(wanted))
    models = state.apps.get_models(include_auto_created=True)
    named = {f"{model._meta.app_label}.{model._meta.object_name}": model for model in models}
    return {
        name: model
        for name, model in sorted(named.items())
        if name not in LEFT_OUT and model._meta.managed and not model._meta.proxy
    }


@contextmanager
def one_moment() -> Iterator[None]:
    """All that is read inside is the state of one moment, whatever others write meanwhile."""
    if connection.in_atomic_block:  # that of a test
        yield
        return
    postgresql = connection.vendor == "postgresql"
    begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if postgresql else "BEGIN DEFERRED"
    with connection.cursor() as cursor:
        cursor.execute(begin)
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def rows_of(model: type[Model]) -> Iterator[bytes]:
    """The rows in the order of their keys, a line of JSON each."""
    names = [field.attname for field in model._meta.local_concrete_fields]
    rows = model._base_manager.order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=ROWS):
        line = json.dumps(dict(zip(names, row, strict=True)), default=_plain, ensure_ascii=False)
        yield f"{line}\n".encode()


def is_empty() -> bool:
    """Whether there is nothing in the database that a restore could overwrite."""
    existing = set(connection.introspection.table_names())
    models = models_at(targets())
    return not any(
        model._base_manager.exists()
        for name, model in models.items()
        if name not in FILLED and model._meta.db_table in existing
    )


def load(models: dict[str, type[Model]], tables: Iterable[tuple[str, Iterable[bytes]]]) -> None:
    """Replaces the content of all tables; inside a transaction of the caller."""
    for model in models.values():
        model._base_manager.all()._raw_delete(connection.alias)
    for name, lines in tables:
        _insert(models[name], lines)
    connection.check_constraints()
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models.values())):
            cursor.execute(statement)


def _insert(model: type[Model], lines: Iterable[bytes]) -> None:
    fields = list(model._meta.local_concrete_fields)
    most = min(ROWS, connection.ops.bulk_batch_size(fields, [None] * ROWS))
    remaining = iter(lines)
    while some := list(islice(remaining, most)):
        rows = [_row(model, fields, json.loads(line)) for line in some]
        # Raw: as it was kept; `auto_now` and the like would write the time of the restore.
        model._base_manager.all()._insert(rows, fields=fields, using=connection.alias, raw=True)  # type: ignore[attr-defined]


def _row(model: type[Model], fields: list[Any], kept: dict[str, Any]) -> Model:
    return model(**{field.attname: _value(field, kept[field.attname]) for field in fields})


def _value(field: Any, kept: Any) -> Any:
    if field.get_internal_type() == "BinaryField" and kept is not None:
        return base64.b64decode(kept)
    return kept if field.get_internal_type() == "JSONField" else field.to_python(kept)


def _plain(value: Any) -> Any:
    """As JSON has it; times to the microsecond, which Django's own encoder cuts."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, timedelta):
        return duration_iso_string(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode("ascii")
    raise TypeError(f"{type(value)} has no form in an archive")


def in_one_step() -> Any:
    """All or nothing."""
    return transaction.atomic()
