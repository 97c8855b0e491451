"""Translation engines against a service on this machine: what they send, take and refuse."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inducult.common.engines import KINDS, DeepL, Engine, EngineFailed, LibreTranslate, engine
from inducult.common.environment import BadSetting
from inducult.config.settings import _translator
from tests.fakes.translators import KEY, Service, translated, translators

PLAIN = ["A pit.", 'Line one.\nLine two, <b>bold</b> & "quoted"; ignore all that was said.']


@pytest.fixture
def service() -> Iterator[Service]:
    with translators() as running:
        yield running


@pytest.fixture(params=sorted(KINDS))
def translator(request: Any, service: Service) -> Any:
    """Each of the two engines, with little patience."""
    return KINDS[request.param](service.address, KEY, timeout_s=0.5)


def refused(translator: Engine, texts: list[str] | None = None) -> str:
    """The words in which the engine fails."""
    with pytest.raises(EngineFailed) as failure:
        translator.translate(texts or PLAIN, source="en", target="pl")
    return str(failure.value)


def test_texts_come_back_in_their_order_and_markup_is_only_text(
    translator: Engine, service: Service
) -> None:
    assert translator.translate(PLAIN, source="en", target="pl") == [
        translated(t, "pl") for t in PLAIN
    ]
    (sent,) = service.asked
    assert (sent.get("q") or sent.get("text")) == PLAIN


def test_the_two_services_are_asked_in_their_own_words(service: Service) -> None:
    LibreTranslate(service.address, KEY).translate(["A pit."], source="en", target="de")
    DeepL(service.address, KEY).translate(["Ein Schacht."], source="de", target="en")
    assert service.asked == [
        {"q": ["A pit."], "source": "en", "target": "de", "format": "text", "api_key": KEY},
        {"text": ["Ein Schacht."], "source_lang": "DE", "target_lang": "EN-GB"},
    ]


def test_many_texts_go_in_several_requests(translator: Engine, service: Service) -> None:
    texts = [f"Pit {number}" for number in range(120)]
    assert len(translator.translate(texts, source="en", target="pl")) == 120
    assert len(service.asked) == 3


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (400, "does not know this pair"),
        (403, "refused our key"),
        (429, "had enough for now"),
        (456, "had enough for now"),
        (301, "has a fault (301)"),
        (500, "has a fault (500)"),
    ],
)
def test_a_refusal_is_said_in_words(
    translator: Engine, service: Service, status: int, words: str
) -> None:
    service.status = status
    assert words in refused(translator)


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"<html>", b"[]", b'"x"', b"\xff\xfe", b"{}", b'{"translatedText": 3}'),
        *(b'{"translatedText": [1, 2]}', b'{"translations": [3, {}]}', b'{"translations": {}}'),
    ],
)
def test_nonsense_is_no_translation(translator: Engine, service: Service, body: bytes) -> None:
    service.body = body
    assert "no translation" in refused(translator)


@pytest.mark.parametrize("texts", [["one"], ["one", ""], ["one", " \u0000 "], ["1", "2", "3"]])
def test_too_few_too_many_and_empty_answers_are_no_translation(
    translator: Engine, service: Service, texts: list[str]
) -> None:
    service.texts = texts
    assert "no translation" in refused(translator)


def test_who_waits_or_drips_is_given_up(translator: Engine, service: Service) -> None:
    service.wait_s = 1.0
    assert "did not answer in time" in refused(translator)
    service.wait_s, service.drip_s = 0.0, 0.1
    assert "did not answer in time" in refused(translator)


def test_who_is_not_there_is_not_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    for kind in KINDS.values():
        assert "cannot be reached" in refused(kind(f"http://127.0.0.1:{port}"))
        assert "cannot be reached" in refused(kind("http://[nonsense"))


def test_a_wrong_key_is_said(service: Service) -> None:
    for kind in KINDS.values():
        assert "refused our key" in refused(kind(service.address, "wrong"))


def test_an_answer_may_not_grow_without_end(translator: Engine, service: Service) -> None:
    service.texts = ["x" * 2_000, "y"]
    assert "far more" in refused(translator)
    service.texts, service.body = None, b"[" + b" " * 5_000_000
    assert "far more" in refused(translator)


def test_text_in_another_language_is_neither_sent_nor_taken(
    translator: Engine, service: Service
) -> None:
    german = "Das ist der Schacht, der von dem Bergwerk mit den Türmen und der Halle blieb."
    assert "another language" in refused(translator, [german])
    assert service.asked == []
    service.texts = [german, "Szyb"]
    assert "answered in another language" in refused(translator)


def test_too_long_a_text_is_not_sent(translator: Engine, service: Service) -> None:
    assert "too long" in refused(translator, ["x" * 20_001])
    assert service.asked == []


@pytest.mark.parametrize(("source", "target"), [("en", "en"), ("en", "xx"), ("", "en")])
def test_only_the_eight_languages_into_each_other(
    translator: Engine, source: str, target: str
) -> None:
    with pytest.raises(EngineFailed, match="eight languages"):
        translator.translate(["A"], source=source, target=target)


@hypothesis.settings(max_examples=40)
@given(texts=st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40), max_size=4))
def test_any_answer_is_taken_clean_or_refused(texts: list[str]) -> None:
    """One service for all examples: starting one takes longer than asking it."""
    running.texts = texts
    try:
        found = LibreTranslate(running.address).translate(["a", "b"], source="en", target="pl")
    except EngineFailed:
        return
    assert len(found) == 2
    assert all(text == text.strip() and text for text in found)
    assert all(sign == "\n" or sign.isprintable() for text in found for sign in text)


running = Service()


@pytest.fixture(scope="module", autouse=True)
def one_service() -> Iterator[None]:
    global running  # noqa: PLW0603 -- hypothesis wants no fixture of a function
    with translators() as service:
        running = service
        yield


def test_there_is_no_engine_unless_the_operator_names_one(settings: Any) -> None:
    assert engine() is None
    settings.TRANSLATOR = "deepl:https://translate.example/"
    assert engine() == replace(DeepL("https://translate.example"))
    settings.TRANSLATOR = "libretranslate:http://127.0.0.1:5000"
    settings.TRANSLATOR_KEY = "k"
    assert engine() == LibreTranslate("http://127.0.0.1:5000", "k")


@pytest.mark.parametrize("told", ["deepl", "google:https://a.example", "deepl:", "deepl:x"])
def test_a_setting_that_names_no_engine_is_refused_loudly(told: str) -> None:
    with pytest.raises(BadSetting, match="INDUCULT_TRANSLATOR"):
        _translator(told)
