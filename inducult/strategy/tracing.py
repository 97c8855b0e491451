"""The trace of a strategy for one reader: rows become nodes, words only as she may see them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from inducult.dialogue.models import Proposition, Story
from inducult.strategy.citing import Cited, Sight, found
from inducult.strategy.models import Citation, Indicator, Measure, Objective, Pilot, Strategy
from inducult.strategy.trace import LAYERS, VOICES, Edge, Node, Trace, bridged, traced

LONGEST: Final = 240  # letters of a title in a drawing's data
Pair = tuple[str, str]


@dataclass
class _Work:
    """A trace on its way."""

    nodes: list[Node] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    voices: set[Pair] = field(default_factory=set)


def trace_of(strategy: Strategy, reader: Any) -> Trace:
    """From the voices that the reader may hear to the indicators; lost voices as counts."""
    work = _Work()
    _add_plan(work, strategy)
    _add_pilots(work, strategy, reader)
    _add_indicators(work, strategy)
    _add_citations(work, strategy)
    _add_dialogue(work)
    return _heard(work, reader)


def _add_plan(work: _Work, strategy: Strategy) -> None:
    language = strategy.language
    objectives = Objective.objects.filter(field__strategy=strategy)
    measures = Measure.objects.filter(objective__field__strategy=strategy)
    order = ("measure__objective__field__order", "measure__objective__order", "measure__order")
    for objective in objectives.order_by("field__order", "order", "id"):
        work.nodes.append(Node("objective", objective.key, objective.title, language))
    rows = measures.select_related("objective")
    for measure in rows.order_by("objective__field__order", "objective__order", "order", "id"):
        work.nodes.append(Node("measure", measure.key, measure.title, language))
        work.edges.append((f"objective:{measure.objective.key}", f"measure:{measure.key}"))
    actions = strategy.actions.select_related("measure").order_by(*order, "order", "id")
    for action in actions:
        work.nodes.append(Node("action", action.key, action.title, language))
        work.edges.append((f"measure:{action.measure.key}", f"action:{action.key}"))


def _add_pilots(work: _Work, strategy: Strategy, reader: Any) -> None:
    rows = Pilot.objects.filter(action__strategy=strategy).select_related("action")
    for pilot in rows.order_by("title", "id"):
        if pilot.is_public or getattr(reader, "held", None):
            work.nodes.append(Node("pilot", pilot.key, pilot.title, pilot.language, pilot.slug))
            above = pilot.action.key if pilot.action else ""
            work.edges.append((f"action:{above}", f"pilot:{pilot.key}"))


def _add_indicators(work: _Work, strategy: Strategy) -> None:
    rows = Indicator.objects.filter(strategy=strategy)
    for each in rows.select_related("objective", "action", "pilot").order_by("order", "id"):
        name = f"indicator:{each.key}"
        work.nodes.append(Node("indicator", each.key, each.title, strategy.language))
        for kind in ("objective", "action", "pilot"):
            if above := getattr(each, kind):
                work.edges.append((f"{kind}:{above.key}", name))


def _add_citations(work: _Work, strategy: Strategy) -> None:
    """What parts of the plan, and its pilots, say that they grew from."""
    inside = [node.name for node in work.nodes]
    pilots = [node.key for node in work.nodes if node.kind == "pilot"]
    rows = Citation.objects.filter(strategy=strategy)
    own = Citation.objects.filter(subject_kind="pilot", subject_key__in=pilots)
    for row in [*rows.order_by("id"), *own.order_by("id")]:
        subject = f"{row.subject_kind}:{row.subject_key}"
        if row.cited_kind in VOICES and subject in inside:
            work.edges.append((f"{row.cited_kind}:{row.cited_key}", subject))
            work.voices.add((row.cited_kind, row.cited_key))


def _add_dialogue(work: _Work) -> None:
    """Behind propositions their themes, behind themes their stories."""
    propositions = _keys(work, "proposition")
    behind: Any = Proposition.themes.through
    rows = behind.objects.filter(proposition__key__in=propositions)
    _add_pairs(work, "theme", "proposition", rows.values_list("theme__key", "proposition__key"))
    themes = _keys(work, "theme")
    told: Any = Story.themes.through
    stories = told.objects.filter(theme__key__in=themes)
    _add_pairs(work, "story", "theme", stories.values_list("story__key", "theme__key"))


def _add_pairs(work: _Work, begin: str, end: str, pairs: Any) -> None:
    for first, second in pairs.order_by("id"):
        work.edges.append((f"{begin}:{first}", f"{end}:{second}"))
        work.voices.add((begin, first))


def _keys(work: _Work, kind: str) -> list[str]:
    return sorted(key for each, key in work.voices if each == kind)


def _heard(work: _Work, reader: Any) -> Trace:
    """Voices with words become nodes; hidden ones are bridged, lost ones counted."""
    cited = found(sorted(work.voices), reader)
    seen = [_voice(each) for each in cited.values() if each.sight == Sight.SEEN]
    lost = {f"{c.kind}:{c.key}" for c in cited.values() if c.sight == Sight.WITHDRAWN}
    absent = {f"{kind}:{key}" for kind, key in cited} - {node.name for node in seen}
    citing = [end for begin, end in _past(work.edges, absent, lost) if begin in lost]
    edges = bridged([edge for edge in work.edges if edge[0] not in lost], sorted(absent))
    ordered = sorted(seen, key=lambda node: (LAYERS.index(node.kind), node.title.casefold()))
    return traced([*ordered, *work.nodes], edges, citing)


def _past(edges: Iterable[Edge], absent: set[str], lost: set[str]) -> list[Edge]:
    """Edges of lost voices, led past what this reader does not see."""
    return bridged(edges, sorted(absent - lost))


def _voice(cited: Cited) -> Node:
    return Node(cited.kind, cited.key, cited.words[:LONGEST], cited.language, cited.address)
