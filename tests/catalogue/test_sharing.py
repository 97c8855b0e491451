"""Editions and pictures in an object store: seen on all nodes, verified, and gone without."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from inducult.catalogue import editions, queries, sharing
from inducult.catalogue.publication import (
    follow_others,
    leave_out_withdrawn,
    publish_register,
)
from inducult.common.environment import BadSetting
from inducult.common.history import Actor
from inducult.common.store import Store, StoreFailed, store
from inducult.config.backup.backing_up import back_up
from inducult.config.backup.restoring import restore
from inducult.config.settings import _store
from inducult.places import album
from inducult.places.actions import withdraw_everywhere
from inducult.places.models import Place
from inducult.places.records import Record
from tests.fakes.s3 import KEY, object_store


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with object_store() as address:
        yield address


@pytest.fixture
def shared(server: str, settings: Any) -> Store:
    """An empty store that the settings name."""
    settings.STORE = server
    opened = store()
    assert opened is not None
    for name in opened.names(""):
        opened.drop(name)
    return opened


class Nodes:
    """Two nodes on one register: each has a data folder of its own."""

    def __init__(self, settings: Any, folder: Path) -> None:
        self.settings = settings
        self.folders = {name: folder / name for name in ("one", "other", "new", "fresh")}

    def on(self, name: str) -> Path:
        self.settings.DATA = self.folders[name]
        self.folders[name].mkdir(exist_ok=True)
        return self.folders[name]


@pytest.fixture
def nodes(register: list[Record], shared: Store, settings: Any, tmp_path: Path) -> Nodes:
    return Nodes(settings, tmp_path)


def test_what_one_node_publishes_the_other_fetches(nodes: Nodes) -> None:
    one = nodes.on("one")
    publish_register()
    other = nodes.on("other")
    assert queries.current() is None
    assert follow_others() == 1
    edition = queries.current()
    assert edition is not None
    assert len(edition) == 3
    assert cited(one) == cited(other)
    assert follow_others() is None, "there is nothing new"


def test_numbers_go_on_whichever_node_publishes(nodes: Nodes) -> None:
    nodes.on("one")
    publish_register()
    withdraw("abenteuer-erzberg")
    other = nodes.on("other")
    assert publish_register().number == 2
    one = nodes.on("one")
    assert follow_others() == 2
    assert cited(one) == cited(other)
    assert [path.name for path in sorted((other / "editions" / "changes").glob("*.parquet"))] == [
        "1.parquet",
        "2.parquet",
        "state.parquet",
    ]


@pytest.mark.parametrize("name", ["1/places.parquet", "1/index/version", "1/manifest.json"])
def test_a_file_that_is_not_what_was_published_is_not_used(
    nodes: Nodes, shared: Store, name: str
) -> None:
    nodes.on("one")
    publish_register()
    if name not in (each.removeprefix("editions/") for each in shared.names("editions/1/")):
        name = "1/index/" + shared.names("editions/1/index/")[0].rpartition("/")[2]
    shared.put(f"editions/{name}", b"something else")
    other = nodes.on("other")
    with pytest.raises(sharing.Tampered, match="is not what its edition tells"):
        follow_others()
    assert queries.current() is None
    assert editions.numbers(other) == []


def test_without_the_store_a_node_goes_on_with_what_it_has(
    nodes: Nodes, settings: Any, shared: Store
) -> None:
    nodes.on("one")
    publish_register()
    nodes.on("other")
    follow_others()
    album.keep_file("0123456789.webp", b"a picture")
    settings.STORE = f"s3+http://{KEY}:{KEY}@127.0.0.1:9/inducult"  # nobody is there
    with pytest.raises(StoreFailed, match="object store failed"):
        follow_others()
    with pytest.raises(CommandError, match="object store failed"):
        call_command("pull")
    assert len(queries.current() or ()) == 3
    assert album.path_of("0123456789.webp").read_bytes() == b"a picture"
    assert not album.path_of("9876543210.webp").exists()


def test_what_was_withdrawn_leaves_the_store(nodes: Nodes, shared: Store) -> None:
    nodes.on("one")
    publish_register()
    nodes.on("other")
    follow_others()
    before = shared.read("editions/1/places.parquet")
    nodes.on("one")
    withdraw("abenteuer-erzberg")
    assert leave_out_withdrawn() == [1]
    assert shared.read("editions/1/places.parquet") != before
    assert shared.names("editions/1/index/") == []
    other = nodes.on("other")
    assert follow_others() == 2
    assert cited(other) == cited(nodes.folders["one"])
    assert (other / "editions" / "1" / "replaced.json").is_file()


def test_old_editions_come_to_a_new_node_without_their_index(nodes: Nodes) -> None:
    nodes.on("one")
    publish_register()
    withdraw("abenteuer-erzberg")
    publish_register()
    other = nodes.on("other")
    follow_others()
    assert editions.numbers(other) == [1, 2]
    assert not (other / "editions" / "1" / "index").exists()


def test_pictures_are_on_every_node(nodes: Nodes, shared: Store) -> None:
    nodes.on("one")
    album.keep_file("0123456789.webp", b"a picture")
    album.keep_file("0123456789-640.avif", b"smaller")
    nodes.on("other")
    assert album.path_of("0123456789.webp").read_bytes() == b"a picture"
    album.drop_files("0123456789")
    assert shared.names("media/") == []
    shutil.rmtree(nodes.folders["one"] / "media")
    nodes.on("one")
    assert not album.path_of("0123456789.webp").exists()


def test_a_backup_has_what_only_the_store_had_and_a_restore_brings_it_back(
    nodes: Nodes, shared: Store, tmp_path: Path
) -> None:
    nodes.on("one")
    publish_register()
    album.keep_file("0123456789.webp", b"a picture")
    other = nodes.on("other")
    follow_others()
    back_up(other, tmp_path / "kept.zip", all_editions=True, progress=lambda _step: None)
    nodes.on("one")
    withdraw("abenteuer-erzberg")
    publish_register()
    for name in shared.names(""):
        shared.drop(name)
    restore(nodes.on("new"), tmp_path / "kept.zip", force=True, progress=lambda _step: None)
    assert shared.read("media/0123456789.webp") == b"a picture"
    nodes.on("fresh")
    assert follow_others() == 1
    edition = queries.current()
    assert edition is not None
    assert len(edition) == 2, "what was withdrawn on another node since is left out"


def test_a_key_that_the_store_does_not_know_is_refused(server: str, settings: Any) -> None:
    settings.STORE = server.replace(KEY, "STRANGER")
    opened = store()
    assert opened is not None
    with pytest.raises(StoreFailed):
        opened.put("media/0123456789.webp", b"a picture")


@pytest.mark.parametrize(
    "address", ["https://host/bucket", "s3+https://host/bucket", "s3+http://k:s@host"]
)
def test_a_store_that_cannot_be_meant_is_refused(address: str) -> None:
    with pytest.raises(BadSetting, match="INDUCULT_STORE must be"):
        _store(address)


def withdraw(slug: str) -> None:
    withdraw_everywhere(Place.objects.get(slug=slug), by=Actor.command("test"), reason="privacy")


def cited(data: Path) -> dict[str, bytes]:
    folder = editions.folder_of(data)
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.glob("[0-9]*/*.*"))
    }
