"""The four picture formats that a phone or a browser sends, told by their first bytes."""

import io
import re
from collections.abc import Callable
from typing import BinaryIO

from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from audit.storage.jpegs import PictureError, check_scans, refusals

MAX_PIXELS = 60_000_000


def _heif(stream: BinaryIO) -> ImageFile:
    # Few uploads are HEIC, so its library is loaded with the first of them.
    from pillow_heif import HeifImageFile

    reader: Callable[[BinaryIO], ImageFile] = HeifImageFile
    return reader(stream)


# Readers are called directly, not through Image.open: that would try formats nobody asked
# for, and warn of large pictures by itself before `opened` can refuse them.
READERS: tuple[tuple[re.Pattern[bytes], Callable[[BinaryIO], ImageFile]], ...] = (
    (re.compile(rb"\xff\xd8\xff"), JpegImageFile),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), PngImageFile),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), WebPImageFile),
    (re.compile(rb".{4}ftyp(?:hei[cxms]|hev[cxms]|mif1|msf1)", re.DOTALL), _heif),
)


def opened(data: bytes) -> ImageFile:
    """Read the header and refuse by it, before any pixel takes memory."""
    reader = next((reader for sign, reader in READERS if sign.match(data)), None)
    if reader is None:
        raise PictureError("not_a_picture")
    if reader is JpegImageFile:
        check_scans(data)
    with refusals():
        picture = reader(io.BytesIO(data))
    if picture.width * picture.height > MAX_PIXELS:
        raise PictureError("too_many_pixels")
    return picture
