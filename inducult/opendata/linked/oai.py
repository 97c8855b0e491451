"""OAI-PMH 2.0: what harvesters of libraries and of Europeana ask, and what they are answered.

The datestamp of a record is the time at which the edition came into use that last touched it, so
nobody who comes regularly misses one. Records that are gone say so for ever ("persistent"). A
resumption token is the last record that was told: it holds however many editions come meanwhile.
Source: openarchives.org/OAI/openarchivesprotocol.html (2015-01-08).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from urllib.parse import urlsplit

import numpy as np
import pyarrow as pa

from inducult.catalogue.queries import Edition, Kind, State
from inducult.opendata.downloads.texts import xml
from inducult.opendata.linked import edm

PAGE: Final = 100  # records
FORMATS: Final[dict[str, tuple[Callable[[Mapping[str, Any], str], str], str, str]]] = {
    "oai_dc": (
        edm.dublin_core,
        "http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
        "http://www.openarchives.org/OAI/2.0/oai_dc/",
    ),
    "edm": (
        edm.edm,
        "http://www.europeana.eu/schemas/edm/EDM.xsd",
        "http://www.europeana.eu/schemas/edm/",
    ),
}
# Arguments of each verb: those that must be there, those that may.
ARGUMENTS: Final[dict[str, tuple[set[str], set[str]]]] = {
    "Identify": (set(), set()),
    "ListMetadataFormats": (set(), {"identifier"}),
    "ListSets": (set(), {"resumptionToken"}),
    "GetRecord": ({"identifier", "metadataPrefix"}, set()),
    "ListIdentifiers": ({"metadataPrefix"}, {"from", "until", "set"}),
    "ListRecords": ({"metadataPrefix"}, {"from", "until", "set"}),
}
LISTING: Final = ("ListIdentifiers", "ListRecords")
DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
SECOND: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
TOKEN: Final = re.compile(
    r"(?P<prefix>[a-z_]{1,20})!(?P<start>[^!]{0,20})!(?P<end>[^!]{0,20})"
    r"!(?P<since>\d{1,9})!(?P<place>[0-9a-z]{1,10})!(?P<told>\d{1,9})",
    re.ASCII,
)
HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation='
    '"http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">\n'
)


class Refused(ValueError):
    """An error of the protocol: its code and a sentence."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.code = code


@dataclass(frozen=True)
class Window:
    """What a list asks for: a format, a stretch of time, and where to go on."""

    prefix: str
    start: str = ""
    end: str = ""
    since: int = 0
    place: str = ""
    told: int = 0


@dataclass(frozen=True)
class Repository:
    """What is asked: an edition and the history up to it; `site` has no slash at its end."""

    edition: Edition
    state: State
    site: str
    mail: str

    def answer(self, asked: Mapping[str, list[str]], now: datetime) -> str:
        """The answer as XML; what is wrong is said in the words of the protocol."""
        attributes = ""
        try:
            verb, told = arguments_of(asked)
            attributes = "".join(f' {name}="{_attribute(v)}"' for name, v in told.items())
            attributes = f' verb="{verb}"{attributes}'
            body = f"<{verb}>{self._say(verb, told)}</{verb}>"
        except Refused as refused:
            if refused.code in ("badVerb", "badArgument"):
                attributes = ""
            body = f'<error code="{refused.code}">{xml(refused)}</error>'
        request = f"<request{attributes}>{xml(self.site)}/oai</request>"
        return f"{HEAD}<responseDate>{_zulu(now)}</responseDate>{request}{body}</OAI-PMH>\n"

    def _say(self, verb: str, told: dict[str, str]) -> str:
        if verb in LISTING:
            return self._list(told, headers=verb == "ListIdentifiers")
        say = {
            "Identify": self._identify,
            "ListMetadataFormats": self._formats,
            "ListSets": _no_sets,
            "GetRecord": self._get,
        }
        return say[verb](told)

    def _identify(self, _told: dict[str, str]) -> str:
        first = min(self.state.times.values(), default=datetime(1970, 1, 1, tzinfo=UTC))
        return (
            "<repositoryName>InduCult</repositoryName>"
            f"<baseURL>{xml(self.site)}/oai</baseURL><protocolVersion>2.0</protocolVersion>"
            f"<adminEmail>{xml(self.mail)}</adminEmail>"
            f"<earliestDatestamp>{_zulu(first)}</earliestDatestamp>"
            "<deletedRecord>persistent</deletedRecord>"
            "<granularity>YYYY-MM-DDThh:mm:ssZ</granularity>"
        )

    def _formats(self, told: dict[str, str]) -> str:
        if "identifier" in told:
            self._row(told["identifier"])
        return "".join(
            f"<metadataFormat><metadataPrefix>{name}</metadataPrefix><schema>{schema}</schema>"
            f"<metadataNamespace>{namespace}</metadataNamespace></metadataFormat>"
            for name, (_write, schema, namespace) in FORMATS.items()
        )

    def _get(self, told: dict[str, str]) -> str:
        row = self._row(told["identifier"])
        return self._record(row, _format(told["metadataPrefix"]), headers=False)

    def _list(self, told: dict[str, str], *, headers: bool) -> str:
        window = window_of(told)
        rows = self._rows(window)
        if not len(rows):
            raise Refused("noRecordsMatch", "No record was changed in that time.")
        shown = rows[:PAGE]
        records = "".join(self._record(int(r), window.prefix, headers=headers) for r in shown)
        return records + self._token(window, shown, len(rows))

    def _token(self, window: Window, shown: Any, left: int) -> str:
        """Where the next page begins; an empty one ends a list of several pages."""
        size = f'completeListSize="{window.told + left}" cursor="{window.told}"'
        if left <= PAGE:
            return f"<resumptionToken {size}/>" if window.told else ""
        last = int(shown[-1])
        since, place = int(self.state.since[last]), self.state.ids[last].as_py()
        told = (window.prefix, window.start, window.end, since, place, window.told + PAGE)
        return f"<resumptionToken {size}>{'!'.join(map(str, told))}</resumptionToken>"

    def _rows(self, window: Window) -> Any:
        """Rows of the state in the order of (edition, identifier), after where the token stands."""
        state = self.state
        start, end = _bounds(window)
        wanted = [
            number
            for number, at in state.times.items()
            if (start is None or at >= start) and (end is None or at <= end)
        ]
        rows = np.flatnonzero(np.isin(state.since, wanted))
        order = rows[np.argsort(state.since[rows], kind="stable")]  # identifiers are sorted
        if not window.place:
            return order
        since, ids = state.since[order], state.ids.take(pa.array(order)).to_numpy(False)
        return order[(since > window.since) | ((since == window.since) & (ids > window.place))]

    def _row(self, identifier: str) -> int:
        place = identifier.rpartition(":")[2]
        row = self.state.ids.index(place).as_py() if identifier == self._name(place) else -1
        if row < 0:
            raise Refused("idDoesNotExist", "No published place has this identifier.")
        return int(row)

    def _record(self, row: int, prefix: str, *, headers: bool) -> str:
        place = self.state.ids[row].as_py()
        record = None if self.state.kind[row] == Kind.REMOVED else self.edition.place(place)
        status = "" if record else ' status="deleted"'
        stamp = _zulu(self.state.times[int(self.state.since[row])])
        header = (
            f"<header{status}><identifier>{self._name(place)}</identifier>"
            f"<datestamp>{stamp}</datestamp></header>"
        )
        if headers:
            return header
        content = ""
        if record:
            write = FORMATS[prefix][0]
            content = f"<metadata>{write(record, self.site)}</metadata>"
        return f"<record>{header}{content}</record>"

    def _name(self, place: str) -> str:
        return f"oai:{urlsplit(self.site).hostname}:{place}"


def arguments_of(asked: Mapping[str, list[str]]) -> tuple[str, dict[str, str]]:
    """The verb and its arguments, each once and allowed. Raises Refused."""
    verbs = asked.get("verb", [])
    if len(verbs) != 1 or verbs[0] not in ARGUMENTS:
        raise Refused("badVerb", "Say one verb of the protocol.")
    told = {name: values[0] for name, values in asked.items() if name != "verb"}
    if any(len(values) != 1 for values in asked.values()):
        raise Refused("badArgument", "Each argument may be given once.")
    must, may = ARGUMENTS[verbs[0]]
    if verbs[0] in LISTING and "resumptionToken" in told:
        must, may = {"resumptionToken"}, set()
    if missing := must - told.keys():
        raise Refused("badArgument", f"Missing: {', '.join(sorted(missing))}.")
    if told.keys() - must - may:
        raise Refused("badArgument", "There is an argument that this verb does not know.")
    return verbs[0], told


def window_of(told: dict[str, str]) -> Window:
    """What a list asks for. Raises Refused."""
    if "resumptionToken" in told:
        return _window_of_token(told["resumptionToken"])
    if "set" in told:
        _no_sets(told)
    window = Window(_format(told["metadataPrefix"]), told.get("from", ""), told.get("until", ""))
    _bounds(window)
    return window


def _window_of_token(token: str) -> Window:
    found = TOKEN.fullmatch(token)
    try:
        if found is None:
            raise Refused("badArgument", "")
        window = Window(
            _format(found["prefix"]),
            found["start"],
            found["end"],
            int(found["since"]),
            found["place"],
            int(found["told"]),
        )
        _bounds(window)
    except Refused:
        raise Refused("badResumptionToken", "This token is none of ours.") from None
    return window


def _bounds(window: Window) -> tuple[datetime | None, datetime | None]:
    """The stretch of time, both ends included. Raises Refused."""
    start, end = window.start, window.end
    if start and end and len(start) != len(end):
        raise Refused("badArgument", "Both ends must be days, or both seconds.")
    first, last = _time(start), _time(end)
    if last and DAY.fullmatch(end):
        last += timedelta(days=1, seconds=-1)
    if first and last and first > last:
        raise Refused("badArgument", "The end lies before the beginning.")
    return first, last


def _time(text: str) -> datetime | None:
    if not text:
        return None
    if not (DAY.fullmatch(text) or SECOND.fullmatch(text)):
        raise Refused("badArgument", "A time is YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ.")
    try:
        return datetime.fromisoformat(text.replace("Z", "+00:00")).replace(tzinfo=UTC)
    except ValueError:
        raise Refused("badArgument", "There is no such time.") from None


def _format(prefix: str) -> str:
    if prefix not in FORMATS:
        raise Refused("cannotDisseminateFormat", "Formats are oai_dc and edm.")
    return prefix


def _no_sets(_told: dict[str, str]) -> str:
    raise Refused("noSetHierarchy", "There are no sets.")


def _attribute(text: str) -> str:
    return xml(text).replace('"', "&quot;")


def _zulu(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
