"""The matching as a whole."""

from inducult.harvest.matching.match import Answer
from inducult.harvest.matching.matching import match
from inducult.harvest.matching.thing import Thing


def test_the_same_name_on_the_same_spot_is_the_same() -> None:
    ours = [Thing("p1", ("Zeche Zollern",), 7.33, 51.52)]
    theirs = [Thing("r1", ("Zeche Zollern",), 7.3301, 51.5201)]
    assert [(each.ours, each.theirs, each.answer) for each in match(ours, theirs)] == [
        ("p1", "r1", Answer.SAME)
    ]
