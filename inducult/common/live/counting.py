"""Topics and how far they have grown."""

from __future__ import annotations

from typing import Final

from django.db import connection

from inducult.common.models import Topic

CHANNEL: Final = "inducult_live"
GROW: Final = """
    INSERT INTO common_topic (name, count) VALUES (%s, 1)
    ON CONFLICT (name) DO UPDATE SET count = common_topic.count + 1 RETURNING count
"""


def grow(name: str) -> int:
    """One more happening in the topic, in the transaction of the happening; returns its number.

    Numbers are given in the order of the commits: who grows a topic holds its row until the end
    of the transaction. So a reader that has seen number N has seen everything up to N.
    """
    with connection.cursor() as cursor:
        cursor.execute(GROW, [name])
        count: int = cursor.fetchone()[0]
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, f"{count} {name}"])
    return count


def count_of(name: str) -> int:
    """How far a topic has grown; 0 before it begins."""
    return counts_of([name]).get(name, 0)


def counts_of(names: list[str]) -> dict[str, int]:
    """How far the topics have grown that have begun."""
    return dict(Topic.objects.filter(pk__in=names).order_by().values_list("name", "count"))


def forget(name: str) -> None:
    """A topic that nobody will ask for any more."""
    Topic.objects.filter(pk=name).delete()
