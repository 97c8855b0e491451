"""Translation engines: services of the operator's choice that draft a text in another language.

Off unless the operator names one (`INDUCULT_TRANSLATOR`). What is sent is data, never a request to
do something; what comes back is a draft, judged here and held for unchecked until a person looks.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from django.conf import settings
from django.utils.translation import gettext as _

from inducult.common.languages import CODES, OWN_NAMES
from inducult.common.tongues import guess

TIMEOUT_S: Final = 15.0  # for the whole answer
LONGEST_TEXT: Final = 20_000  # characters
LONGEST_ANSWER: Final = 4_000_000  # bytes
MOST_TEXTS: Final = 50  # of one request
ROOM: Final = 200  # characters that a translation may have beyond four times its source


class EngineFailed(RuntimeError):
    """The engine gave nothing that can be used; the message says why, in the reader's language."""


class Engine(Protocol):
    """What can translate."""

    @property
    def name(self) -> str:
        """Kept with each text that it wrote."""
        ...

    def translate(self, texts: Sequence[str], *, source: str, target: str) -> list[str]:
        """The texts in the target language, in the same order. Raises EngineFailed."""
        ...


@dataclass(frozen=True)
class LibreTranslate:
    """LibreTranslate and what speaks like it: POST /translate."""

    address: str
    key: str = ""
    timeout_s: float = TIMEOUT_S
    name: str = "LibreTranslate"

    def translate(self, texts: Sequence[str], *, source: str, target: str) -> list[str]:
        return _translated(self._ask, texts, source, target)

    def _ask(self, texts: Sequence[str], source: str, target: str) -> Any:
        body = {"q": list(texts), "source": source, "target": target, "format": "text"}
        body |= {"api_key": self.key} if self.key else {}
        told = _post(f"{self.address}/translate", body, {}, self.timeout_s)
        return told.get("translatedText")


# What DeepL calls a language as a target where it wants more than its code.
DEEPL_TARGETS: Final = {"en": "EN-GB"}


@dataclass(frozen=True)
class DeepL:
    """DeepL and what speaks like it: POST /v2/translate."""

    address: str
    key: str = ""
    timeout_s: float = TIMEOUT_S
    name: str = "DeepL"

    def translate(self, texts: Sequence[str], *, source: str, target: str) -> list[str]:
        return _translated(self._ask, texts, source, target)

    def _ask(self, texts: Sequence[str], source: str, target: str) -> Any:
        wanted = DEEPL_TARGETS.get(target, target.upper())
        body = {"text": list(texts), "source_lang": source.upper(), "target_lang": wanted}
        headers = {"Authorization": f"DeepL-Auth-Key {self.key}"}
        told = _post(f"{self.address}/v2/translate", body, headers, self.timeout_s)
        found = told.get("translations")
        parts = found if isinstance(found, list) else []
        return [part.get("text") if isinstance(part, dict) else None for part in parts]


KINDS: Final[dict[str, type[LibreTranslate | DeepL]]] = {
    "libretranslate": LibreTranslate,
    "deepl": DeepL,
}


def engine() -> Engine | None:
    """The engine that the operator has named; None if there is none."""
    kind, _colon, address = settings.TRANSLATOR.partition(":")
    if not address:
        return None
    return KINDS[kind](address.rstrip("/"), settings.TRANSLATOR_KEY)


def _translated(ask: Any, texts: Sequence[str], source: str, target: str) -> list[str]:
    _ask_possible(texts, source, target)
    found: list[str] = []
    for start in range(0, len(texts), MOST_TEXTS):
        part = texts[start : start + MOST_TEXTS]
        found += _judged(part, ask(part, source, target), target)
    return found


def _ask_possible(texts: Sequence[str], source: str, target: str) -> None:
    """Refuses what would be sent in vain. Raises EngineFailed."""
    if source == target or not {source, target} <= set(CODES):
        raise EngineFailed(_("An engine translates from one of the eight languages into another."))
    for text in texts:
        if len(text) > LONGEST_TEXT:
            raise EngineFailed(_("A text is too long for the translation engine."))
        if guess(text) not in (None, source):
            raise EngineFailed(
                _("What stands as %(language)s is in another language; put that right first.")
                % {"language": OWN_NAMES[source]}
            )


def _judged(texts: Sequence[str], answers: Any, target: str) -> list[str]:
    """The answers, if they are translations as far as can be seen. Raises EngineFailed."""
    if not isinstance(answers, list) or len(answers) != len(texts):
        raise EngineFailed(_("The translation engine answered something that is no translation."))
    return [_fit(text, answer, target) for text, answer in zip(texts, answers, strict=True)]


def _fit(text: str, answer: Any, target: str) -> str:
    if not isinstance(answer, str) or not _printed(answer):
        raise EngineFailed(_("The translation engine answered something that is no translation."))
    words = _printed(answer)
    if len(words) > 4 * len(text) + ROOM:
        raise EngineFailed(_("The translation engine gave back far more than it was given."))
    if guess(words) not in (None, target):
        raise EngineFailed(_("The translation engine answered in another language."))
    return words


def _printed(text: str) -> str:
    """Without control characters, which no text of a place needs."""
    lines = text.replace("\r\n", "\n")
    return "".join(sign for sign in lines if sign == "\n" or sign.isprintable()).strip()


def _post(
    address: str, body: Mapping[str, Any], headers: Mapping[str, str], timeout_s: float
) -> dict[str, Any]:
    """The answer as JSON. Raises EngineFailed, naming what went wrong in words."""
    import httpx  # noqa: PLC0415 -- slow, and most networks have no engine

    try:
        with httpx.stream(
            "POST", address, json=body, headers=dict(headers), timeout=timeout_s
        ) as answer:
            content = b"".join(_within_limits(answer.iter_bytes(), timeout_s))
            _ask_success(answer.status_code)
    except httpx.TimeoutException:
        raise EngineFailed(_("The translation engine did not answer in time.")) from None
    except (httpx.HTTPError, httpx.InvalidURL):
        raise EngineFailed(_("The translation engine cannot be reached.")) from None
    return _parsed(content)


def _within_limits(parts: Iterator[bytes], timeout_s: float) -> Iterator[bytes]:
    """The parts of an answer; an endless or dripping one ends here."""
    end, size = time.monotonic() + timeout_s, 0
    for part in parts:
        size += len(part)
        if size > LONGEST_ANSWER:
            raise EngineFailed(_("The translation engine gave back far more than it was given."))
        if time.monotonic() > end:
            raise EngineFailed(_("The translation engine did not answer in time."))
        yield part


def _ask_success(status: int) -> None:
    if status in (401, 403):
        raise EngineFailed(_("The translation engine refused our key; tell your operator."))
    if status in (429, 456):  # 456 is DeepL's word for "quota used up"
        raise EngineFailed(_("The translation engine has had enough for now; try again later."))
    if status == 400:
        raise EngineFailed(_("The translation engine does not know this pair of languages."))
    if status != 200:
        raise EngineFailed(
            _("The translation engine has a fault (%(status)s).") % {"status": status}
        )


def _parsed(content: bytes) -> dict[str, Any]:
    try:
        told = json.loads(content)
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise EngineFailed(_("The translation engine answered something that is no translation."))
    return told
