"""Problem frames and propositions are recognised by words, in eight languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inducult.common.languages import CODES
from inducult.dialogue.framing import core_questions, problem_words, turnings
from inducult.dialogue.phrases import words_of
from inducult.dialogue.propositions import Hint, Rule, hints_for

GOOD = {
    "en": "Every school class of our valley stands once a year beside a running loom and takes "
    "home a cloth that it has woven itself.",
    "de": "Jede Schulklasse unseres Tals steht einmal im Jahr an einem laufenden Webstuhl und "
    "nimmt ein selbst gewebtes Tuch mit nach Hause.",
    "cs": "Každá školní třída našeho údolí stojí jednou ročně u běžícího stavu a odnáší si "
    "domů látku, kterou sama utkala.",
    "pl": "Każda klasa z naszej doliny staje raz w roku przy pracującym krośnie i zabiera do "
    "domu tkaninę, którą sama utkała.",
    "it": "Ogni classe della nostra valle si ferma una volta all'anno davanti a un telaio in "
    "funzione e porta a casa una stoffa tessuta con le proprie mani.",
    "sl": "Vsak razred naše doline enkrat na leto stoji ob delujočih statvah in domov odnese "
    "blago, ki ga je sam stkal.",
    "hr": "Svaki razred naše doline jednom na godinu stoji uz tkalački stan u pogonu i kući "
    "nosi tkaninu koju je sam otkao.",
    "nl": "Elke schoolklas van ons dal staat eens per jaar bij een werkend weefgetouw en neemt "
    "een zelf geweven doek mee naar huis.",
}
BAD = {
    "en": "We will not have problems",
    "de": "Künftig haben wir keine Probleme",
    "cs": "V budoucnu nebude žádný problém",
    "pl": "W przyszłości nie będzie problemów",
    "it": "In futuro non ci saranno problemi",
    "sl": "V prihodnosti ne bo težav",
    "hr": "U budućnosti neće biti problema, ni jednog dana bez posla",
    "nl": "In de toekomst zijn er geen problemen",
}


@pytest.mark.parametrize("language", CODES)
def test_problems_are_recognised_and_topics_are_not(language: str) -> None:
    for turning in turnings(language):
        assert problem_words(turning.problem, language), turning.problem
        assert problem_words(turning.topic, language) == [], turning.topic


@pytest.mark.parametrize("language", CODES)
def test_every_language_has_the_same_lists(language: str) -> None:
    assert {k: set(v) for k, v in words_of(language).items()} == {
        k: set(v) for k, v in words_of("en").items()
    }
    assert len(core_questions(language)) == len(core_questions("en"))
    assert len(turnings(language)) == len(turnings("en"))


@pytest.mark.parametrize("language", CODES)
def test_a_good_proposition_has_no_hint(language: str) -> None:
    assert hints_for(GOOD[language], language, grounded=True) == []


@pytest.mark.parametrize("language", CODES)
def test_a_promise_without_problems_is_told_what_to_look_at(language: str) -> None:
    rules = {hint.rule for hint in hints_for(BAD[language], language, grounded=False)}
    assert {Rule.GROUNDED, Rule.PRESENT, Rule.POSITIVE} <= rules


def test_hints_name_the_words() -> None:
    text = "We will try to improve signs, etc, so that nobody gets lost in the old mill again."
    assert hints_for(text, "en", grounded=True) == [
        Hint(Rule.PRESENT, ("will",)),
        Hint(Rule.POSITIVE, ("nobody",)),
        Hint(Rule.BOLD, ("try to",)),
        Hint(Rule.CONCRETE, ("improve", "etc")),
    ]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("We weave.", Rule.CONCRETE),
        ("How does a loom sound to a child that stands beside it?", Rule.STATEMENT),
        ("One is here. Two is there. Three stands behind it all.", Rule.SHORT),
        ("word " * 46, Rule.SHORT),
    ],
)
def test_the_shape_is_looked_at(text: str, rule: Rule) -> None:
    assert rule in {hint.rule for hint in hints_for(text, "en", grounded=True)}


@given(st.text(max_size=200), st.sampled_from([*CODES, "xx", "../en"]))
def test_any_text_in_any_language_is_answered(text: str, language: str) -> None:
    hints_for(text, language, grounded=False)
    problem_words(text, language)
