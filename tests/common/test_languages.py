"""One language stands in for another in a stated order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from inducult.common.languages import CODES, OF_COUNTRY, OWN_NAMES, Said, best

codes = st.sampled_from([*CODES, "fr", "la"])


@given(st.dictionaries(codes, st.text(min_size=1)), codes)
def test_the_wanted_language_wins_and_else_something_is_found(
    texts: dict[str, str], wanted: str
) -> None:
    said = best(texts, wanted)
    if wanted in texts:
        assert said == Said(texts[wanted], wanted)
    else:
        assert (said is None) == (not texts)
    if said:
        assert texts[said.language] == said.text


def test_the_stated_order() -> None:
    assert best({"pl": "kopalnia", "de": "Grube", "fr": "mine"}, "it") == Said("Grube", "de")
    assert best({"pl": "kopalnia", "fr": "mine"}, "it") == Said("kopalnia", "pl")
    assert best({"la": "fodina", "fr": "mine"}, "it") == Said("mine", "fr")
    assert best({"en": ""}, "en") is None


def test_every_language_of_a_country_is_one_of_ours() -> None:
    assert {code for codes in OF_COUNTRY.values() for code in codes} <= set(OWN_NAMES)
