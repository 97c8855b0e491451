"""A server that stands in for the platforms of sources; strangers' clients check its likeness.

OAI-PMH, OGC API Features, WFS, Overpass, SPARQL, plain files; and servers that mean no good.
"""

from __future__ import annotations

import gzip
import json
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from tests.harvest.files import NAMES, POINTS, oai_text

PLACES: Final = list(zip(NAMES, POINTS, strict=True))
CSV: Final = "key,name,lon,lat\n" + "".join(
    f"{n},{name},{lon},{lat}\n" for n, (name, (lon, lat)) in enumerate(PLACES, start=1)
)
IDENTIFY: Final = """<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2026-01-01T00:00:00Z</responseDate>
<request>{base}</request><Identify><repositoryName>Stand-in</repositoryName><baseURL>{base}</baseURL>
<protocolVersion>2.0</protocolVersion><adminEmail>a@example.org</adminEmail>
<earliestDatestamp>2026-01-01</earliestDatestamp><deletedRecord>persistent</deletedRecord>
<granularity>YYYY-MM-DD</granularity></Identify></OAI-PMH>"""
CAPABILITIES: Final = """<?xml version="1.0" encoding="UTF-8"?>
<wfs:WFS_Capabilities version="2.0.0" xmlns:wfs="http://www.opengis.net/wfs/2.0"
 xmlns:ows="http://www.opengis.net/ows/1.1" xmlns:xlink="http://www.w3.org/1999/xlink">
<ows:ServiceIdentification><ows:Title>Stand-in</ows:Title><ows:ServiceType>WFS</ows:ServiceType>
<ows:ServiceTypeVersion>2.0.0</ows:ServiceTypeVersion></ows:ServiceIdentification>
<ows:OperationsMetadata><ows:Operation name="GetFeature"><ows:DCP><ows:HTTP>
<ows:Get xlink:href="{base}"/></ows:HTTP></ows:DCP></ows:Operation></ows:OperationsMetadata>
<wfs:FeatureTypeList><wfs:FeatureType><wfs:Name>works</wfs:Name><wfs:Title>Works</wfs:Title>
<wfs:DefaultCRS>urn:ogc:def:crs:EPSG::4326</wfs:DefaultCRS>
<ows:WGS84BoundingBox><ows:LowerCorner>0 0</ows:LowerCorner><ows:UpperCorner>1 1</ows:UpperCorner>
</ows:WGS84BoundingBox></wfs:FeatureType></wfs:FeatureTypeList></wfs:WFS_Capabilities>"""
MEMBER: Final = """<wfs:member><x:works gml:id="w.{n}"><x:name>{name}</x:name><x:geom>
<gml:Point srsName="urn:ogc:def:crs:EPSG::4326"><gml:pos>{lat} {lon}</gml:pos></gml:Point>
</x:geom></x:works></wfs:member>"""
COLLECTION: Final = """<?xml version="1.0" encoding="UTF-8"?>
<wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:x="http://example.org/x"
 xmlns:gml="http://www.opengis.net/gml/3.2" numberMatched="3" numberReturned="{count}">{members}
</wfs:FeatureCollection>"""


def _feature(number: int, place: tuple[str, Any]) -> dict[str, Any]:
    """A work as GeoJSON."""
    name, point = place
    geometry = {"type": "Point", "coordinates": point}
    told = {"properties": {"name": name}, "geometry": geometry}
    return {"type": "Feature", "id": number, **told}


class StandIn(BaseHTTPRequestHandler):
    """One answer a path; `seen` counts what was asked, `agents` who asked."""

    seen: Counter[str] = Counter()
    agents: set[str] = set()
    times: list[float] = []

    def do_GET(self) -> None:
        self._answer({})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        self._answer({name: values[0] for name, values in parse_qs(body).items()})

    def log_message(self, *_said: Any) -> None:
        """Quiet."""

    def _answer(self, form: dict[str, str]) -> None:
        parts = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()} | form
        name = parts.path.strip("/").split("/")[0] or "root"
        self.seen[name] += 1
        self.agents.add(self.headers.get("User-Agent", ""))
        self.times.append(time.monotonic())
        if self.headers.get("Host", "").startswith("elsewhere"):
            self._send(b"secret")
            return
        getattr(self, f"_{name}", self._unknown)(asked)

    @property
    def base(self) -> str:
        return f"http://{self.headers['Host']}"

    def _send(self, body: bytes, kind: str = "text/plain", status: int = 200, **more: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in more.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def _json(self, value: Any, kind: str = "application/json") -> None:
        self._send(json.dumps(value, ensure_ascii=False).encode(), kind)

    # platforms
    def _file(self, _asked: dict[str, str]) -> None:
        if self.headers.get("If-None-Match") == '"one"':
            self._send(b"", status=304)
        else:
            self._send(CSV.encode(), "text/csv", ETag='"one"')

    def _oai(self, asked: dict[str, str]) -> None:
        if asked.get("verb") == "Identify":
            self._send(IDENTIFY.format(base=f"{self.base}/oai").encode(), "text/xml")
        elif asked.get("resumptionToken") == "two":
            self._send(oai_text("", NAMES[:1]).encode(), "text/xml")
        elif asked.get("resumptionToken") == "again" or asked.get("set") == "endless":
            self._send(oai_text("again", NAMES[:1]).encode(), "text/xml")
        else:
            self._send(oai_text("two").encode(), "text/xml")

    def _features(self, asked: dict[str, str]) -> None:
        steps = urlsplit(self.path).path.strip("/").split("/")
        links: list[dict[str, str]] = []
        if steps[1:] == []:
            links = [{"rel": "data", "href": f"{self.base}/features/collections"}]
            self._json({"title": "Stand-in", "links": links})
        elif steps[1:] == ["collections"]:
            self._json({"collections": [{"id": "works", "links": []}], "links": []})
        else:
            self._items(asked)

    def _items(self, asked: dict[str, str]) -> None:
        start, most = int(asked.get("offset", 0)), 2
        found = [_feature(n, place) for n, place in enumerate(PLACES, start=1)]
        some, more = found[start : start + most], start + most < len(found)
        elsewhere = "http://elsewhere.example" if asked.get("away") else self.base
        following = f"{elsewhere}/features/collections/works/items?offset={start + most}"
        links = [{"rel": "next", "href": following}] if more else []
        told = {"type": "FeatureCollection", "features": some, "links": links}
        self._json({**told, "numberMatched": 3, "numberReturned": len(some)})

    def _wfs(self, asked: dict[str, str]) -> None:
        lower = {name.lower(): value for name, value in asked.items()}
        if lower.get("request") == "GetCapabilities":
            self._send(CAPABILITIES.format(base=f"{self.base}/wfs").encode(), "text/xml")
            return
        start = int(lower.get("startindex", 0))
        some = list(enumerate(PLACES, start=1))[start : start + int(lower.get("count", 10))]
        if "json" in lower.get("outputformat", ""):
            self._json(
                {"type": "FeatureCollection", "features": [_feature(*each) for each in some]}
            )
            return
        members = "".join(
            MEMBER.format(n=n, name=name, lon=p[0], lat=p[1]) for n, (name, p) in some
        )
        self._send(COLLECTION.format(members=members, count=len(some)).encode(), "text/xml")

    def _overpass(self, asked: dict[str, str]) -> None:
        if not asked.get("data", "").startswith("[out:json]"):
            self._send(b"parse error", status=400)
            return
        nodes = [
            {"type": "node", "id": n, "lon": p[0], "lat": p[1], "tags": {"name": name}}
            for n, (name, p) in enumerate(PLACES, start=1)
        ]
        self._json({"version": 0.6, "generator": "stand-in", "elements": nodes})

    def _sparql(self, asked: dict[str, str]) -> None:
        if "SELECT" not in asked.get("query", ""):
            self._send(b"malformed query", status=400)
            return
        rows = [
            {
                "item": {"type": "uri", "value": f"http://www.wikidata.org/entity/Q{n}"},
                "label": {"type": "literal", "xml:lang": "de", "value": name},
                "point": {"type": "literal", "value": f"Point({p[0]} {p[1]})"},
            }
            for n, (name, p) in enumerate(PLACES, start=1)
        ]
        answer = {"head": {"vars": ["item", "label", "point"]}, "results": {"bindings": rows}}
        self._json(answer, "application/sparql-results+json")

    # servers that mean no good
    def _unknown(self, _asked: dict[str, str]) -> None:
        self._send(b"not here", status=404)

    def _to(self, asked: dict[str, str]) -> None:
        self._send(b"", status=302, Location=asked["url"])

    def _round(self, _asked: dict[str, str]) -> None:
        self._send(b"", status=302, Location="/round")

    def _large(self, _asked: dict[str, str]) -> None:
        self._send(b"0" * 3_000_000)

    def _bomb(self, _asked: dict[str, str]) -> None:
        self._send(gzip.compress(b"0" * 30_000_000), Content_Encoding="gzip")

    def _broken(self, _asked: dict[str, str]) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"half of it")

    def _drip(self, _asked: dict[str, str]) -> None:
        self.send_response(200)
        self.end_headers()
        with suppress(ConnectionError):  # who asked has gone away, as she should
            for _second in range(100):
                self.wfile.write(b"0" * 70_000)
                time.sleep(0.05)

    def _busy(self, _asked: dict[str, str]) -> None:
        if self.seen["busy"] < 3:
            self._send(b"later", status=429, Retry_After="0")
        else:
            self._send(CSV.encode(), "text/csv")

    def _closed(self, _asked: dict[str, str]) -> None:
        self._send(b"later", status=503, Retry_After="86400")


@contextmanager
def platforms() -> Iterator[tuple[str, type[StandIn]]]:
    """The address of a running stand-in, and what it has seen."""
    handler = type("Running", (StandIn,), {"seen": Counter(), "agents": set(), "times": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", handler
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
