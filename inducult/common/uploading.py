"""A limit for what is sent as a file, before it fills a disk."""

from __future__ import annotations

from typing import Any, Final

from django.core.files.uploadhandler import FileUploadHandler, SkipFile

MOST_BYTES: Final = 25 * 1024 * 1024


class Bounded(FileUploadHandler):
    """Stands before the handlers that keep files: what is longer than the limit is thrown away."""

    def new_file(self, *args: Any, **more: Any) -> None:
        super().new_file(*args, **more)
        self.count = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.count += len(raw_data)
        if self.count > MOST_BYTES:
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
