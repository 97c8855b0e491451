"""A million is matched as a handful is."""

import os
import random

import pytest

from inducult.harvest.matching.many import WorkerFailed, _at_once, match_many
from inducult.harvest.matching.matching import match
from inducult.harvest.matching.texts import Texts
from inducult.harvest.matching.thing import Thing

WORDS = ("Zeche", "Zollern", "Hansa", "Kraftwerk", "Mühle", "Huta", "Škoda", "Ostrava", "II", "Ost")


def things(side: str, count: int = 120) -> list[Thing]:
    chance = random.Random(side)
    return [
        Thing(
            f"{side}{number}",
            (" ".join(chance.sample(WORDS, chance.choice((1, 2, 3)))),),
            7.33 + chance.random() / 100,
            51.51 + chance.random() / 100,
            address=chance.choice(("", "Grubenweg 5", "Grubenweg 7")),
        )
        for number in range(count)
    ]


@pytest.mark.parametrize("processes", [1, 2])
def test_many_are_matched_as_few_are(processes: int) -> None:
    ours, theirs = things("a"), things("b")
    assert list(match_many(iter(ours), iter(theirs), processes=processes)) == match(ours, theirs)


def test_a_process_that_dies_is_an_error_and_not_a_shorter_list() -> None:
    with pytest.raises(WorkerFailed):
        _at_once([lambda: os._exit(1), lambda: 2], processes=2)


def test_texts_are_handed_out_as_they_came() -> None:
    kept = ["", "Łódź", "a", "", "ß"]
    texts = Texts.joined([Texts.of(kept[:2]), Texts.of(kept[2:])])
    assert (list(texts), texts[1], len(texts)) == (kept, "Łódź", 5)
