"""What one thing says in several languages: what is made from what, and whether it still fits.

The texts that say one thing (the summary of a place, the note on an offer) are a list of plain
values {language, text, origin, translation}, one a language. Of a translation `translation` says

    of          the language that it was made from
    digest      of the text that it was made from
    engine      the machine that wrote it first, "" if none did
    checked_by  the role of who held it against its source, "" while nobody has

Being out of date is never stored: a translation is stale when its source no longer has this digest.
So exactly the translations of a changed text are stale, however it was changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from inducult.common.models import Origin

Text = Mapping[str, Any]

DIGEST_LENGTH: Final = 16  # hexadecimal digits of a SHA-256


class Standing(models.TextChoices):
    """How far a text in one language is to be relied on, as far as its source is concerned."""

    MISSING = "missing", pgettext_lazy("translation", "missing")
    STALE = "stale", pgettext_lazy("translation", "out of date")
    MACHINE = "machine", _("by a machine, not checked")
    PERSON = "person", _("by a person, not checked")
    CHECKED = "checked", pgettext_lazy("translation", "checked")
    OWN = "own", _("written in this language")


# What is left to do for somebody who translates.
TO_DO: Final = (Standing.MISSING, Standing.STALE, Standing.MACHINE)


@dataclass(frozen=True)
class Version:
    """A text as somebody wants it, beside the text in the language `of`.

    `digest` is that of the source as she saw it; `engine` names the machine if one wrote it;
    `checked_by` is her role if she says that it fits.
    """

    language: str
    of: str
    digest: str
    text: str
    engine: str = ""
    checked_by: str = ""


def digest_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:DIGEST_LENGTH]


def text_in(texts: Iterable[Text], language: str) -> Text | None:
    return next((text for text in texts if text["language"] == language and text["text"]), None)


def standing_in(texts: Sequence[Text], language: str) -> Standing:
    """How the text in this language stands to the one that it was made from."""
    text = text_in(texts, language)
    if text is None:
        return Standing.MISSING
    if is_stale(text, texts):
        return Standing.STALE
    if is_unchecked_machine(text):
        return Standing.MACHINE
    if not text.get("translation"):
        return Standing.OWN
    return Standing.CHECKED if text["translation"]["checked_by"] else Standing.PERSON


def is_stale(text: Text, texts: Iterable[Text]) -> bool:
    """A translation whose source says something else by now, or is gone."""
    made = text.get("translation")
    if not made:
        return False
    source = text_in(texts, made["of"])
    return source is None or digest_of(source["text"]) != made["digest"]


def is_unchecked_machine(text: Text) -> bool:
    """Written by a machine, and nobody has said that it fits."""
    return text["origin"] == Origin.MACHINE and not (text.get("translation") or {}).get(
        "checked_by"
    )


def rewritten(before: Text | None, language: str, text: str) -> Text:
    """A text that a person wrote by itself, without its source beside it.

    A translation stays one, of the state of its source that it was made from; who has checked the
    words before has not checked these.
    """
    made = (before or {}).get("translation")
    kept = {**made, "checked_by": ""} if made else None
    return {"language": language, "text": text, "origin": Origin.PERSON.value, "translation": kept}


def version_of(texts: Sequence[Text], version: Version) -> Text | None:
    """The text that stands in the language of the version afterwards; None if it was emptied.

    What nobody touched stays as it is. An original that is only corrected stays one; held against
    the other text it becomes its translation, unless that text was itself made from it.
    """
    before = text_in(texts, version.language)
    if not version.text:
        return None
    if before is not None and not _is_new(before, version):
        return _judged(texts, before, version)
    if before is None or before.get("translation") or version.engine or version.checked_by:
        return _made(texts, before, version)
    return rewritten(before, version.language, version.text)


def leads_to(texts: Sequence[Text], language: str, end: str) -> bool:
    """Whether the text in a language was made from that in the other, however many steps away."""
    seen: set[str] = set()
    while language not in seen:
        if language == end:
            return True
        seen.add(language)
        made = (text_in(texts, language) or {}).get("translation")
        language = made["of"] if made else language
    return False


def _is_new(before: Text, version: Version) -> bool:
    return bool(version.engine) or before["text"] != version.text


def _judged(texts: Sequence[Text], before: Text, version: Version) -> Text:
    """The same words: somebody says that they fit, takes it back, or says nothing."""
    is_checked = standing_in(texts, version.language) is Standing.CHECKED
    if is_checked == bool(version.checked_by):
        return before
    if is_checked:
        return {**before, "translation": {**before["translation"], "checked_by": ""}}
    return _made(texts, before, version)


def _made(texts: Sequence[Text], before: Text | None, version: Version) -> Text:
    """A translation of the other text; a text of its own where that one is made from this."""
    source = text_in(texts, version.of)
    if source is None or leads_to(texts, version.of, version.language):
        is_same = before is not None and before["text"] == version.text
        return before if is_same and before else rewritten(before, version.language, version.text)
    origin, engine = _hand(before, version)
    made = {"of": version.of, "digest": version.digest, "engine": engine}
    return {
        "language": version.language,
        "text": version.text,
        "origin": origin,
        "translation": {**made, "checked_by": version.checked_by},
    }


def _hand(before: Text | None, version: Version) -> tuple[str, str]:
    """Who wrote it, and the machine that began it."""
    if version.engine:
        return Origin.MACHINE.value, version.engine
    engine = ((before or {}).get("translation") or {}).get("engine", "")
    if before is not None and before["text"] == version.text:
        return before["origin"], engine
    return Origin.PERSON.value, engine
