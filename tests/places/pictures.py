"""Pictures made for the tests, as cameras and enemies make them."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

from PIL import Image

import inducult.places.pictures  # noqa: F401 -- it teaches Pillow to read and write HEIC


def scene(width: int = 800, height: int = 600, mode: str = "RGB") -> Image.Image:
    """Red above, blue below, so that one sees which way is up."""
    picture = Image.new("RGB", (width, height), (200, 30, 30))
    picture.paste((20, 40, 200), (0, height // 2, width, height))
    return picture.convert(mode)


def written(picture: Image.Image, kind: str, **more: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def png_bomb(width: int, height: int) -> bytes:
    """A small PNG that says it is very large."""

    def chunk(name: bytes, data: bytes) -> bytes:
        check = zlib.crc32(name + data)
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1_000_000)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def webp_bomb(width: int, height: int) -> bytes:
    """The head of an extended WebP with a very large canvas."""
    canvas = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    chunk = b"VP8X" + (10).to_bytes(4, "little") + b"\0\0\0\0" + canvas
    return b"RIFF" + (len(chunk) + 4).to_bytes(4, "little") + b"WEBP" + chunk
