"""SPARQL over the edition in use: reading only, bounded in time, memory and size.

The triples lie in the edition's annex and go when that goes. Each query has a process of its own,
because a running query cannot be stopped from within: the process can. Queries that would call
another server (SERVICE) or read a file are refused before.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pyoxigraph as ox
from django.conf import settings

from inducult.catalogue.queries import Edition, Filter
from inducult.opendata.linked.graph import Triple, ntriples
from inducult.opendata.linked.places import place_triples
from inducult.opendata.linked.taxonomy import taxonomy_triples

AT_ONCE: Final = 5_000  # places whose triples are made while somebody waits
SECONDS: Final = 10
MEGABYTES: Final = 1_500  # of address space
LARGEST: Final = 5_000_000  # bytes of an answer
LONGEST: Final = 20_000  # characters of a query
TOGETHER: Final = 2  # queries at a time in one web process
WAIT_S: Final = 5  # for one of them to end
# What is no word of a query: texts, addresses, comments.
NO_WORDS: Final = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\''
    r'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^<>"{}|^`\\\s]*>|#[^\n]*',
    re.DOTALL,
)
CALLS_OUT: Final = re.compile(r"\b(SERVICE|LOAD)\b", re.IGNORECASE)

_turns = threading.BoundedSemaphore(TOGETHER)


class Refused(ValueError):
    """A query that is not answered: the status and a sentence."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status


@dataclass(frozen=True)
class Answer:
    """What a query found; `kind` is json, xml, csv, tsv, turtle, ntriples or rdfxml."""

    kind: str
    content: bytes


def store_of(edition: Edition, site: str) -> Path:
    """Where the triples of an edition lie: others for another address, others after a
    withdrawal."""
    told = "\n".join([site, *sorted(edition.left_out)])
    return edition.annex(f"graph-1-{hashlib.sha256(told.encode()).hexdigest()[:12]}")


def has_room(edition: Edition) -> bool:
    """Whether the edition is small enough to be asked."""
    return len(edition) <= settings.SPARQL_PLACES


def is_prepared(edition: Edition, site: str) -> bool:
    return store_of(edition, site).is_dir()


def prepare(edition: Edition, site: str) -> None:
    """Makes the triples; does nothing if they are there. They appear whole or not at all."""
    target = store_of(edition, site)
    if target.is_dir() or not target.parent.is_dir() or not has_room(edition):
        return
    with TemporaryDirectory(prefix="graph-", dir=target.parent) as made:
        text = Path(made) / "triples.nt"
        with text.open("w", encoding="utf-8") as lines:
            lines.writelines(ntriples(_everything(edition, site)))
        store = ox.Store(str(Path(made) / "store"))
        store.bulk_load(path=str(text), format=ox.RdfFormat.N_TRIPLES)
        store.flush()
        del store  # closes it
        try:
            (Path(made) / "store").rename(target)
        except OSError:
            if not target.is_dir():
                raise


def _everything(edition: Edition, site: str) -> Iterator[Triple]:
    yield from taxonomy_triples(site)
    for record in edition.select(Filter(), moment=edition.changed_at).records():
        yield from place_triples(record, site)


def ask(edition: Edition, site: str, query: str, wanted: str) -> Answer:
    """The answer to a query. Raises Refused."""
    check(query)
    if not _turns.acquire(timeout=WAIT_S):
        raise Refused(429, "Too many queries at once; please come back in a moment.")
    try:
        return _answered(store_of(edition, site), query, wanted)
    finally:
        _turns.release()


def check(query: str) -> None:
    """Refuses what is too long or would call another server."""
    if not query.strip():
        raise Refused(400, "Send a query as the parameter `query`.")
    if len(query) > LONGEST:
        raise Refused(413, f"A query may be {LONGEST} characters long.")
    if CALLS_OUT.search(NO_WORDS.sub(" ", query)):
        raise Refused(400, "SERVICE and LOAD are not answered here: ask this data only.")


def _answered(store: Path, query: str, wanted: str) -> Answer:
    command = [sys.executable, "-I", str(Path(__file__).with_name("answering.py"))]
    arguments = [str(store), wanted, str(SECONDS), str(MEGABYTES)]
    with subprocess.Popen(  # noqa: S603 -- our own program; the query goes to its input
        [*command, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={},
    ) as process:
        stop = threading.Timer(SECONDS, process.kill)
        stop.start()
        try:
            content, words = _read(process, query)
        finally:
            stop.cancel()
            process.kill()
    kind, _line, found = content.partition(b"\n")
    if len(content) > LARGEST:
        raise Refused(413, "The answer is too large; add a LIMIT.")
    if process.returncode == 2:
        raise Refused(400, words.decode("utf-8", "replace")[:2_000] or "The query was refused.")
    if process.returncode != 0:
        raise Refused(408, f"The query took more than {SECONDS} seconds or too much memory.")
    return Answer(kind.decode(), found)


def _read(process: subprocess.Popen[bytes], query: str) -> tuple[bytes, bytes]:
    """What the process writes, but not much more than is allowed."""
    assert process.stdin and process.stdout and process.stderr  # noqa: S101 -- for the type checker
    try:
        process.stdin.write(query.encode("utf-8", "replace"))
        process.stdin.close()
    except BrokenPipeError:  # it has ended already
        pass
    content = process.stdout.read(LARGEST + 100)
    if len(content) > LARGEST:
        process.kill()
    words = process.stderr.read(4_000)
    process.stdout.close()
    process.wait()
    return content, words
