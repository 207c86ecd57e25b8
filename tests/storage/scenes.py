"""Pictures to store: a scene with a colour in each corner, as cameras and phones write it."""

import io
import random
import struct
import zlib

import pillow_heif
import pytest
from PIL import Image
from PIL.Image import Transpose

from audit.storage.pictures import PictureError, clean_jpeg

Colour = tuple[int, int, int]
RED, GREEN, BLUE, WHITE = (220, 20, 20), (20, 180, 40), (20, 40, 220), (255, 255, 255)

# How a camera that is held as the EXIF number says lays down an upright scene.
LAID_DOWN = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_90,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_270,
}


def encoded(picture: Image.Image, kind: str, **how: object) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, kind, **how)
    return stream.getvalue()


def heic(picture: Image.Image, tags: bytes | None = None) -> bytes:
    """As phones write it: turned by a property of the file, and EXIF says so once more."""
    stream = io.BytesIO()
    pixels = picture.tobytes()
    pillow_heif.encode(picture.mode, picture.size, pixels, stream, quality=80, exif=tags)
    return stream.getvalue()


def decoded(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def scene(size: tuple[int, int] = (240, 160)) -> Image.Image:
    """Red above left, green above right, blue below left, white below right."""
    picture = Image.new("RGB", (2, 2))
    for at, colour in zip([(0, 0), (1, 0), (0, 1), (1, 1)], [RED, GREEN, BLUE, WHITE], strict=True):
        picture.putpixel(at, colour)
    return picture.resize(size, Image.Resampling.NEAREST)


def noise(size: tuple[int, int]) -> Image.Image:
    return Image.frombytes("RGB", size, random.Random(5).randbytes(size[0] * size[1] * 3))


def exif(orientation: int = 1) -> Image.Exif:
    """What a phone writes: how it was held, by whom it was made, where it was."""
    tags = Image.Exif()
    tags[0x0112] = orientation
    tags[0x010F] = "Telepon Contoh"
    tags.get_ifd(0x8825).update({1: "S", 2: (7.0, 34.0, 12.0), 3: "E", 4: (110.0, 49.0, 3.0)})
    return tags


def png(head: bytes, rows: bytes) -> bytes:
    """A PNG put together by hand, for what Pillow does not write."""
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(rows, 1)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )


def near(seen: object, colour: Colour, by: int = 14) -> bool:
    assert isinstance(seen, tuple)
    return all(abs(one - other) <= by for one, other in zip(seen, colour, strict=True))


def shows_scene(picture: Image.Image) -> bool:
    wide, high = picture.size
    spots = [(wide // 4, high // 4), (3 * wide // 4, high // 4)]
    spots += [(x, 3 * high // 4) for x, _ in spots]
    colours = [RED, GREEN, BLUE, WHITE]
    return all(
        near(picture.getpixel(at), colour) for at, colour in zip(spots, colours, strict=True)
    )


def code_of(data: bytes) -> str:
    with pytest.raises(PictureError) as refused:
        clean_jpeg(data)
    return refused.value.code


def drawn(ink: tuple[int, int, int, int] = (0, 0, 40, 255)) -> Image.Image:
    """A canvas of a tablet with a thick stroke in its middle."""
    canvas = Image.new("RGBA", (2400, 1200), (0, 0, 0, 0))
    canvas.paste(ink, (400, 500, 2000, 700))
    return canvas
