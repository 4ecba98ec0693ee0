"""A picture as somebody's phone takes it."""

from io import BytesIO

from PIL import Image


def photo() -> bytes:
    """A picture that says where it was taken."""
    out, exif = BytesIO(), Image.Exif()
    exif[0x010E] = "taken at the gate"
    Image.new("RGB", (40, 30), "navy").save(out, "JPEG", exif=exif)
    return out.getvalue()
