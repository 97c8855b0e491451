"""The interface is complete in eight languages."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.conf import settings

from inducult.common.languages import CODES
from tools.messages import LANGUAGES

PACKAGE = Path(settings.PACKAGE)
ROOT = PACKAGE.parent
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


@pytest.fixture(scope="session")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalogues as they are when all strings of code and pages are collected anew."""
    copy = tmp_path_factory.mktemp("strings")
    leave_out = shutil.ignore_patterns("vendor", "basemap", "*.pyc", "demonstration", "synonyms")
    shutil.copytree(PACKAGE, copy / "inducult", ignore=leave_out)
    shutil.copytree(ROOT / "tools", copy / "tools")
    command = [sys.executable, "tools/messages.py", "collect"]
    subprocess.run(command, cwd=copy, check=True, capture_output=True)
    return copy / "inducult"


def entries(package: Path, language: str) -> list[polib.POEntry]:
    """The strings of all parts in one language."""
    files = sorted(package.rglob(f"locale/{language}/LC_MESSAGES/django.po"))
    return [entry for file in files for entry in polib.pofile(str(file))]


def forms_of(package: Path, language: str) -> int:
    """How many plural forms the language has, which every part must know alike."""
    files = package.rglob(f"locale/{language}/LC_MESSAGES/django.po")
    told = {polib.pofile(str(file)).metadata["Plural-Forms"] for file in files}
    (found,) = {re.search(r"nplurals=(\d)", each).group(1) for each in told}  # type: ignore[union-attr]
    return int(found)


def test_every_language_but_english_has_a_catalogue() -> None:
    assert {"en", *LANGUAGES} == set(CODES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_string_is_untranslated(collected: Path, language: str) -> None:
    missing = [
        entry.msgid
        for entry in entries(collected, language)
        if not (entry.translated() or entry.obsolete) or entry.fuzzy
    ]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plural_form_is_there(collected: Path, language: str) -> None:
    forms = forms_of(collected, language)
    short = [
        entry.msgid
        for entry in entries(collected, language)
        if entry.msgid_plural
        and (len(entry.msgstr_plural) != forms or not all(entry.msgstr_plural.values()))
    ]
    assert short == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_their_placeholders(collected: Path, language: str) -> None:
    wrong = [
        (entry.msgid, text)
        for entry in entries(collected, language)
        for text in ([entry.msgstr] if not entry.msgid_plural else entry.msgstr_plural.values())
        if not _fits(entry, text)
    ]
    assert wrong == []


def _fits(entry: polib.POEntry, text: str) -> bool:
    """The same placeholders; a plural form may leave out the number ("one place")."""
    found = set(PLACEHOLDER.findall(text))
    wanted = set(PLACEHOLDER.findall(entry.msgid)) | set(PLACEHOLDER.findall(entry.msgid_plural))
    if entry.msgid_plural:
        return found <= wanted
    return found == wanted
