"""What goes out holds no value whose only sources are share-alike or non-commercial.

Such values never enter the register (decision 18). This stands at the door of every edition all the
same, and asks again who says what is about to go out: a law that is only kept is not yet shown.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from inducult.common.releasing import releasing
from inducult.harvest.licences import OPEN, Statement, open_part
from inducult.harvest.models import Provenance
from inducult.harvest.queries import statements_of
from inducult.places.models import Place

AT_ONCE: Final = 2_000  # records
IDENTIFIER: Final = re.compile(r'\s*\{\s*"id":\s*"([^"\\]+)"')  # it always stands first


@releasing
def only_open(records: Iterable[str]) -> Iterator[str]:
    """The records, as JSON; those of which closed sources say nothing are not even read."""
    doubted = Provenance.objects.exclude(licence__in=sorted(OPEN)).order_by()
    places = set(doubted.values_list("place__identifier", flat=True).distinct())
    waiting = iter(records)
    while some := list(islice(waiting, AT_ONCE)):
        yield from opened(some, _said_of(places.intersection(map(identifier_of, some))))


def opened(records: Iterable[str], said: Mapping[str, Sequence[Statement]]) -> Iterator[str]:
    """The open part of each record; `said` by identifier. The share-alike position goes on apart.

    It is no value of the open record: an edition keeps it in a file of its own (decision 9).
    """
    for text in records:
        statements = said.get(identifier_of(text))
        if not statements:
            yield text
            continue
        record = json.loads(text)
        apart = {"share_alike_position": record["share_alike_position"]}
        part = {**open_part(record, statements), **apart}
        yield text if part == record else json.dumps(part, ensure_ascii=False)


def identifier_of(text: str) -> str:
    """The identifier of a record, without reading all of it."""
    found = IDENTIFIER.match(text)
    return found[1] if found else str(json.loads(text)["id"])


def _said_of(identifiers: set[str]) -> dict[str, list[Statement]]:
    if not identifiers:
        return {}
    return statements_of(Place.objects.filter(identifier__in=identifiers))
