"""Triples as plain values, and how they are written: N-Triples, Turtle, JSON-LD.

One list of triples is the source of every dialect, so all say the same. There are no blank nodes:
a piece of a thing is called by the thing's address and a fragment, and the same content gives the
same bytes. Sources: RDF 1.1 N-Triples, RDF 1.1 Turtle, JSON-LD 1.1.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

PREFIXES: Final = {
    "crm": "http://www.cidoc-crm.org/cidoc-crm/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "geosparql": "http://www.opengis.net/ont/geosparql#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
TYPE: Final = "rdf:type"
LOCAL: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
NOT_IN_IRI: Final = re.compile(r"[\x00-\x20<>\"{}|^`\\\ud800-\udfff]")
ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


@dataclass(frozen=True)
class Text:
    """A literal: in a language, of a datatype (a prefixed name), or plain."""

    text: str
    language: str = ""
    datatype: str = ""


@dataclass(frozen=True)
class Iri:
    """An address, whole or as a prefixed name."""

    name: str


Node = Iri | Text
Triple = tuple[str, str, Node]  # subject and predicate are addresses or prefixed names


def whole(name: str) -> str:
    """The address that a prefixed name stands for; characters that no address has are escaped."""
    prefix, colon, local = name.partition(":")
    if colon and prefix in PREFIXES:
        return PREFIXES[prefix] + local
    return NOT_IN_IRI.sub(lambda m: "".join(f"%{b:02X}" for b in _bytes(m.group())), name)


def ntriples(triples: Iterable[Triple]) -> Iterator[str]:
    """A line for each triple."""
    for subject, predicate, node in triples:
        yield f"<{whole(subject)}> <{whole(predicate)}> {_long(node)} .\n"


def turtle(triples: Iterable[Triple]) -> str:
    """All triples, those of a subject together."""
    lines = [f"@prefix {name}: <{address}> .\n" for name, address in PREFIXES.items()]
    for subject, said in _by_subject(triples).items():
        predicates = [
            f"    {'a' if predicate == TYPE else _short(predicate)} "
            + ", ".join(_turtle(node) for node in nodes)
            for predicate, nodes in said.items()
        ]
        lines.append(f"\n{_short(subject)}\n" + " ;\n".join(predicates) + " .\n")
    return "".join(lines)


def jsonld(triples: Iterable[Triple]) -> str:
    """All triples as a graph with a context of its own: nothing has to be fetched to read it."""
    graph = []
    for subject, said in _by_subject(triples).items():
        entry: dict[str, Any] = {"@id": whole(subject)}
        for predicate, nodes in said.items():
            if predicate == TYPE:
                entry["@type"] = [node.name for node in nodes if isinstance(node, Iri)]
            else:
                entry[predicate] = [_value(node) for node in nodes]
        graph.append(entry)
    told = {"@context": PREFIXES, "@graph": graph}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _by_subject(triples: Iterable[Triple]) -> dict[str, dict[str, list[Node]]]:
    found: dict[str, dict[str, list[Node]]] = {}
    for subject, predicate, node in triples:
        nodes = found.setdefault(subject, {}).setdefault(predicate, [])
        if node not in nodes:
            nodes.append(node)
    return found


def _short(name: str) -> str:
    prefix, colon, local = name.partition(":")
    if colon and prefix in PREFIXES and LOCAL.fullmatch(local):
        return name
    return f"<{whole(name)}>"


def _turtle(node: Node) -> str:
    return _short(node.name) if isinstance(node, Iri) else _literal(node, _short)


def _long(node: Node) -> str:
    if isinstance(node, Iri):
        return f"<{whole(node.name)}>"
    return _literal(node, lambda name: f"<{whole(name)}>")


def _literal(node: Text, name: Any) -> str:
    text = "".join(ESCAPES.get(c, c) for c in node.text)
    text = re.sub("[\x00-\x1f\ud800-\udfff]", "", text)
    if node.language:
        return f'"{text}"@{node.language}'
    return f'"{text}"^^{name(node.datatype)}' if node.datatype else f'"{text}"'


def _value(node: Node) -> Any:
    if isinstance(node, Iri):
        return {"@id": whole(node.name)}
    if node.language:
        return {"@value": node.text, "@language": node.language}
    return {"@value": node.text, "@type": node.datatype} if node.datatype else node.text


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
