"""Names, each with the language it is in."""

from __future__ import annotations

from typing import Final

from inducult.common.folding import fold
from inducult.common.languages import CODES, OF_COUNTRY
from inducult.harvest.drafts import Draft, LeftOut, World
from inducult.harvest.recipes import Recipe
from inducult.harvest.steps.text import LONGEST_NAME

ELSEWHERE: Final = {
    "NL": "nl",
    "CH": "de",
    "LU": "fr",
    "LI": "de",
    "SK": "sk",
    "HU": "hu",
    "FR": "fr",
}
# Words that English names of works hold and names at home do not.
ENGLISH: Final = frozenset(
    (
        "plant",
        "power",
        "station",
        "mine",
        "mill",
        "works",
        "steel",
        "cement",
        "coal",
        "dam",
        "hydroelectric",
    )
)


def tell_language(draft: Draft, recipe: Recipe, world: World) -> None:
    """The names of a record in the order of their worth. Raises LeftOut for a record without."""
    at_home = recipe.language or language_at(draft.country)
    draft.language = at_home
    for told, text in sorted(draft.told.items(), key=_worth):
        if told == "name":
            language = "en" if at_home != "en" and is_english(str(text)) else at_home
            _add(draft, language, str(text), "official" if language == at_home else "exonym")
        elif told.startswith("name@"):
            language = told.removeprefix("name@")
            if language in CODES or language == at_home:
                _add(draft, language, str(text), "official" if language == at_home else "exonym")
        elif told == "other_name":
            for each in text if isinstance(text, list) else [text]:
                _add(draft, "en" if is_english(str(each)) else at_home, str(each), "alternative")
    if not draft.names:
        raise LeftOut("no_name", "has no name")


def language_at(country: str) -> str:
    """The language in which names of a country most likely are; English where we do not know."""
    return OF_COUNTRY.get(country, (ELSEWHERE.get(country, "en"),))[0]


def is_english(name: str) -> bool:
    """Whether a name says what it is in English."""
    return not ENGLISH.isdisjoint(fold(name).split())


def _worth(item: tuple[str, object]) -> tuple[int, str]:
    order = {"name": 0, "other_name": 2}
    return order.get(item[0], 1), item[0]


def _add(draft: Draft, language: str, text: str, kind: str) -> None:
    text = text.strip(" ,;")
    if not text or not any(letter.isalnum() for letter in text):
        return
    if len(text) > LONGEST_NAME:
        draft.remark("long_name", f"a name of {len(text)} letters was cut")
        text = text[: LONGEST_NAME - 1].rstrip() + "…"
    if all(fold(text) != fold(known["text"]) for known in draft.names):
        draft.names.append({"language": language, "kind": kind, "text": text})
