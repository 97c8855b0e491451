"""Addresses for those who watch: `/ready`, `/metrics` (`/health` is with the public pages)."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from inducult.catalogue.queries import current

PROXIED = ("X-Forwarded-For", "Forwarded", "X-Real-IP")


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Whether this node should be sent visitors: 200, or 503 with what it lacks.

    The database answers, its tables are at least those of this program, an edition is open.
    """
    edition = current()
    told = {
        "edition": edition.number if edition else None,
        "database": _database_answers(),
        "tables": _tables_are_there(),
    }
    return JsonResponse(told, status=200 if all(told.values()) else 503)


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Figures for Prometheus, for the networks of INDUCULT_METRICS; else there is no such page."""
    if not _may_ask(request):
        raise Http404
    from prometheus_client import CONTENT_TYPE_LATEST  # noqa: PLC0415 -- after the server's set-up

    from inducult.config.watching import figures  # noqa: PLC0415 -- after the server's set-up

    return HttpResponse(figures.text(), content_type=CONTENT_TYPE_LATEST)


def _may_ask(request: HttpRequest) -> bool:
    """Asked directly and from a network that is named. Who comes through a proxy has its address
    and could be anybody."""
    if any(header in request.headers for header in PROXIED):
        return False
    try:
        address = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    return any(address in ip_network(network, strict=False) for network in settings.METRICS)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


_seen: list[bool] = []


def _tables_are_there() -> bool:
    """Asked until it is so; a newer program's tables are good for us too."""
    if not _seen and _nothing_to_migrate():
        _seen.append(True)
    return bool(_seen)


def _nothing_to_migrate() -> bool:
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False
