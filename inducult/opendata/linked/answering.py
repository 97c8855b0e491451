"""A process that answers one SPARQL query and ends: python -m … STORE FORMAT SECONDS MEGABYTES.

The query comes on the standard input, the answer goes to the standard output. The process knows
no Django, opens the store for reading only, and may take so much of the processor and of memory;
whoever started it kills it when it takes too long. Ends with 0, or with 2 and a sentence.
"""

from __future__ import annotations

import resource
import sys
from typing import Final

import pyoxigraph as ox

REFUSED: Final = 2
TABLES: Final = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPHS: Final = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
}


def main() -> None:
    store, wanted, seconds, megabytes = sys.argv[1:5]
    limit(int(seconds), int(megabytes))
    try:
        answer(ox.Store.read_only(store), sys.stdin.buffer.read().decode(), wanted)
    except (SyntaxError, ValueError, OSError, RuntimeError) as error:
        sys.stderr.write(str(error))
        sys.exit(REFUSED)


def limit(seconds: int, megabytes: int) -> None:
    """More than this is not given, whatever the query asks."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answer(store: ox.Store, query: str, wanted: str) -> None:
    """Writes the answer; its first line says what it is."""
    found = store.query(query)
    if isinstance(found, ox.QueryTriples):
        kind = wanted if wanted in GRAPHS else "turtle"
        sys.stdout.buffer.write(f"{kind}\n".encode())
        found.serialize(sys.stdout.buffer, GRAPHS[kind])
    else:
        kind = wanted if wanted in TABLES else "json"
        sys.stdout.buffer.write(f"{kind}\n".encode())
        found.serialize(sys.stdout.buffer, TABLES[kind])
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
