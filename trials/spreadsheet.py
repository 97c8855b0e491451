"""The register's tables through a real LibreOffice: `python -m trials.spreadsheet`.

Needs Debian's libreoffice-calc-nogui. Takes the curated places out as XLSX and CSV, lets
LibreOffice open and save them (as XLSX, ODS and CSV), brings them back and asks what they want of
the register: nothing. Then one cell is changed in LibreOffice's own format, and that alone is
wanted. Prints one JSON object a line; ends with 1 if anything was lost.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape

# UTF-8, columns as LibreOffice sees them, numbers of a language (1031 German, 1033 English)
OPEN_CSV: Final = "--infilter=CSV:{separator},34,76,1,,{language}"
SAVE_CSV: Final = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false"
WORKBOOK: Final = "xlsx:Calc MS Excel 2007 XML"


def main() -> int:
    """0 when nothing was lost."""
    if not shutil.which("soffice"):
        sys.stderr.write("LibreOffice is missing: apt-get install libreoffice-calc-nogui\n")
        return 2
    folder = Path(tempfile.mkdtemp(prefix="inducult-trial-"))
    try:
        _set_up(folder)
        failed = [told for told in _tried(folder) if told["lost"]]
    finally:
        shutil.rmtree(folder)
    return 1 if failed else 0


def _set_up(folder: Path) -> None:
    """A register of the curated places in a data folder of its own."""
    os.environ |= {
        "INDUCULT_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "inducult.config.settings",
    }
    os.environ.pop("DATABASE_URL", None)
    import django  # noqa: PLC0415 -- after the data folder is known

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    for command in ("taxonomy", "partnership"):
        call_command(command, stdout=io.StringIO())
    places = Path(django.conf.settings.PACKAGE) / "demonstration" / "places"
    files = map(str, sorted(places.glob("*.jsonl")))
    call_command("import", *files, "--yes", stdout=io.StringIO())


def _tried(folder: Path) -> list[dict[str, Any]]:
    from inducult.common.languages import CODES  # noqa: PLC0415
    from inducult.places.actions.exchanging import table_of  # noqa: PLC0415
    from inducult.places.exchange import sheets  # noqa: PLC0415
    from inducult.places.models import Place  # noqa: PLC0415

    out = table_of(Place.objects.order_by("slug"), CODES)
    (folder / "a.xlsx").write_bytes(sheets.xlsx_of(out.header, out.rows, fixed=("id", "state")))
    for name, comma in (("semicolon.csv", True), ("comma.csv", False)):
        (folder / name).write_bytes(sheets.csv_of(out.header, out.rows, comma=comma))
    german = OPEN_CSV.format(separator=59, language=1031)
    english = OPEN_CSV.format(separator=44, language=1033)
    mistaken = OPEN_CSV.format(separator=59, language=1033)
    ways: dict[str, tuple[str, list[tuple[str, ...]]]] = {
        "XLSX": ("a.xlsx", [(WORKBOOK,)]),
        "XLSX to ODS to XLSX": ("a.xlsx", [("ods",), (WORKBOOK,)]),
        "XLSX to CSV": ("a.xlsx", [(SAVE_CSV,)]),
        "CSV with semicolons": ("semicolon.csv", [(SAVE_CSV, german)]),
        "CSV with semicolons to XLSX": ("semicolon.csv", [(WORKBOOK, german)]),
        "CSV with decimal commas, read as English": ("semicolon.csv", [(WORKBOOK, mistaken)]),
        "CSV with commas": ("comma.csv", [(SAVE_CSV, english)]),
        "CSV with commas to XLSX": ("comma.csv", [(WORKBOOK, english)]),
    }
    told = [_told(way, _through(folder / file, steps)) for way, (file, steps) in ways.items()]
    return [*told, _changed_there(folder)]


def _told(way: str, file: Path, wanted: Sequence[str] = ()) -> dict[str, Any]:
    """What the file wants of the register, beside what it should."""
    from inducult.partnership.models import Assignment, Person, Role  # noqa: PLC0415
    from inducult.places.exchange.looking import look_over  # noqa: PLC0415
    from inducult.places.exchange.sheets import table_in  # noqa: PLC0415

    person, new = Person.objects.get_or_create(email="steward@example.org")
    if new:
        Assignment.objects.create(person=person, role=Role.STEWARD, given_by="command:trial")
    look = look_over(table_in(file.read_bytes()), person)
    changes = [f"{row.identifier} {c.name}" for row in look.good for c in row.changes]
    faults = [f"row {fault.row} {fault.column}: {fault.reason}" for fault in look.faults]
    lost = [*(sorted({*changes} ^ {*wanted})), *faults]
    said = {"way": way, "rows": len(look.rows), "changes": changes[:5], "lost": lost[:10]}
    sys.stdout.write(json.dumps(said, ensure_ascii=False) + "\n")
    return said


def _changed_there(folder: Path) -> dict[str, Any]:
    """One operator changed in the flat file of LibreOffice, saved by it as XLSX."""
    from inducult.places.models import Place  # noqa: PLC0415

    flat = _through(folder / "a.xlsx", [("fods",)])
    text = flat.read_text(encoding="utf-8")
    place = Place.objects.exclude(operator="").order_by("slug")[0]
    cell = f"<text:p>{escape(place.operator)}</text:p>"
    assert text.count(cell) >= 1, place.operator  # noqa: S101 -- or the trial shows nothing
    flat.write_text(text.replace(cell, "<text:p>=Łódź &amp; Söhne</text:p>", 1), encoding="utf-8")
    wanted = f"{place.identifier} operator"
    return _told("a cell changed", _through(flat, [(WORKBOOK,)]), [wanted])


def _through(file: Path, steps: Sequence[tuple[str, ...]]) -> Path:
    """The file as LibreOffice saves it, step after step, each in a folder of its own."""
    for target, *options in steps:
        folder = Path(tempfile.mkdtemp(dir=file.parent))
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", *options, "--convert-to", target]
        subprocess.run(  # noqa: S603 -- a program of the system with files of ours
            [*command, "--outdir", str(folder), str(file)], check=True, capture_output=True
        )
        file = next(each for each in folder.iterdir() if each.is_file())
    return file


if __name__ == "__main__":
    sys.exit(main())
