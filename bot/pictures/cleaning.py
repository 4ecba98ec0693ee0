"""Pictures from strangers: decoded, judged, and written anew so that only pixels are left.

A picture's header tells its size before anything is decoded, so one that would fill the memory is
refused on its header alone.
"""

import struct
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

TOO_LARGE: Final = "图片的尺寸太大，请缩小后再发。"
NOT_A_PICTURE: Final = "这不是能识别的图片，请发JPG、PNG、WebP或GIF格式的图片。"
MOST_PIXELS: Final = 40_000_000
READ_AS: Final = ("JPEG", "PNG", "WEBP", "GIF")
# Of a moving picture the first frame says what is meant.
WRITTEN_AS: Final = {"JPEG": "JPEG", "MPO": "JPEG", "PNG": "PNG", "WEBP": "WEBP", "GIF": "PNG"}
MODES: Final = {"JPEG": ("RGB", "L"), "PNG": ("RGB", "RGBA", "L", "LA"), "WEBP": ("RGB", "RGBA")}
LONGEST_SIDE: Final = 4096
QUALITY: Final = 88
BROKEN: Final = (
    UnidentifiedImageError,
    struct.error,
    KeyError,
    IndexError,
    TypeError,
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that was decoded and written anew: it holds pixels and nothing else."""

    content: bytes
    media_type: str
    width: int
    height: int


class BadPicture(Exception):
    """The sentence says what is wrong with it."""


def cleaned(content: bytes, pixels: int) -> Picture:
    """Decode and write anew, or raise `BadPicture`."""
    try:
        with Image.open(BytesIO(content), formats=READ_AS) as opened:
            if opened.width * opened.height > pixels:
                raise BadPicture(TOO_LARGE)
            return _rewritten(opened)
    except BROKEN as error:
        raise BadPicture(NOT_A_PICTURE) from error


def _rewritten(opened: Image.Image) -> Picture:
    written_as = WRITTEN_AS[opened.format or ""]
    upright = ImageOps.exif_transpose(opened)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    pixels = _bare(upright, MODES[written_as])
    out = BytesIO()
    pixels.save(out, written_as, quality=QUALITY)
    return Picture(out.getvalue(), f"image/{written_as.lower()}", pixels.width, pixels.height)


def _bare(image: Image.Image, modes: tuple[str, ...]) -> Image.Image:
    """The pixels in a new picture: `save` writes on some of what the old one carried."""
    mode = image.mode if image.mode in modes else _nearest(image, modes)
    converted = image.convert(mode)
    bare = Image.new(mode, converted.size)
    bare.paste(converted)
    return bare


def _nearest(image: Image.Image, modes: tuple[str, ...]) -> str:
    return "RGBA" if "RGBA" in modes and image.has_transparency_data else "RGB"
