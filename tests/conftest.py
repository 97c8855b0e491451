"""Guards that every test passes through, and the real world that tests stand on."""

from __future__ import annotations

import fcntl
import json
import os
import random
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.utils import translation

from inducult.catalogue.publication import publish as publish_edition
from inducult.common.geometry import Boundaries
from inducult.common.history import Actor
from inducult.partnership.loading import load_partnership
from inducult.places.actions import carry_out, compare, publish
from inducult.places.curated import Surroundings, read
from inducult.places.loading import load_taxonomy
from inducult.places.queries import town_at
from inducult.places.records import Record
from tests.cast import Cast, make_cast
from tests.rows import as_once

# The same examples at every run, so that a run can be repeated; `HYPOTHESIS=search` looks further.
hypothesis.settings.register_profile("repeatable", max_examples=40, derandomize=True, deadline=None)
hypothesis.settings.register_profile("search", max_examples=1_000, deadline=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS", "repeatable"))

PLACES = Path(settings.PACKAGE) / "demonstration" / "places"
PUBLISHED_AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
IN_REGISTER = ("august-horch-museum", "abenteuer-erzberg", "genk-ford-genk")
REGIONS = Path(settings.PACKAGE) / "demonstration" / "partnership" / "regions.geojson"


LONG = ("long", "browser", "matrix", "wheel")


# --- guards ---------------------------------------------------------------------------------------
class UndefinedVariable(str):
    """Stands where a template asks for something that is not there, and fails the test."""

    def __contains__(self, part: object) -> bool:
        return True  # so that Django formats it with the name of the variable

    def __mod__(self, name: Any) -> str:
        raise AssertionError(f"A template asks for {name!r}, which is not there.")


@pytest.fixture(scope="session", autouse=True)
def passwords_are_hashed_quickly() -> None:
    """What takes time on purpose would be most of the time of the tests."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session", autouse=True)
def undefined_template_variables_fail() -> None:
    settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UndefinedVariable("%s")


@pytest.fixture(scope="session", autouse=True)
def unordered_queries_are_shuffled() -> Iterator[None]:
    """A query without an order may come back in any; here it always comes in another."""
    original = QuerySet._fetch_all

    def fetch_all(self: QuerySet[Any]) -> None:
        fresh = self._result_cache is None
        original(self)
        if fresh and not self.ordered and isinstance(self._result_cache, list):
            random.shuffle(self._result_cache)

    QuerySet._fetch_all = fetch_all  # type: ignore[method-assign]
    yield
    QuerySet._fetch_all = original  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def every_test_begins_in_english() -> None:
    """A page that was asked for in Dutch leaves its language in the thread."""
    translation.activate("en")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """What touches the database runs on PostgreSQL as well; of the browser journeys, the smoke.

    Long tests begin first: at the end no process is alone with journeys while others have nothing.
    """
    for item in items:
        uses_database = item.get_closest_marker("django_db") or "db" in getattr(
            item, "fixturenames", ()
        )
        if item.get_closest_marker("smoke") or (
            uses_database
            and not item.get_closest_marker("browser")
            and not item.get_closest_marker("matrix")
        ):
            item.add_marker("postgresql")
    yield
    items.sort(key=lambda item: not any(map(item.get_closest_marker, LONG)))


@pytest.fixture
def one_connection(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The end of an answer leaves the connection of the test open.

    Django's client sees to that while it asks. Whoever closes an answer a second time (the file of
    a download), or asks without that client, would end the connection with the transaction that
    the test runs in: SQLite in memory does not notice, PostgreSQL says "the connection is closed".
    """
    monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", lambda: None)


# --- the real world -------------------------------------------------------------------------------
@pytest.fixture(scope="session")
def surroundings() -> Surroundings:
    """Towns and partner regions from the packaged files, without a database."""
    features = json.loads(REGIONS.read_text(encoding="utf-8"))["features"]
    shapes = {feature["properties"]["code"]: feature["geometry"] for feature in features}
    return Surroundings(town_at, Boundaries(shapes).holding, frozenset(shapes))


@pytest.fixture(scope="session")
def real_records(surroundings: Surroundings) -> list[Record]:
    """The curated places of the eight regions."""
    records: list[Record] = []
    for file in sorted(PLACES.glob("*.jsonl")):
        found, faults = read(file.read_text(encoding="utf-8").splitlines(), file.name, surroundings)
        assert faults == []
        records += found
    return records


@pytest.fixture(scope="session")
def atlas_data(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A data folder with an edition of the real places: made once, each process has its copy."""
    own = tmp_path_factory.mktemp("atlas") / "data"
    of_all = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        of_all = of_all.parent
    with (of_all / "atlas.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (of_all / "atlas").exists():
            _publish_atlas(of_all / "unfinished", request.getfixturevalue("real_records"))
            (of_all / "unfinished").rename(of_all / "atlas")
    return Path(shutil.copytree(of_all / "atlas", own))


def _publish_atlas(data: Path, records: list[Record]) -> None:
    texts = (json.dumps(record, ensure_ascii=False) for record in records)
    publish_edition(data, texts, at=PUBLISHED_AT, total=len(records))


@pytest.fixture
def atlas(atlas_data: Path, db: None, settings: Any) -> Path:
    """What visitors see: the edition, with the regions and partners in the register."""
    settings.DATA = atlas_data
    as_once("atlas", load_atlas)
    return atlas_data


def load_atlas() -> None:
    load_taxonomy(by=Actor.command("test"))
    load_partnership(by=Actor.command("test"))


@pytest.fixture
def register(atlas: Path, real_records: list[Record]) -> list[Record]:
    """The atlas with some of its places in the register as well."""
    some = [record for record in real_records if record["slug"] in IN_REGISTER]
    carry_out(compare(some, scheme="curated"), by=Actor.command("test"), reason="fixture")
    publish(some, by=Actor.command("test"))
    return some


@pytest.fixture
def cast(register: list[Record]) -> Cast:
    """Everybody who plays a part, beside the register."""
    return make_cast()
