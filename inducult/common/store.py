"""The object store that the nodes of a large installation share; none on a single machine.

Names are paths of our own making (`editions/12/places.parquet`, `media/0123456789.webp`). Whoever
reads gets the file beside its place first and renames it, so that it is there whole or not at all.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.files.base import ContentFile, File

BLOCK: Final = 1 << 20


class StoreFailed(RuntimeError):
    """The store did not answer, or refused."""


class Store:
    """A bucket. Every method raises StoreFailed."""

    def __init__(self, address: str) -> None:
        self._storage = _storage(address)

    def put(self, name: str, source: Path | bytes) -> None:
        """Keeps a file under a name; what was there is replaced."""
        with _answering(name):
            if isinstance(source, bytes):
                self._storage.save(name, ContentFile(source))
            else:
                with source.open("rb") as stream:
                    self._storage.save(name, File(stream))

    def read(self, name: str) -> bytes | None:
        """A small file; None if there is none."""
        with _answering(name):
            try:
                with self._storage.open(name) as stream:
                    content: bytes = stream.read()
                    return content
            except FileNotFoundError:
                return None

    def get(self, name: str, path: Path) -> bool:
        """Brings a file to a path, whole or not at all; whether there was one."""
        beside = path.with_name(f".unfinished-{os.getpid()}-{path.name}")
        try:
            with _answering(name), beside.open("wb") as stream:
                body = self._storage.bucket.Object(name).get()["Body"]
                stream.writelines(body.iter_chunks(BLOCK))
                stream.flush()
                os.fsync(stream.fileno())
            beside.replace(path)
        except NotThere:
            return False
        finally:
            beside.unlink(missing_ok=True)
        return True

    def names(self, prefix: str) -> list[str]:
        """Everything under a prefix."""
        with _answering(prefix):
            return sorted(each.key for each in self._storage.bucket.objects.filter(Prefix=prefix))

    def drop(self, name: str) -> None:
        """Takes a file away; it is no fault if it is gone."""
        with _answering(name):
            self._storage.delete(name)


def store() -> Store | None:
    """The store that INDUCULT_STORE names, or None."""
    return _opened(settings.STORE, os.getpid()) if settings.STORE else None


@lru_cache(maxsize=2)
def _opened(address: str, _process: int) -> Store:
    return Store(address)  # each process its own connections


class NotThere(StoreFailed):
    """There is no such file."""


class _answering:  # noqa: N801 -- reads as what it is: with answering(name)
    """Turns what the library raises into a sentence of ours."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if isinstance(error, ClientError) and error.response["Error"]["Code"] in (
            "404",
            "NoSuchKey",
        ):
            raise NotThere(f"The object store has no {self.name}.") from error
        if isinstance(error, (BotoCoreError, ClientError)):
            raise StoreFailed(f"The object store failed at {self.name}: {error}") from error


def _storage(address: str) -> Any:
    """Django's storage from `s3+https://key:secret@host/bucket?region`."""
    from storages.backends.s3 import S3Storage  # noqa: PLC0415 -- slow; only where there is a store

    parts = urlsplit(address)
    host = f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname
    return S3Storage(
        access_key=unquote(parts.username or ""),
        secret_key=unquote(parts.password or ""),
        endpoint_url=f"{parts.scheme.removeprefix('s3+')}://{host}",
        bucket_name=parts.path.strip("/"),
        region_name=parts.query or "us-east-1",
        default_acl=None,
        file_overwrite=True,
        client_config=Config(
            connect_timeout=3,
            read_timeout=30,
            retries={"total_max_attempts": 2},
            s3={"addressing_style": "path"},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        ),
    )
