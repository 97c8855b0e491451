"""Several people write at once, and no word is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from inducult.strategy.merging import Clash, Joined, clashes, merge, text_of, words
from inducult.strategy.wording import difference

WORDS = st.sampled_from(["iron", "wool", "coal", "glass", "we", "make", "and", "clay"])
PARAGRAPHS = st.lists(WORDS, max_size=7).map(" ".join)
TEXTS = st.lists(PARAGRAPHS, max_size=5).map("\n\n".join)
BASE = "We mined coal for centuries.\n\nToday we make cars."


def test_two_paragraphs_changed_by_two_people_are_both_changed() -> None:
    mine = BASE.replace("for centuries", "for seven centuries")
    theirs = BASE.replace("make cars", "make cars and gears")
    both = "We mined coal for seven centuries.\n\nToday we make cars and gears."
    assert merge(BASE, mine, theirs) == [Joined(f"{both}\n")]
    assert text_of(merge(BASE, mine, theirs)) == both


def test_two_words_of_one_sentence_changed_by_two_people_are_both_changed() -> None:
    mine, theirs = BASE.replace("coal", "silver"), BASE.replace("centuries", "a thousand years")
    assert text_of(merge(BASE, mine, theirs)).startswith("We mined silver for a thousand years.")


def test_one_word_changed_by_both_is_for_a_person_to_decide() -> None:
    mine, theirs = BASE.replace("cars", "gears"), BASE.replace("cars", "trams")
    clash = Clash("Today we make cars.", "Today we make gears.", "Today we make trams.")
    assert clashes(merge(BASE, mine, theirs)) == [clash]
    assert text_of(merge(BASE, mine, theirs)).endswith("make trams.\nToday we make gears.")


def test_who_deletes_what_another_rewrites_does_not_delete_it() -> None:
    theirs = BASE.replace("cars", "trams")
    assert "trams" in text_of(merge(BASE, "We mined coal for centuries.", theirs))


@given(TEXTS, TEXTS)
def test_who_writes_alone_gets_what_she_wrote(base: str, mine: str) -> None:
    for pieces in (merge(base, mine, base), merge(base, base, mine), merge(base, mine, mine)):
        assert (clashes(pieces), text_of(pieces)) == ([], mine)


@given(TEXTS, TEXTS, TEXTS)
def test_what_either_wrote_anew_is_in_the_merged_text(base: str, mine: str, theirs: str) -> None:
    kept = set(text_of(merge(base, mine, theirs)).split())
    old = set(base.split())
    assert (set(mine.split()) | set(theirs.split())) - old <= kept


@given(TEXTS, TEXTS, TEXTS)
def test_it_does_not_matter_who_saves_first(base: str, mine: str, theirs: str) -> None:
    one, other = merge(base, mine, theirs), merge(base, theirs, mine)
    turned = [Clash(c.base, c.theirs, c.mine) for c in clashes(other)]
    assert clashes(one) == turned
    if not turned:
        assert text_of(one) == text_of(other)


@given(TEXTS, st.integers(0, 4), st.integers(0, 4), WORDS, WORDS)
def test_additions_to_different_paragraphs_are_all_kept(
    base: str, here: int, there: int, one: str, other: str
) -> None:
    paragraphs = base.split("\n\n")
    here, there = here % len(paragraphs), there % len(paragraphs)
    if here == there:
        return

    def added(*at: tuple[int, str]) -> str:
        told = dict(at)
        return "\n\n".join(
            f"{p} new-{told[n]}" if n in told else p for n, p in enumerate(paragraphs)
        )

    pieces = merge(base, added((here, one)), added((there, other)))
    assert f"new-{one}" in text_of(pieces)
    assert f"new-{other}" in text_of(pieces)


@given(TEXTS, TEXTS)
def test_a_difference_holds_both_texts_whole(before: str, after: str) -> None:
    told = difference(before, after)
    assert "".join(s.text for s in told if s.kind != "added") == before
    assert "".join(s.text for s in told if s.kind != "removed") == after


@given(st.text())
def test_words_joined_are_the_text(text: str) -> None:
    assert "".join(words(text)) == text
