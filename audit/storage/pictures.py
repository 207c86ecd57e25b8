"""Whatever a phone or a browser sends becomes a plain, upright JPEG.

Upright pixels and no EXIF: a viewer that ignores the orientation tag shows the
photo right, and WeasyPrint passes the bytes through instead of recoding them.
"""

import io

from PIL import Image, ImageCms, ImageOps
from PIL.ExifTags import Base
from PIL.Image import Resampling, Transpose
from PIL.JpegImagePlugin import JpegImageFile

from audit.storage.formats import opened
from audit.storage.jpegs import (
    MAX_BYTES,
    MAX_SIDE,
    PictureError,
    check_jpeg,
    checked,
    refusals,
)

__all__ = ["PictureError", "check_jpeg", "clean_jpeg", "fitted_jpeg", "signature_jpeg"]

MAX_UPLOAD = 25 * 1024 * 1024
SIGNATURE_SIDE = 800
SIGNATURE_MARGIN = 12
PAPER = 16
"""Signature pixels at most this much darker than white count as paper."""

QUALITIES = (80, 60, 40, 20)
"""The first is meant; pure noise alone needs a lower one to stay within `MAX_BYTES`."""

TURNS = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}


def clean_jpeg(data: bytes) -> bytes:
    """Make any JPEG, PNG, WebP or HEIC the JPEG that is stored (see `check_jpeg`).

    A JPEG that already is one comes back byte for byte.

    :raise PictureError: "too_large" (25 MiB), "too_many_pixels" (60 million),
        "not_a_picture" or "broken"
    """
    return fitted_jpeg(data, MAX_SIDE)


def fitted_jpeg(data: bytes, side: int) -> bytes:
    """Like `clean_jpeg` for another longest side in pixels; nothing is ever enlarged."""
    if len(data) > MAX_UPLOAD:
        raise PictureError("too_large")
    if _is_fit(data, side):
        return data
    with refusals():
        return _encoded(_read(data, side))


def signature_jpeg(data: bytes) -> bytes:
    """Put a drawn signature on white, cut to its ink, at most 800 pixels."""
    if len(data) > MAX_UPLOAD:
        raise PictureError("too_large")
    with refusals():
        drawn = _read(data, MAX_SIDE)
        ink = ImageOps.invert(drawn.convert("L")).point(lambda dark: 255 * (dark > PAPER))
        cut = ImageOps.expand(drawn.crop(ink.getbbox()), SIGNATURE_MARGIN, "white")
        return _encoded(cut.resize(_scaled(cut.size, SIGNATURE_SIDE), Resampling.LANCZOS))


def _is_fit(data: bytes, side: int) -> bool:
    try:
        return checked(data, side).mode in ("RGB", "L")  # CMYK is no colour for a PDF/A
    except PictureError:
        return False


def _read(data: bytes, side: int) -> Image.Image:
    """Decode to upright sRGB pixels without anything else."""
    picture = opened(data)
    size = _scaled(picture.size, side)
    if isinstance(picture, JpegImageFile):
        picture.draft(None, size)  # decode at half or quarter scale where that is enough
    picture.load()
    small = _resizable(picture).resize(size, Resampling.LANCZOS, reducing_gap=2.0)
    turn = TURNS.get(_orientation(picture))
    upright = small.transpose(turn) if turn is not None else small
    return _srgb(_on_white(upright), picture.info.get("icc_profile"))


def _scaled(size: tuple[int, int], side: int) -> tuple[int, int]:
    longest = max(size)
    if longest <= side:
        return size
    return max(1, round(size[0] * side / longest)), max(1, round(size[1] * side / longest))


def _resizable(picture: Image.Image) -> Image.Image:
    """Palettes and bits can't be averaged, and Pillow clips 16 bits instead of scaling them."""
    if picture.mode.startswith("I"):
        return picture.convert("I").point(lambda grey: grey * (1 / 257)).convert("L")
    if picture.has_transparency_data:
        return picture if picture.mode == "RGBA" else picture.convert("RGBA")
    return picture if picture.mode in ("L", "RGB", "CMYK") else picture.convert("RGB")


def _orientation(picture: Image.Image) -> int:
    try:
        return int(picture.getexif().get(Base.Orientation, 1))
    except Exception:
        return 1  # damaged EXIF is no reason to lose a photo


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode != "RGBA":
        return picture
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture.getchannel("A"))
    return white


def _srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Apply an embedded colour profile, so that dropping it changes no colour."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile or b""))
        target = ImageCms.createProfile("sRGB")
        turned = ImageCms.profileToProfile(picture, source, target, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        turned = None  # none, damaged, or made for another kind of picture
    return turned or picture.convert("RGB")


def _encoded(picture: Image.Image) -> bytes:
    picture.info = {}  # Pillow would write a comment it finds here
    tries = (_saved(picture, quality) for quality in QUALITIES)
    return next(data for data in tries if len(data) <= MAX_BYTES)


def _saved(picture: Image.Image, quality: int) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=quality)
    return stream.getvalue()
