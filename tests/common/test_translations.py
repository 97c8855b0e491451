"""Translations know their source: stale exactly when it changed, never in a circle."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from inducult.common.languages import CODES
from inducult.common.tongues import guess
from inducult.common.translations import (
    Standing,
    Version,
    digest_of,
    leads_to,
    rewritten,
    standing_in,
    text_in,
    version_of,
)
from inducult.places.records import Record

PIT = {"language": "en", "text": "A pit.", "origin": "person", "translation": None}


def placed(texts: list[Any], language: str, text: Any) -> list[Any]:
    rest = [each for each in texts if each["language"] != language]
    return [*rest, text] if text else rest


def given_version(texts: list[Any], language: str, text: str, **more: Any) -> list[Any]:
    """The texts after a person or an engine has given one, beside the English."""
    of = more.pop("of", "en")
    source = text_in(texts, of)
    digest = more.pop("digest", digest_of(source["text"] if source else ""))
    version = Version(language, of, digest, text, **more)
    return placed(texts, language, version_of(texts, version))


def test_a_translation_goes_from_missing_to_checked_and_becomes_stale() -> None:
    texts: list[Any] = [PIT]
    seen = [standing_in(texts, "pl")]
    texts = given_version(texts, "pl", "Szyb.", engine="E")
    seen.append(standing_in(texts, "pl"))
    texts = given_version(texts, "pl", "Szyb.", checked_by="keeper")
    seen.append(standing_in(texts, "pl"))
    texts = placed(texts, "en", rewritten(PIT, "en", "A mine."))
    seen.append(standing_in(texts, "pl"))
    texts = given_version(texts, "pl", "Kopalnia.")
    seen.append(standing_in(texts, "pl"))
    assert seen == [
        *(Standing.MISSING, Standing.MACHINE, Standing.CHECKED, Standing.STALE, Standing.PERSON),
    ]
    assert text_in(texts, "pl") == {
        "language": "pl",
        "text": "Kopalnia.",
        "origin": "person",
        "translation": {
            "of": "en",
            "digest": digest_of("A mine."),
            "engine": "E",
            "checked_by": "",
        },
    }


def test_a_stale_text_that_still_fits_is_checked_as_it_is() -> None:
    texts = given_version([PIT], "pl", "Szyb.")
    texts = placed(texts, "en", rewritten(PIT, "en", "A pit!"))
    assert standing_in(given_version(texts, "pl", "Szyb."), "pl") is Standing.STALE
    texts = given_version(texts, "pl", "Szyb.", checked_by="keeper")
    assert standing_in(texts, "pl") is Standing.CHECKED


def test_who_saw_an_older_source_has_translated_that_one() -> None:
    texts = placed([PIT], "en", rewritten(PIT, "en", "A mine."))
    texts = given_version(texts, "pl", "Szyb.", digest=digest_of("A pit."))
    assert standing_in(texts, "pl") is Standing.STALE


def test_a_check_can_be_taken_back_and_new_words_are_not_checked() -> None:
    texts = given_version([PIT], "pl", "Szyb.", checked_by="keeper")
    assert standing_in(given_version(texts, "pl", "Szyb."), "pl") is Standing.PERSON
    assert standing_in(given_version(texts, "pl", "Szyby."), "pl") is Standing.PERSON
    again = rewritten(text_in(texts, "pl"), "pl", "Szyby.")
    assert again["translation"]["checked_by"] == ""


def test_an_original_stays_one_until_somebody_holds_it_against_another() -> None:
    texts = [PIT, {**PIT, "language": "de", "text": "Ein Schacht."}]
    corrected = given_version(texts, "de", "Der Schacht.")
    assert standing_in(corrected, "de") is Standing.OWN
    assert standing_in(given_version(texts, "de", "Ein Schacht.", checked_by="x"), "de") is (
        Standing.CHECKED
    )


def test_nothing_becomes_a_translation_of_its_own_translation() -> None:
    texts = given_version([PIT], "de", "Ein Schacht.")
    both = given_version(texts, "en", "A shaft.", of="de", checked_by="keeper")
    assert (standing_in(both, "en"), standing_in(both, "de")) == (Standing.OWN, Standing.STALE)


def test_without_its_source_a_translation_is_stale_and_an_emptied_one_is_gone() -> None:
    texts = given_version([PIT], "de", "Ein Schacht.")
    assert standing_in(placed(texts, "en", None), "de") is Standing.STALE
    assert given_version(texts, "de", "") == [PIT]


LANGUAGES = st.sampled_from(CODES[:4])
TEXTS = st.sampled_from(["a", "b", "c", "d"])


class Translators(RuleBasedStateMachine):
    """Whatever people and engines do in whatever order."""

    @initialize()
    def begin(self) -> None:
        self.texts: list[Any] = []

    @rule(language=LANGUAGES, text=TEXTS)
    def write(self, language: str, text: str) -> None:
        """In the editor: stale afterwards are exactly the translations of what was changed."""
        before = self.texts
        known = text_in(before, language)
        if known and known["text"] == text:
            return
        stood = {code: standing_in(before, code) for code in CODES}
        self.texts = placed(before, language, rewritten(known, language, text))
        for code in CODES:
            if code == language:
                continue
            made = (text_in(before, code) or {}).get("translation")
            if made and made["of"] == language:
                expected = made["digest"] != digest_of(text)
                assert (standing_in(self.texts, code) is Standing.STALE) == expected
            else:
                assert standing_in(self.texts, code) == stood[code]

    @rule(
        into=LANGUAGES,
        of=LANGUAGES,
        text=TEXTS,
        engine=st.sampled_from(["", "E"]),
        checked_by=st.sampled_from(["", "keeper"]),
    )
    def translate(self, into: str, of: str, text: str, engine: str, checked_by: str) -> None:
        if of == into:
            return
        self.texts = given_version(
            self.texts, into, text, of=of, engine=engine, checked_by=checked_by
        )
        found = text_in(self.texts, into)
        assert found is not None
        assert found["text"] == text

    @rule(language=LANGUAGES)
    def take_out(self, language: str) -> None:
        self.texts = placed(self.texts, language, None)

    @invariant()
    def no_text_was_made_from_itself(self) -> None:
        for text in self.texts:
            made = text["translation"]
            assert not made or not leads_to(self.texts, made["of"], text["language"])

    @invariant()
    def a_machine_is_named_and_nothing_unchecked_passes_for_checked(self) -> None:
        for text in self.texts:
            standing = standing_in(self.texts, text["language"])
            checked = bool((text["translation"] or {}).get("checked_by"))
            assert (standing is not Standing.CHECKED) or checked
            assert (
                text["origin"] != "machine"
                or not text["translation"]
                or (text["translation"]["engine"] == "E")
            )


TestTranslators = Translators.TestCase


@given(st.text(st.characters(codec="utf-8")))
def test_digests_are_of_one_length(text: str) -> None:
    assert len(digest_of(text)) == 16


@pytest.mark.parametrize("language", CODES)
def test_no_real_text_is_taken_for_another_language(
    language: str, real_records: list[Record]
) -> None:
    texts = [
        text["text"]
        for record in real_records
        for text in record["texts"]
        if text["language"] == language
    ]
    told = [guess(text) for text in texts]
    assert set(told) <= {None, language}
    assert language in told
