"""Figures of the running product in the words of Prometheus.

Each process counts in files of its own (`PROMETHEUS_MULTIPROC_DIR`, set by `inducult serve`), and
whichever is asked adds them up. So this module is imported after the server has named the folder.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any, Final

from django.db import DatabaseError
from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector

from inducult.catalogue.queries import current
from inducult.common.task_list import counts

FOLDER: Final = "PROMETHEUS_MULTIPROC_DIR"
SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)
METHODS: Final = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"})

REQUESTS = Counter(
    "inducult_requests", "Requests that were answered.", ["method", "view", "status"]
)
DURATION = Histogram(
    "inducult_request_seconds", "Time until the answer began.", ["view"], buckets=SECONDS
)


def count(method: str, view: str, status: int, seconds: float) -> None:
    """A request that was answered."""
    REQUESTS.labels(method if method in METHODS else "other", view, str(status)).inc()
    DURATION.labels(view).observe(seconds)


def text() -> bytes:
    """All figures, of all processes of this machine."""
    registry = REGISTRY
    if FOLDER in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    now = CollectorRegistry()
    now.register(_Present())
    return generate_latest(registry) + generate_latest(now)


class _Present:
    """What is looked up when somebody asks."""

    def collect(self) -> Iterator[Metric]:
        edition = current()
        yield _gauge("edition_number", "The edition in use.", edition.number if edition else 0)
        yield _gauge("edition_places", "Places in it.", len(edition) if edition else 0)
        tasks = GaugeMetricFamily("inducult_tasks", "Work behind the pages.", labels=["state"])
        for state, number in _tasks().items():
            tasks.add_metric([str(state).lower()], number)
        yield tasks


def _gauge(name: str, says: str, value: float) -> Metric:
    return GaugeMetricFamily(f"inducult_{name}", says, value=value)


def _tasks() -> dict[str, Any]:
    try:
        return dict(counts())
    except DatabaseError:  # the figures of the web are wanted then more than ever
        return {}
