"""Work of the open data behind the pages."""

from __future__ import annotations

from typing import Final

from django_tasks import task

from inducult.catalogue.queries import at
from inducult.common.background import waiting_with
from inducult.opendata.downloads import keeping
from inducult.opendata.downloads.keeping import Order
from inducult.opendata.features import preparing
from inducult.opendata.linked import sparql

MOST_WAITING: Final = 50  # large downloads in the queue


@task()
def prepare_edition(number: int) -> None:
    """Derives from an edition what the interfaces read."""
    edition = at(number)
    if edition is not None:
        preparing.prepare(edition)


@task()
def write_download(number: int, query: str, ending: str, site: str, moment: str) -> None:
    """Writes a large download; the same order twice writes it once."""
    keeping.make(Order(number, query, ending, site, moment))


def make_download(order: Order) -> bool:
    """Has a download written behind the pages; asking again changes nothing.

    False if so many wait that no more are taken.
    """
    told = [order.number, order.query, order.ending, order.site, order.moment]
    waiting = waiting_with(write_download)
    if told in waiting:
        return True
    if len(waiting) >= MOST_WAITING:
        return False
    write_download.enqueue(order.number, order.query, order.ending, order.site, order.moment)
    return True


@task()
def prepare_graph(number: int, site: str) -> None:
    """Makes the triples of an edition; the same edition twice makes them once."""
    edition = at(number)
    if edition is not None:
        sparql.prepare(edition, site)


def make_graph(number: int, site: str) -> None:
    """Has the triples made behind the pages; asking again changes nothing."""
    if [number, site] not in waiting_with(prepare_graph):
        prepare_graph.enqueue(number, site)
