"""The way from a voice to an indicator: no loose end, and back is the way there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from inducult.strategy.trace import LAYERS, Edge, Node, Trace, bridged, traced

NODES = st.builds(Node, kind=st.sampled_from(LAYERS), key=st.sampled_from("abcdef"))
NAMES = NODES.map(lambda node: node.name)
GRAPHS = st.tuples(
    st.lists(NODES, max_size=30),
    st.lists(st.tuples(NAMES, NAMES), max_size=60),
    st.lists(NAMES, max_size=8),
)
Given = tuple[list[Node], list[Edge], list[str]]

WAY = traced(
    [Node("story", "s"), Node("theme", "t"), Node("action", "a"), Node("action", "b")],
    [
        ("story:s", "theme:t"),
        ("theme:t", "action:a"),
        ("action:a", "story:s"),
        ("story:z", "theme:t"),
    ],
    ["theme:t", "theme:t", "objective:gone"],
)


def test_one_walks_from_the_action_to_the_voice_and_back() -> None:
    assert WAY.up("action:a") == {"story:s", "theme:t"}
    assert WAY.down("story:s") == {"theme:t", "action:a"}
    assert WAY.path("theme:t") == {"story:s", "theme:t", "action:a"}


def test_a_lost_voice_is_counted_where_it_stood() -> None:
    assert (WAY.lost_before("action:a"), WAY.lost_before("story:s")) == (2, 0)


def test_an_action_without_a_voice_is_named() -> None:
    assert [node.name for node in WAY.without_voice()] == ["action:b"]


@given(GRAPHS)
def test_no_edge_has_a_loose_end_or_leads_back(given: Given) -> None:
    trace = traced(*given)
    for begin, end in trace.edges:
        assert trace.nodes[begin].layer < trace.nodes[end].layer


@given(GRAPHS)
def test_up_is_the_inverse_of_down(given: Given) -> None:
    trace = traced(*given)
    up = {(a, b) for b in trace.nodes for a in trace.up(b)}
    assert up == {(a, b) for a in trace.nodes for b in trace.down(a)}


@given(GRAPHS)
def test_no_lost_voice_is_forgotten(given: Given) -> None:
    trace = traced(*given)
    known = [name for name in given[2] if name in trace.nodes]
    assert sum(trace.lost.values()) == len(known)


@given(GRAPHS)
def test_the_way_through_a_node_reads_the_same_in_its_own_part(given: Given) -> None:
    trace = traced(*given)
    for name in trace.nodes:
        part: Trace = trace.around(name)
        assert (part.up(name), part.down(name)) == (trace.up(name), trace.down(name))
        assert part.lost_before(name) == trace.lost_before(name)


@given(GRAPHS, st.sets(NAMES, max_size=4))
def test_what_is_hidden_breaks_no_way(given: Given, hidden: set[str]) -> None:
    whole = traced(*given)
    open_nodes = [node for node in whole.nodes.values() if node.name not in hidden]
    seen = traced(open_nodes, bridged(whole.edges, hidden))
    assert {name: seen.down(name) for name in seen.nodes} == {
        name: whole.down(name) - hidden for name in seen.nodes
    }
