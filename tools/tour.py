"""Walks an example region in a real browser, from the first story to the pilot: `make tour`.

Sets up the demonstration in a folder of its own, serves it, and keeps what it sees as WebP under
`docs/tour/`, on a desktop and on a phone, with a README that says what each picture shows. Pages of
the PDF documents are drawn by poppler. Needs Debian's chromium and poppler-utils.
"""

from __future__ import annotations

import io
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from PIL import Image

ROOT: Final = Path(__file__).resolve().parents[1]
FOLDER: Final = ROOT / "docs" / "tour"
CHROMIUM: Final = "/usr/bin/chromium"
SIZES: Final = {"desktop": (1280, 900), "phone": (390, 844)}
LONGEST: Final = 1800  # pixels of a long page that are kept
QUALITY: Final = 45
REGION: Final = "zwickau"
PATIENCE: Final = 300  # seconds until the server must answer


@dataclass(frozen=True)
class Stop:
    """A page of the walk; `pages` are those of a PDF that are drawn, none for a web page."""

    name: str
    address: str
    says: str
    pages: tuple[int, ...] = ()


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="inducult-tour-") as data:
        _set_up(data)
        with _served(data) as site:
            stops = _stops()
            _walk(site, stops)
    _describe(stops)
    return 0


def _set_up(data: str) -> None:
    os.environ |= {"INDUCULT_DATA": data, "DJANGO_SETTINGS_MODULE": "inducult.config.settings"}
    os.environ.pop("DATABASE_URL", None)
    _inducult("demo", "--no-serve")
    import django  # noqa: PLC0415 -- after the data folder is known

    django.setup()


def _inducult(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "inducult.config.cli", *words], check=True, cwd=ROOT)


@contextmanager
def _served(data: str) -> Iterator[str]:
    """A server on a free port; gone afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "inducult.config.cli", "serve", "--port", str(port)]
    running = subprocess.Popen(command, cwd=ROOT)
    try:
        site = f"http://127.0.0.1:{port}"
        _wait(site)
        yield site
    finally:
        running.terminate()
        running.wait(30)


def _wait(site: str) -> None:
    for _second in range(PATIENCE):
        try:
            with urllib.request.urlopen(f"{site}/ready"):  # noqa: S310 -- our own server
                return
        except OSError:
            time.sleep(1)
    raise TimeoutError(site)


def _stops() -> list[Stop]:
    """The pages of the example, in the order of the walk."""
    from inducult.dialogue.models import Session  # noqa: PLC0415
    from inducult.strategy.models import Pilot, Strategy  # noqa: PLC0415

    session = Session.objects.get(group__region=REGION, is_example=True)
    strategy = Strategy.objects.get(region=REGION, is_example=True)
    pilot = Pilot.objects.get(region=REGION, is_example=True)
    action = pilot.action
    assert action is not None  # noqa: S101 -- or the walk has no way
    of_strategy, of_pilot = f"/de/strategies/{strategy.slug}", f"/de/pilots/{pilot.slug}"
    talk = f"/de/talk/{session.key}"
    return [
        Stop("01-digest", f"{talk}/", "The digest of a session: stories, themes, propositions"),
        Stop("02-strategy", f"{of_strategy}/", "The strategy that grew from them"),
        Stop("03-plan", f"{of_strategy}/plan/?view=chart", "Its action plan as a time chart"),
        Stop("04-action", f"{of_strategy}/actions/{action.key}/", "One action with its voices"),
        Stop("05-indicators", f"{of_strategy}/indicators/", "Indicators with reported values"),
        Stop("06-pilot", f"{of_pilot}/", "The pilot that carries the action out"),
        Stop("07-trace", f"{of_strategy}/trace/", "The way from voice to indicator, and back"),
        Stop("08-network", "/en/strategies/", "Eight regions and Central Europe"),
        Stop("09-pilots", "/en/pilots/", "Pilots: documented ones and examples"),
        Stop("10-document", f"{of_strategy}/strategy.pdf", "The strategy on paper", (1, 4, 8)),
        Stop("11-pilot-sheet", f"{of_pilot}/pilot.pdf", "The pilot on paper", (1,)),
    ]


def _walk(site: str, stops: list[Stop]) -> None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- only where it is needed

    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.webp"):
        old.unlink()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for device, (width, height) in SIZES.items():
            context = browser.new_context(
                viewport={"width": width, "height": height}, reduced_motion="reduce"
            )
            page = context.new_page()
            for stop in (each for each in stops if not each.pages):
                _look(page, site, stop, device)
        browser.close()
    for stop in (each for each in stops if each.pages):
        _draw(site, stop)


def _look(page: Any, site: str, stop: Stop, device: str) -> None:
    answer = page.goto(site + stop.address, wait_until="load", timeout=120_000)
    if answer is None or not answer.ok:
        raise RuntimeError(f"{stop.address}: {answer and answer.status}")
    picture = Image.open(io.BytesIO(page.screenshot(full_page=True, timeout=120_000)))
    _keep(picture.crop((0, 0, picture.width, min(picture.height, LONGEST))), stop.name, device)


def _draw(site: str, stop: Stop) -> None:
    """Pages of a PDF, side by side."""
    with urllib.request.urlopen(site + stop.address) as answer:  # noqa: S310 -- our own server
        pdf = answer.read()
    drawn = [_page(pdf, number) for number in stop.pages]
    width, height = sum(each.width for each in drawn), max(each.height for each in drawn)
    sheet = Image.new("RGB", (width, height), "#7b858a")
    left = 0
    for each in drawn:
        sheet.paste(each, (left, 0))
        left += each.width
    _keep(sheet, stop.name, "paper")


def _page(pdf: bytes, number: int) -> Image.Image:
    command = ["pdftoppm", "-r", "72", "-png", "-f", str(number), "-l", str(number), "-"]
    drawn = subprocess.run(command, input=pdf, check=True, capture_output=True).stdout
    return Image.open(io.BytesIO(drawn)).convert("RGB")


def _keep(picture: Image.Image, name: str, device: str) -> None:
    file = FOLDER / f"{name}-{device}.webp"
    picture.convert("RGB").save(file, quality=QUALITY, method=6)


def _describe(stops: list[Stop]) -> None:
    """The README beside the pictures."""
    lines = [
        "# A walk from the first story to the pilot",
        "",
        "Made by `make tour`. Everything shown is an **example**: invented to show the shape, and",
        "marked so on each page (decision 38).",
        "",
    ]
    for stop in stops:
        lines += [f"## {stop.says}", "", f"`{stop.address}`", ""]
        for file in sorted(FOLDER.glob(f"{stop.name}-*.webp")):
            lines += [f"![{stop.says}, {file.stem.rpartition('-')[2]}]({file.name})", ""]
    (FOLDER / "README.md").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
