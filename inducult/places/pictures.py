"""Pictures that strangers send: opened with suspicion, made plain, and made in all sizes.

What comes in is judged by its content, never by its name. What goes out is written anew from the
pixels alone: one frame, upright, in sRGB, without metadata but the author's name if that is wanted.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from PIL import ExifTags, Image, ImageCms, ImageOps
from pillow_heif import register_heif_opener

MOST_BYTES: Final = 25 * 1024 * 1024
MOST_PIXELS: Final = 64_000_000  # what the cameras of telephones make, and 200 MB when opened
MOST_ACROSS: Final = 16_383  # the widest that WebP can hold
LEAST_ACROSS: Final = 200
MASTER_ACROSS: Final = 3_840  # longest side of what we keep
WIDTHS: Final = (320, 640, 1280, 1920)
FORMATS: Final = ("avif", "webp")  # the smaller first: browsers take the first that they know
QUALITY: Final = {"webp": 80, "avif": 60}
MASTER_QUALITY: Final = 88
AUTHOR_LENGTH: Final = 200
SRGB: Final = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
HEIF_BRANDS: Final = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")

register_heif_opener()


class NotAPicture(ValueError):
    """A file that we do not take; says why in a sentence."""


@dataclass(frozen=True)
class Master:
    """A picture as we keep it: WebP, its size in pixels, and the author that the file named."""

    content: bytes
    width: int
    height: int
    author: str


def read_picture(content: bytes, *, keep_author: bool = False) -> Master:
    """The picture in the bytes that somebody sent. Raises NotAPicture.

    The author's name is read from the file and written back only if that is wanted.
    """
    if len(content) > MOST_BYTES:
        raise NotAPicture(_("The file is larger than 25 MB."))
    kind = kind_of(content)
    if kind is None:
        raise NotAPicture(_("This is not a picture in one of the formats JPEG, PNG, WebP or HEIC."))
    if kind == "WEBP":
        _judge_size(*_webp_size(content))  # its decoder makes room for the canvas when it opens
    author, plain = _opened(content, kind, keep_author=keep_author)
    return Master(_encoded(plain, "webp", MASTER_QUALITY, author), *plain.size, author)


def kind_of(content: bytes) -> str | None:
    """JPEG, PNG, WEBP or HEIF by the first bytes; None for anything else."""
    if content.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "WEBP"
    is_heif = content[4:8] == b"ftyp" and content[8:12] in HEIF_BRANDS
    return "HEIF" if is_heif else None


def sizes_for(width: int) -> Iterator[tuple[int, str]]:
    """Widths and formats in which a picture of this width is shown; none is made larger."""
    for across in [each for each in WIDTHS if each < width] or [width]:
        yield from ((across, kind) for kind in FORMATS)


def in_size(master: bytes, across: int, kind: str) -> bytes:
    """Our master in another width and format; the same bytes every time."""
    with Image.open(io.BytesIO(master), formats=["WEBP"]) as picture:
        height = max(1, round(picture.height * across / picture.width))
        small = picture.resize((across, height), Image.Resampling.LANCZOS)
    return _encoded(small, kind, QUALITY[kind])


def _opened(content: bytes, kind: str, *, keep_author: bool) -> tuple[str, Image.Image]:
    """Author and pixels. A broken file may fail in the decoder in any way: all are one to us."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd metadata and large sizes: judged here
            with Image.open(io.BytesIO(content), formats=[kind]) as picture:
                _judge_size(*picture.size)
                return _author(picture) if keep_author else "", _plain(picture)
    except NotAPicture:
        raise
    except Image.DecompressionBombError:
        raise _too_many_pixels() from None
    except Exception:  # a decoder may fail in any way
        raise NotAPicture(_("The file is damaged or incomplete.")) from None


def _judge_size(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise _too_many_pixels()
    if max(width, height) > MOST_ACROSS:
        raise NotAPicture(_("The picture is wider or higher than 16,383 pixels."))
    if min(width, height) < LEAST_ACROSS:
        raise NotAPicture(_("The picture is too small: it needs 200 pixels each way."))


def _too_many_pixels() -> NotAPicture:
    return NotAPicture(_("The picture has more than 64 million pixels; send a smaller one."))


def _webp_size(content: bytes) -> tuple[int, int]:
    """Width and height of the canvas (RFC 9649, section 2.7); 0 where the file does not say."""
    head = content[12:30].ljust(18, b"\0")
    if head[:4] == b"VP8X":
        return _number(head[12:15]) + 1, _number(head[15:18]) + 1
    if head[:4] == b"VP8L":
        bits = _number(head[9:13])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return _number(head[14:16]) & 0x3FFF, _number(head[16:18]) & 0x3FFF


def _number(part: bytes) -> int:
    return int.from_bytes(part, "little")


def _plain(picture: Image.Image) -> Image.Image:
    """The first frame: upright, in sRGB, not larger than a master, nothing but pixels."""
    picture.draft("RGB", (MASTER_ACROSS, MASTER_ACROSS))  # JPEG: decoded smaller, less memory
    picture.seek(0)
    picture.load()
    upright = ImageOps.exif_transpose(picture)
    coloured = _in_srgb(upright)
    coloured.thumbnail((MASTER_ACROSS, MASTER_ACROSS), Image.Resampling.LANCZOS)
    return Image.frombytes(coloured.mode, coloured.size, coloured.tobytes())


def _in_srgb(picture: Image.Image) -> Image.Image:
    profile = picture.info.get("icc_profile")
    wanted = "RGBA" if picture.has_transparency_data else "RGB"
    if picture.mode.startswith("I"):  # 16 bits of grey: the upper eight
        return picture.convert("I").point(lambda value: value / 256).convert("L").convert("RGB")
    if picture.mode not in ("RGB", "RGBA", "CMYK", "L"):
        picture = picture.convert(wanted)
    return (_by_profile(picture, profile, wanted) if profile else None) or picture.convert(wanted)


def _by_profile(picture: Image.Image, profile: bytes, wanted: str) -> Image.Image | None:
    """The colours as the profile of the file means them; None if the profile is of no use."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(picture, source, SRGB, outputMode=wanted)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None


def _author(picture: Image.Image) -> str:
    """The author whom the file names (EXIF 2.32, Artist), as one line of plain text."""
    told: Any = picture.getexif().get(ExifTags.Base.Artist, "")
    words = told.decode("utf-8", "replace") if isinstance(told, bytes) else str(told)
    # Cameras write UTF-8 where the standard knows ASCII only; Pillow reads it as Latin-1.
    words = words.encode("latin-1", "replace").decode("utf-8", "replace") if words else ""
    printable = "".join(sign if sign.isprintable() else " " for sign in words)
    return " ".join(printable.split())[:AUTHOR_LENGTH]


def _encoded(picture: Image.Image, kind: str, quality: int, author: str = "") -> bytes:
    written = io.BytesIO()
    picture.info = {}
    more: dict[str, Any] = {"method": 4} if kind == "webp" else {"speed": 8, "max_threads": 1}
    if author:
        exif = Image.Exif()
        exif[ExifTags.Base.Artist] = author.encode()
        more["exif"] = exif
    picture.save(written, kind.upper(), quality=quality, **more)
    return written.getvalue()
