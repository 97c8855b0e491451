"""Reads may go to a replica of the register; writes, and what reads after them, to the primary.

A replica is a moment behind. So whatever has written goes on reading from the primary: the rest of
its request, and the requests of the same browser for ten seconds (a cookie without content).
A replica that dies, loses its primary or falls behind is left alone, and the primary is asked.
Everything that is not a plain question of a visitor (commands, the worker) reads from the primary.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, Final

from django.conf import settings
from django.db import DatabaseError, connections
from django.http import HttpRequest
from django.http.response import HttpResponseBase

PRIMARY: Final = "default"
REPLICA: Final = "replica"
COOKIE: Final = "after-write"
AFTER_WRITE_S: Final = 10
LOOK_S: Final = 1.0
REST_S: Final = 10.0  # a replica that did not answer is left alone for so long
LAG_S: Final = 5  # seconds behind that are still borne
# It receives, and has applied what it received, or was not far behind when it last did.
FOLLOWS: Final = """
    SELECT EXISTS (SELECT FROM pg_stat_wal_receiver)
       AND (pg_last_wal_receive_lsn() IS NOT DISTINCT FROM pg_last_wal_replay_lsn()
            OR now() - pg_last_xact_replay_timestamp() < make_interval(secs => %s))
"""

_may_read_replica: ContextVar[bool] = ContextVar("may_read_replica", default=False)
log = logging.getLogger(__name__)


class Replicas:
    """The router: where a query goes."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        return REPLICA if _may_read_replica.get() else PRIMARY

    def db_for_write(self, model: Any, **hints: Any) -> str:
        _may_read_replica.set(False)
        return PRIMARY

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        return True  # they are the same rows

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == PRIMARY


class ReadingFromReplicas:
    """Lets a request read from the replica if it only asks, and nobody wrote just before it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if REPLICA not in settings.DATABASES:
            return self.get_response(request)
        asks = request.method in ("GET", "HEAD") and COOKIE not in request.COOKIES
        token = _may_read_replica.set(asks and _watch.is_good())
        try:
            response = self.get_response(request)
            if request.method not in ("GET", "HEAD", "OPTIONS"):
                _remember(response)
            return response
        finally:
            _may_read_replica.reset(token)


def _remember(response: HttpResponseBase) -> None:
    response.set_cookie(
        COOKIE,
        "1",
        max_age=AFTER_WRITE_S,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


class _Watch:
    """Whether the replica is there and follows; looked at once a second, not at each request."""

    def __init__(self) -> None:
        self.until = 0.0
        self.good = False

    def is_good(self) -> bool:
        now = time.monotonic()
        if now >= self.until:
            self.good = _follows()
            self.until = now + (LOOK_S if self.good else REST_S)
        return self.good


_watch = _Watch()


def _follows() -> bool:
    try:
        with connections[REPLICA].cursor() as cursor:
            cursor.execute(FOLLOWS, [LAG_S])
            if (cursor.fetchone() or [False])[0]:
                return True
        log.warning("The replica has lost its primary; for %.0f s nobody asks it.", REST_S)
    except DatabaseError as error:
        said = str(error).partition("\n")[0]
        log.warning("The replica does not answer (%s); for %.0f s nobody asks it.", said, REST_S)
        connections[REPLICA].close()
    return False
