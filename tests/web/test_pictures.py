"""Only real pictures come in, and only their pixels stay."""

import struct
import zlib
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.pictures.cleaning import NOT_A_PICTURE, BadPicture, cleaned

PIXELS = 40_000_000


def drawn(format: str, mode: str = "RGB", **more: object) -> bytes:
    out = BytesIO()
    Image.new(mode, (60, 40), 3).save(out, format, **more)
    return out.getvalue()


def header_only(width: int, height: int) -> bytes:
    """A PNG that says its size and holds next to nothing."""
    fields = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", fields), (b"IDAT", zlib.compress(b"\0" * 64)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )


@pytest.mark.parametrize(
    ("format", "mode", "kept_as"),
    [
        ("JPEG", "RGB", "image/jpeg"),
        ("JPEG", "CMYK", "image/jpeg"),
        ("PNG", "RGBA", "image/png"),
        ("PNG", "P", "image/png"),
        ("PNG", "1", "image/png"),
        ("WEBP", "RGBA", "image/webp"),
        ("GIF", "P", "image/png"),
    ],
)
def test_a_real_picture_is_written_anew(format: str, mode: str, kept_as: str) -> None:
    picture = cleaned(drawn(format, mode), PIXELS)

    assert (picture.media_type, picture.width, picture.height) == (kept_as, 60, 40)
    assert Image.open(BytesIO(picture.content)).size == (60, 40)


def test_nothing_but_pixels_is_kept() -> None:
    where = Image.Exif()
    where[0x010E] = "workshop of somebody"
    where[0x0112] = 6

    picture = cleaned(drawn("JPEG", exif=where, comment=b"a comment"), PIXELS)

    assert b"workshop" not in picture.content
    assert b"a comment" not in picture.content
    assert not Image.open(BytesIO(picture.content)).getexif()
    assert (picture.width, picture.height) == (40, 60), "it was turned upright before"


@pytest.mark.parametrize("size", [(30_000, 30_000), (10_000, 9_000), (65_000, 65_000)])
def test_a_picture_that_would_fill_the_memory_is_refused_unread(size: tuple[int, int]) -> None:
    with pytest.raises(BadPicture):
        cleaned(header_only(*size), PIXELS)


@pytest.mark.parametrize(
    "content",
    [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a", drawn("BMP"), drawn("PNG")[:60]],
)
def test_what_is_no_picture_of_the_four_kinds_is_refused(content: bytes) -> None:
    with pytest.raises(BadPicture, match=NOT_A_PICTURE):
        cleaned(content, PIXELS)


@given(st.data())
def test_a_damaged_picture_is_refused_or_read_but_never_a_bug(data: st.DataObject) -> None:
    whole = bytearray(drawn(data.draw(st.sampled_from(["PNG", "JPEG", "GIF", "WEBP"]))))
    for place in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=6)):
        whole[place] = data.draw(st.integers(0, 255))
    with suppress(BadPicture):
        cleaned(bytes(whole), 1_000_000)


def test_a_camera_that_puts_several_pictures_into_one_file_is_understood() -> None:
    out, second = BytesIO(), Image.new("RGB", (40, 60), "red")
    Image.new("RGB", (40, 60), "blue").save(out, "MPO", save_all=True, append_images=[second])

    assert cleaned(out.getvalue(), PIXELS).media_type == "image/jpeg"
