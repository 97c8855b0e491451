"""Publication: whatever happens on the way, a whole edition is served."""

from __future__ import annotations

import io
import json
import os
import random
import shutil
import signal
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from inducult.catalogue import editions
from inducult.catalogue.edition import Edition
from inducult.catalogue.publication import IncompleteRecords, Published, publish
from inducult.places.records import Record

MONDAY = datetime(2026, 5, 4, 9, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)
STEPS = ("mkdir", "rename", "replace", "fsync", "open", "unlink", "rmdir")


@pytest.fixture(scope="module")
def old(real_records: list[Record]) -> list[Record]:
    return real_records[:8]


@pytest.fixture(scope="module")
def new(real_records: list[Record]) -> list[Record]:
    return real_records[:12]


@pytest.fixture(scope="module")
def made(
    old: list[Record], new: list[Record], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path]:
    """Folders with the files of two editions, to be copied where an edition is built."""
    folders = tmp_path_factory.mktemp("old"), tmp_path_factory.mktemp("new")
    for folder, records in zip(folders, (old, new), strict=True):
        publish(folder, records, at=MONDAY)
    one, other = (editions.folder_of(folder) / "1" for folder in folders)
    return one, other


@pytest.fixture
def data(tmp_path: Path, made: tuple[Path, Path]) -> Path:
    """A data folder with an edition in use."""
    editions.publish(tmp_path, copy_of(made[0]), MONDAY)
    return tmp_path


def copy_of(folder: Path) -> Callable[[Path], None]:
    """Builds an edition by copying one; this is quicker, and as good to be interrupted."""

    def build(building: Path) -> None:
        shutil.copytree(folder, building, dirs_exist_ok=True, copy_function=shutil.copyfile)

    return build


def served(data: Path) -> dict[str, bytes]:
    """Every file of the edition in use but its manifest, which must be there."""
    folder = editions.folder_of(data) / str(editions.current_number(data))
    assert (folder / "manifest.json").is_file()
    return files_in(folder)


def files_in(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file() and file.name != "manifest.json")
    return {str(file.relative_to(folder)): file.read_bytes() for file in files}


def ids(records: list[Record]) -> list[str]:
    return sorted(record["id"] for record in records)


def ids_served(data: Path) -> list[str]:
    """The identifiers in the edition in use, opened; it must be whole."""
    number = editions.current_number(data)
    edition = Edition(editions.folder_of(data) / str(number))
    assert [edition.place(identifier) for identifier in edition.all_ids()].count(None) == 0
    return sorted(edition.all_ids())


class Interruption(BaseException):
    """The power goes off."""


class Tripwire:
    """Counts what is asked of the system and does something at one count."""

    def __init__(
        self,
        patch: pytest.MonkeyPatch,
        at: int,
        act: Callable[[], None],
        steps: tuple[str, ...] = STEPS,
    ) -> None:
        self.count, self.at, self.act = 0, at, act
        for name in steps:
            patch.setattr(os, name, self._counted(getattr(os, name)))
        if steps:
            patch.setattr(io, "open", self._counted(io.open))

    def __call__(self, _step: str, _done: int) -> None:
        self.step()

    def step(self) -> None:
        if self.count == self.at:
            self.act()
        self.count += 1

    def _counted(self, original: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **options: Any) -> Any:
            self.step()
            return original(*args, **options)

        return counted


def _interrupt() -> None:
    raise Interruption


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_an_exception_at_any_step_leaves_the_old_edition_in_use(
    data: Path, made: tuple[Path, Path], new: list[Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    before, after = map(files_in, made)
    for step in range(1000):
        with monkeypatch.context() as patch:
            Tripwire(patch, step, _interrupt)
            with suppress(Interruption):
                editions.publish(data, copy_of(made[1]), TUESDAY)
        if editions.current_number(data) != 1:
            break
        assert served(data) == before
    assert step > 50
    assert served(data) == after
    assert ids_served(data) == ids(new)


def test_a_killed_process_at_any_step_leaves_a_whole_edition_in_use(
    data: Path, made: tuple[Path, Path], new: list[Record]
) -> None:
    before, after = map(files_in, made)
    for step in range(1000):
        _in_a_process_that_dies(
            step, lambda _tripwire: editions.publish(data, copy_of(made[1]), TUESDAY)
        )
        if editions.current_number(data) != 1:
            break
        assert served(data) == before
    assert step > 50
    assert served(data) == after
    assert ids_served(data) == ids(new)


@pytest.mark.parametrize("step", range(3))
def test_a_process_killed_while_it_builds_changes_nothing(
    data: Path, old: list[Record], new: list[Record], step: int
) -> None:
    _in_a_process_that_dies(
        step, lambda tripwire: publish(data, new, at=TUESDAY, progress=tripwire), steps=()
    )
    assert ids_served(data) == ids(old)
    assert publish(data, new, at=TUESDAY).number == 2
    assert ids_served(data) == ids(new)


def _in_a_process_that_dies(
    step: int, deed: Callable[[Tripwire], Any], *, steps: tuple[str, ...] = STEPS
) -> None:
    """Does something in a process of its own that is killed at a step."""
    child = os.fork()
    if not child:
        with pytest.MonkeyPatch.context() as patch:
            deed(Tripwire(patch, step, _die, steps))
        os._exit(0)
    os.waitpid(child, 0)


def test_the_next_publication_sweeps_up_what_was_left(
    data: Path, new: list[Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", lambda *_: _interrupt())
        with pytest.raises(Interruption):
            publish(data, new, at=TUESDAY)
    folder = editions.folder_of(data)
    (folder / editions.BUILDING).mkdir()
    assert publish(data, new, at=TUESDAY) == Published(2, len(new))
    assert sorted(each.name for each in folder.iterdir()) == ["1", "2", "current", "lock"]


def test_the_same_places_give_the_same_bytes_in_whatever_order_they_come(
    tmp_path: Path, real_records: list[Record]
) -> None:
    shuffled = random.Random(3).sample(real_records, len(real_records))
    for name, records in (("one", real_records), ("other", shuffled)):
        publish(tmp_path / name, records, at=MONDAY)
    one, other = (
        {file.name: file.read_bytes() for file in (tmp_path / name / "editions" / "1").glob("*.*")}
        for name in ("one", "other")
    )
    assert sorted(one) == ["manifest.json", "places.parquet", "positions_share_alike.parquet"]
    assert one == other


def test_publishing_without_a_change_keeps_the_edition(data: Path, old: list[Record]) -> None:
    assert publish(data, old, at=MONDAY) == Published(1, len(old))
    assert editions.numbers(data) == [1]


def test_a_change_makes_the_next_number_and_keeps_the_old_edition(
    data: Path, new: list[Record]
) -> None:
    assert publish(data, new, at=TUESDAY) == Published(2, len(new))
    assert editions.numbers(data) == [1, 2]


def test_editions_that_are_no_longer_in_use_keep_what_can_be_cited(
    data: Path, real_records: list[Record]
) -> None:
    for count in (3, 4):
        publish(data, real_records[:count], at=TUESDAY)
    folder = editions.folder_of(data)
    assert [(folder / str(number) / "index").is_dir() for number in (1, 2, 3)] == [
        *(False, True, True)
    ]
    assert (folder / "1" / "places.parquet").is_file()


def test_records_that_break_off_change_nothing(
    data: Path, old: list[Record], new: list[Record]
) -> None:
    with pytest.raises(IncompleteRecords, match="12 records came where 13 are published"):
        publish(data, new, at=TUESDAY, total=13)
    assert ids_served(data) == ids(old)


def test_two_cannot_publish_at_once(data: Path, new: list[Record]) -> None:
    def meanwhile(_step: str, _done: int) -> None:
        with pytest.raises(editions.AlreadyPublishing):
            publish(data, new, at=TUESDAY)

    assert publish(data, new, at=TUESDAY, progress=meanwhile).number == 2


def test_an_edition_may_be_empty(tmp_path: Path) -> None:
    assert publish(tmp_path, [], at=MONDAY) == Published(1, 0)
    assert ids_served(tmp_path) == []


def test_before_the_first_edition_there_is_none(tmp_path: Path) -> None:
    assert editions.current_number(tmp_path) is None
    assert editions.numbers(tmp_path) == []


def test_the_manifest_says_what_is_in_it_and_from_when(data: Path, old: list[Record]) -> None:
    folder = editions.folder_of(data) / "1"
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["changed_at"] == "2026-05-04T09:00:00+00:00"
    assert manifest["counts"]["places"] == len(old)
    assert manifest["counts"]["with_hours"] == sum(
        bool(record["visit"]["opening_hours"]) for record in old
    )
    files = {name: file["licence"] for name, file in manifest["files"].items()}
    assert files == {
        "places.parquet": "CC-BY-4.0",
        "positions_share_alike.parquet": "ODbL-1.0",
    }
