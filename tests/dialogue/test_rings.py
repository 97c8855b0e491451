"""The design map as a drawing of rings."""

from __future__ import annotations

import math
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from inducult.dialogue.rings import EDGES, MIDDLE, RINGS, Element, drawn, placed, ring_of

TEXTS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=60)
ELEMENTS = st.lists(
    st.builds(Element, st.just("k"), st.sampled_from((*RINGS, "")), TEXTS, st.integers(0, 400)),
    max_size=30,
)


@given(ELEMENTS)
def test_everything_stands_once_in_its_ring_numbered_from_the_middle(
    elements: list[Element],
) -> None:
    things = placed(elements)
    assert [thing.number for thing in things] == list(range(1, len(elements) + 1))
    rings = [RINGS.index(ring_of(thing.element)) for thing in things]
    assert rings == sorted(rings)
    for thing in things:
        away = math.hypot(thing.x - MIDDLE, thing.y - MIDDLE)
        assert away < EDGES[ring_of(thing.element)]


@given(ELEMENTS)
def test_whatever_people_write_is_words_in_the_drawing(elements: list[Element]) -> None:
    things = placed(elements)
    tree = ET.fromstring(drawn(things))  # noqa: S314 -- made here
    names = {each.tag.rpartition("}")[2] for each in tree.iter()}
    assert names <= {"svg", "circle", "text"}
    assert len(tree.findall("{*}circle")) == len(RINGS) + len(things)
