import io
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable

import pytest
from PIL import Image

from audit.storage.formats import opened
from audit.storage.jpegs import PictureError


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size and has not one pixel."""
    chunk = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", 13)
        + chunk
        + struct.pack(">I", zlib.crc32(chunk))
        + struct.pack(">I", 1 << 20)
        + b"IDAT"
    )


def webp_header(width: int, height: int) -> bytes:
    """An animated WebP that claims a canvas and has one small frame."""
    stream = io.BytesIO()
    Image.new("RGB", (8, 8)).save(stream, "WEBP")
    canvas = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    frame = bytes(6) + (7).to_bytes(3, "little") * 2 + bytes(4) + stream.getvalue()[12:]
    body = b"WEBPVP8X" + struct.pack("<I", 10) + b"\2\0\0\0" + canvas
    body += b"ANIM" + struct.pack("<IIH", 6, 0, 0)
    body += b"ANMF" + struct.pack("<I", len(frame)) + frame
    return b"RIFF" + struct.pack("<I", len(body)) + body


def code_of(data: bytes) -> str:
    with pytest.raises(PictureError) as refused:
        opened(data)
    return refused.value.code


def test_sixty_million_pixels_are_opened() -> None:
    assert opened(png_header(10_000, 6_000)).size == (10_000, 6_000)
    assert opened(webp_header(10_000, 6_000)).size == (10_000, 6_000)


@pytest.mark.parametrize("header", [png_header, webp_header])
def test_one_row_more_is_refused_by_the_header(header: Callable[[int, int], bytes]) -> None:
    assert code_of(header(10_000, 6_001)) == "too_many_pixels"


def test_a_canvas_that_pillow_itself_refuses_has_the_same_code() -> None:
    assert code_of(webp_header(16_383, 16_383)) == "too_many_pixels"


def test_thousands_of_scans_are_refused() -> None:
    stream = io.BytesIO()
    Image.new("L", (16, 16)).save(stream, "JPEG", progressive=True)
    data = stream.getvalue()
    scan = data.rindex(b"\xff\xda")

    assert opened(data).size == (16, 16)
    assert code_of(data[:scan] + data[scan:-2] * 200 + data[-2:]) == "broken"


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "PPM", "ICO", "AVIF"])
def test_formats_nobody_asked_for_are_no_pictures(kind: str) -> None:
    stream = io.BytesIO()
    Image.new("RGB", (16, 16)).save(stream, kind)

    assert code_of(stream.getvalue()) == "not_a_picture"


def test_the_heic_library_is_loaded_with_the_first_heic() -> None:
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, audit.storage.photos; print('pillow_heif' in sys.modules)",
        ],
        capture_output=True,
        text=True,
        check=True,
    )

    assert said.stdout.strip() == "False"
