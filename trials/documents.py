"""Our DOCX through a real LibreOffice: `python -m trials.documents`.

Needs Debian's libreoffice-writer-nogui and poppler-utils. Every example strategy, its pilots and
the digests of its sessions are written as DOCX; LibreOffice opens them without a screen and makes a
PDF. Asked is whether it has pages, whether every word that the document shows stands on them, and
whether the example mark does. Prints one JSON object a line; ends with 1 if anything was lost.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

PROGRAMS: Final = ("soffice", "pdftotext", "pdfinfo")


def main() -> int:
    """0 when nothing was lost."""
    if missing := [name for name in PROGRAMS if not shutil.which(name)]:
        sys.stderr.write(f"missing: {', '.join(missing)} (make tools-libreoffice tools-poppler)\n")
        return 2
    folder = Path(tempfile.mkdtemp(prefix="inducult-trial-"))
    try:
        _set_up(folder)
        failed = [told for told in _tried(folder) if told["lost"]]
    finally:
        shutil.rmtree(folder)
    return 1 if failed else 0


def _set_up(folder: Path) -> None:
    """A register with the demonstration of the workshop in a data folder of its own."""
    os.environ |= {
        "INDUCULT_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "inducult.config.settings",
    }
    os.environ.pop("DATABASE_URL", None)
    import django  # noqa: PLC0415 -- after the data folder is known

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from inducult.config.examples import load  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    call_command("partnership", stdout=io.StringIO())
    load()


def _documents() -> Iterator[Any]:
    from inducult.dialogue.models import Session  # noqa: PLC0415
    from inducult.dialogue.papers.digest import digest_document  # noqa: PLC0415
    from inducult.dialogue.queries import digest_of  # noqa: PLC0415
    from inducult.strategy.freezing import content_of  # noqa: PLC0415
    from inducult.strategy.models import Pilot, Strategy  # noqa: PLC0415
    from inducult.strategy.papers.pilots import pilot_document  # noqa: PLC0415
    from inducult.strategy.papers.strategies import strategy_document  # noqa: PLC0415

    today = date(2026, 11, 27)
    for strategy in Strategy.objects.order_by("id"):
        yield strategy_document(strategy, content_of(strategy), None, today)
    for pilot in Pilot.objects.order_by("id"):
        yield pilot_document(pilot, today)
    for session in Session.objects.order_by("id"):
        yield digest_document(digest_of(session, None))


def _tried(folder: Path) -> Iterator[dict[str, Any]]:
    from inducult.common.documents.word import docx_of  # noqa: PLC0415

    documents = list(_documents())
    for number, document in enumerate(documents):
        (folder / f"{number}.docx").write_bytes(docx_of(document))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    files = [str(folder / f"{number}.docx") for number in range(len(documents))]
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *files], check=True, capture_output=True)  # noqa: S603
    for number, document in enumerate(documents):
        yield _told(document, folder / f"{number}.pdf")


def _told(document: Any, file: Path) -> dict[str, Any]:
    """Pages and lost words of one document as LibreOffice shows it."""
    said = _words(file)
    pages = said.count("\f")
    lost = [text for text in _shown(document) if _plain(text) not in _plain(said)]
    marked = not document.mark or said.count(document.mark.split(":")[0]) >= pages
    told = {
        "document": document.title,
        "language": document.language,
        "pages": pages,
        "lost": [*lost[:5], *([] if pages else ["pages"]), *([] if marked else ["mark"])],
    }
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    return told


def _shown(document: Any) -> list[str]:
    """The words of paragraphs, headings and lists; those of tables are wrapped in their cells."""
    from inducult.common.documents import tree  # noqa: PLC0415

    kinds = (tree.Heading, tree.Paragraph, tree.Listing, tree.Quote)
    blocks = [block for block in document.blocks if isinstance(block, kinds)]
    shown = tree.Document(document.title, document.language, tuple(blocks))
    plain = ("start", "plain", "small", "lead", "a4", document.language)
    return [t for t in tree.texts_of(shown) if t not in plain and "://" not in t]


def _words(file: Path) -> str:
    command = ["pdftotext", "-raw", str(file), "-"]
    made = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    return made.stdout


def _plain(text: str) -> str:
    """Without spaces and hyphens, which a line end may add or take."""
    return "".join(text.split()).replace("-", "").replace("\xad", "")


if __name__ == "__main__":
    sys.exit(main())
