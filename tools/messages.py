"""Translations: collect the strings of code and pages, and compile the catalogues.

A part that has a folder `locale/` keeps its own strings there; those of the others stand in
`inducult/locale/`.

python tools/messages.py collect   (needs Debian's gettext)
python tools/messages.py compile   (pure Python, so that setting up needs no gettext)
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import polib

from inducult.common.languages import OWN_NAMES

PACKAGE = Path(__file__).resolve().parents[1] / "inducult"
LANGUAGES = ("de", "cs", "pl", "it", "sl", "hr", "nl")  # English is the language of the strings


def locales() -> list[Path]:
    """The folders with catalogues: the common one first, then those of the parts."""
    return [PACKAGE / "locale", *sorted(PACKAGE.glob("*/locale"))]


def catalogues(language: str) -> list[Path]:
    """The catalogues of a language, those that are not there yet included."""
    return [folder / language / "LC_MESSAGES" / "django.po" for folder in locales()]


def collect() -> None:
    """Bring every catalogue in step with the strings that are used now."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inducult.config.settings")
    os.chdir(PACKAGE)
    (PACKAGE / "locale").mkdir(exist_ok=True)
    from django.core.management import call_command  # noqa: PLC0415 -- after the settings are named

    call_command(
        "makemessages",
        *[f"--locale={language}" for language in LANGUAGES],
        "--no-location",
        "--no-obsolete",
        "--no-wrap",
        "--ignore=static/*",
        verbosity=0,
    )
    for language in LANGUAGES:
        for file in filter(Path.exists, catalogues(language)):
            _tidy(file, language)


def _tidy(file: Path, language: str) -> None:
    """Drop the date lines, which would change with every run, and guesses by likeness."""
    po = polib.pofile(str(file))
    for name in (
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Last-Translator",
        "Report-Msgid-Bugs-To",
    ):
        po.metadata.pop(name, None)
    po.metadata |= {"Project-Id-Version": "InduCult", "Language-Team": "", "Language": language}
    po.header = f"The interface of InduCult in {OWN_NAMES[language]}."
    po.metadata_is_fuzzy = False
    for entry in po.fuzzy_entries():
        entry.flags.remove("fuzzy")
        entry.msgstr = ""
        entry.msgstr_plural = dict.fromkeys(entry.msgstr_plural, "")
        entry.previous_msgid = entry.previous_msgctxt = entry.previous_msgid_plural = None
    po.save(str(file))


def compile_all() -> None:
    """Write the .mo beside each .po that is newer."""
    for language in LANGUAGES:
        for source in filter(Path.exists, catalogues(language)):
            target = source.with_suffix(".mo")
            if not _is_fresh(target, source):
                polib.pofile(str(source)).save_as_mofile(str(target))


def _is_fresh(target: Path, source: Path) -> bool:
    return target.exists() and target.stat().st_mtime >= source.stat().st_mtime


if __name__ == "__main__":
    {"collect": collect, "compile": compile_all}[sys.argv[1]]()
