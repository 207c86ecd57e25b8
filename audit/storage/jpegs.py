"""What a JPEG file is made of, and whether it may be stored just as it is."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from PIL import ImageFile
from PIL.Image import DecompressionBombError
from PIL.JpegImagePlugin import JpegImageFile

MAX_SIDE = 1600
"""Pixels of the longest side of a stored photo."""

MAX_BYTES = 2 * 1024 * 1024
"""Bytes of a stored photo."""

MAX_SCANS = 100
"""Encoders write about ten; each costs a pass over all pixels, so thousands would be an attack."""

PictureCode = Literal[
    "not_a_picture",
    "not_a_jpeg",
    "too_large",
    "too_many_pixels",
    "has_metadata",
    "trailing_data",
    "broken",
]


class PictureError(Exception):
    """A picture that is refused; `code` says why, the doors put it into words."""

    def __init__(self, code: PictureCode) -> None:
        super().__init__(code)
        self.code: PictureCode = code


EOI, SOS = 0xD9, 0xDA
COMMENT = 0xFE
PIXELS = {0xC0, 0xC1, 0xC2, 0xC4, 0xDB, 0xDD, SOS}
"""Segments that a picture needs: frames that every browser reads, tables, restarts, scans."""

HARMLESS = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
"""Application segments that say nothing about place, time or person."""

MARKER = re.compile(rb"\xff+([^\xff])", re.DOTALL)
# Within a scan, FF 00 is a pixel byte and FF D0 to FF D7 are restarts: neither ends it.
AFTER_SCAN = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
# A scan's header as decoders accept it; by chance these five bytes hardly occur elsewhere.
SCAN = re.compile(rb"\xff\xda\x00(?:\x08\x01|\x0a\x02|\x0c\x03|\x0e\x04)")


def check_jpeg(data: bytes) -> None:
    """Pass only a JPEG that may be stored as it is.

    That is: at most 1600 pixels and 2 MiB, nothing but picture, JFIF, ICC and
    Adobe segments, nothing behind its end, and every pixel decodes.

    :raise PictureError: with one of its codes, but never "not_a_picture"
    """
    checked(data, MAX_SIDE)


def checked(data: bytes, side: int) -> JpegImageFile:
    """Like `check_jpeg` for another longest side; gives the decoded picture."""
    if not data.startswith(b"\xff\xd8\xff"):
        raise PictureError("not_a_jpeg")
    if len(data) > MAX_BYTES:
        raise PictureError("too_large")
    _check_segments(data)
    check_scans(data)
    with refusals():
        picture = JpegImageFile(io.BytesIO(data))
        if max(picture.size) > side:
            raise PictureError("too_many_pixels")
        picture.load()
    return picture


def check_scans(data: bytes) -> None:
    """Refuse a JPEG that would keep the decoder busy for hours."""
    if sum(1 for _ in SCAN.finditer(data)) > MAX_SCANS:
        raise PictureError("broken")


@contextmanager
def refusals() -> Iterator[None]:
    """Turn whatever a decoder raises into a `PictureError`.

    Decoders of hostile bytes raise nearly anything (struct.error, EOFError,
    OverflowError ...), so the list is left open on purpose.
    """
    # Importing WeasyPrint makes Pillow take cut-off pictures everywhere in the process.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    except PictureError:
        raise
    except DecompressionBombError as error:
        raise PictureError("too_many_pixels") from error
    except Exception as error:
        raise PictureError("broken") from error


def _check_segments(data: bytes) -> None:
    for marker, payload in _segments(data):
        if marker == EOI:
            if payload:
                raise PictureError("trailing_data")
        elif marker & 0xF0 == 0xE0 or marker == COMMENT:
            name = HARMLESS.get(marker)
            if name is None or not payload.startswith(name):
                raise PictureError("has_metadata")
        elif marker not in PIXELS:
            raise PictureError("broken")


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and payload of each segment; the last is EOI with the bytes behind it."""
    at = 2
    while found := MARKER.match(data, at):
        marker, start = found[1][0], found.end()
        if marker == EOI:
            yield marker, data[start:]
            return
        end = start + int.from_bytes(data[start : start + 2])
        if not start + 2 <= end <= len(data):
            break
        yield marker, data[start + 2 : end]
        resumed = AFTER_SCAN.search(data, end) if marker == SOS else None
        at = resumed.start() if resumed else end
    raise PictureError("broken")
