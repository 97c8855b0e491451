"""What strangers send as pictures becomes a plain picture, or a sentence that says why not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from inducult.places.pictures import (
    MASTER_ACROSS,
    MOST_BYTES,
    NotAPicture,
    in_size,
    read_picture,
    sizes_for,
)
from tests.places.pictures import opened, png_bomb, scene, webp_bomb, written

KINDS = ("JPEG", "PNG", "WEBP", "HEIF")
SMALL = {kind: written(scene(240, 220), kind) for kind in KINDS}


def is_upright(picture: Image.Image) -> bool:
    """Red above, blue below."""
    above, below = (picture.convert("RGB").getpixel((9, y)) for y in (9, picture.height - 9))
    return above[0] > above[2] and below[2] > below[0]  # type: ignore[index]


@pytest.mark.parametrize("kind", KINDS)
def test_each_format_becomes_webp_in_its_size(kind: str) -> None:
    master = read_picture(written(scene(), kind))
    kept = opened(master.content)
    assert (kept.format, kept.size, master.width, master.height) == ("WEBP", (800, 600), 800, 600)
    assert is_upright(kept)


@pytest.mark.parametrize("kind", ["GIF", "TIFF", "BMP", "PDF", "AVIF", "JPEG2000"])
def test_other_formats_are_refused(kind: str) -> None:
    with pytest.raises(NotAPicture, match="JPEG, PNG, WebP or HEIC"):
        read_picture(written(scene(), kind))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<!doctype html><script>alert(1)</script>",
        b"GIF89a<script>alert(1)</script>",
        b"%PDF-1.7",
        b"PK\x03\x04",
    ],
    ids=["empty", "svg", "html", "gif", "pdf", "zip"],
)
def test_what_only_calls_itself_a_picture_is_refused(content: bytes) -> None:
    with pytest.raises(NotAPicture):
        read_picture(content)


def test_a_script_behind_a_real_picture_does_not_come_through() -> None:
    master = read_picture(SMALL["JPEG"] + b"<script>alert(1)</script>")
    assert b"script" not in master.content


@pytest.mark.parametrize(
    "content",
    [
        *(png_bomb(50_000, 50_000), png_bomb(9_000, 9_000), png_bomb(30_000, 400)),
        *(webp_bomb(16_384, 16_384), webp_bomb(10_000, 10_000)),
    ],
    ids=["png", "png of 81 million", "png, very wide", "webp", "webp of 100 million"],
)
def test_a_bomb_does_not_go_off(content: bytes) -> None:
    with pytest.raises(NotAPicture, match="pixels"):
        read_picture(content)


def test_a_file_that_is_too_long_is_not_opened() -> None:
    with pytest.raises(NotAPicture, match="25 MB"):
        read_picture(SMALL["JPEG"] + bytes(MOST_BYTES))


def test_a_picture_that_is_too_small_to_show_anything_is_refused() -> None:
    with pytest.raises(NotAPicture, match="too small"):
        read_picture(written(scene(199, 900), "PNG"))


def test_a_large_picture_is_made_smaller() -> None:
    master = read_picture(written(scene(5_000, 2_500), "JPEG"))
    assert (master.width, master.height) == (MASTER_ACROSS, MASTER_ACROSS // 2)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_from_a_turned_camera_stands_upright(kind: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned to the right
    turned = scene().rotate(90, expand=True)
    master = read_picture(written(turned, kind, exif=exif))
    assert (master.width, master.height) == (800, 600)
    assert is_upright(opened(master.content))


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_hidden_in_the_file_comes_through(kind: str) -> None:
    exif = Image.Exif()
    exif[0x013B] = "Jürgen Müller".encode()
    exif[0x010F] = "a camera"
    exif.get_ifd(0x8825)[1] = "N"
    more = {} if kind == "HEIF" else {"icc_profile": srgb()}
    content = written(scene(), kind, exif=exif, **more)
    plain, signed = read_picture(content), read_picture(content, keep_author=True)
    assert (plain.author, signed.author) == ("", "Jürgen Müller")
    assert dict(opened(plain.content).getexif()) == {}
    assert set(opened(signed.content).getexif()) == {0x013B}
    assert "icc_profile" not in opened(signed.content).info


def srgb() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def test_of_a_moving_picture_the_first_frame_is_kept() -> None:
    frames = [Image.new("RGB", (300, 300), colour) for colour in ("red", "blue")]
    for kind in ("WEBP", "PNG"):
        content = written(frames[0], kind, save_all=True, append_images=frames[1:], duration=50)
        kept = opened(read_picture(content).content)
        assert getattr(kept, "n_frames", 1) == 1
        assert kept.convert("RGB").getpixel((9, 9))[0] > 200  # type: ignore[index]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_pixel_is_read(mode: str) -> None:
    source = Image.new("I;16", (300, 300), 40_000) if mode == "I;16" else scene(300, 300, mode)
    kept = opened(read_picture(written(source, "PNG")).content)
    assert kept.mode in ("RGB", "RGBA")


def test_grey_of_sixteen_bits_stays_as_bright_as_it_was() -> None:
    source = Image.new("I;16", (300, 300), 128 * 256)
    kept = opened(read_picture(written(source, "PNG")).content).convert("L")
    assert abs(int(kept.getpixel((9, 9))) - 128) < 3  # type: ignore[arg-type]


def test_a_broken_colour_profile_is_left_out() -> None:
    master = read_picture(written(scene(), "PNG", icc_profile=b"no profile at all"))
    assert is_upright(opened(master.content))


def test_print_colours_become_screen_colours() -> None:
    kept = opened(read_picture(written(scene(mode="CMYK"), "JPEG")).content)
    assert (kept.mode, is_upright(kept)) == ("RGB", True)


@given(st.binary(max_size=400))
def test_bytes_at_random_are_never_a_fault_of_ours(content: bytes) -> None:
    with pytest.raises(NotAPicture):
        read_picture(content)


@given(st.sampled_from(KINDS), st.data())
def test_a_file_that_was_cut_off_is_refused_or_read(kind: str, data: st.DataObject) -> None:
    whole = SMALL[kind]
    _read_or_refuse(whole[: data.draw(st.integers(0, len(whole) - 1))])


@given(st.sampled_from(KINDS), st.data())
def test_a_file_with_damaged_bytes_is_refused_or_read(kind: str, data: st.DataObject) -> None:
    damaged = bytearray(SMALL[kind])
    places = st.integers(0, len(damaged) - 1)
    for place, byte in data.draw(st.dictionaries(places, st.integers(0, 255), max_size=20)).items():
        damaged[place] = byte
    _read_or_refuse(bytes(damaged))


@given(st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF0000WEBPVP8X"]), st.binary())
def test_a_true_head_on_any_body_is_refused_or_read(head: bytes, body: bytes) -> None:
    _read_or_refuse(head + body)


def _read_or_refuse(content: bytes) -> None:
    try:
        master = read_picture(content)
    except NotAPicture as refused:
        assert str(refused).endswith(".")
    else:
        assert opened(master.content).format == "WEBP"


def test_sizes_are_never_larger_than_the_picture() -> None:
    assert list(sizes_for(250)) == [(250, "avif"), (250, "webp")]
    assert list(sizes_for(1000)) == [(w, k) for w in (320, 640) for k in ("avif", "webp")]
    assert [across for across, kind in sizes_for(4000) if kind == "webp"] == [320, 640, 1280, 1920]


@pytest.mark.parametrize("kind", ["webp", "avif"])
def test_a_size_is_the_same_every_time(kind: str) -> None:
    master = read_picture(SMALL["JPEG"]).content
    first, again = in_size(master, 100, kind), in_size(master, 100, kind)
    assert (first, opened(first).size, opened(first).format) == (again, (100, 92), kind.upper())
