"""What is no picture, or too much of one, is refused with a code; nothing else is raised."""

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.storage.pictures import MAX_UPLOAD, PictureError, check_jpeg, clean_jpeg, signature_jpeg
from tests.storage.scenes import code_of, drawn, encoded, exif, heic, noise, png, scene


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not_a_picture"),
        (b"Catatan kunjungan, bukan foto.\n" * 40, "not_a_picture"),
        (encoded(scene().quantize(8), "GIF"), "not_a_picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not_a_picture"),
        (b"\xff\xd8\xff", "broken"),
        (b"\x89PNG\r\n\x1a\n", "broken"),
        (b"RIFF\0\0\0\0WEBP", "broken"),
        (b"\0\0\0\x18ftypheic", "broken"),
    ],
)
def test_what_is_no_picture_is_refused(data: bytes, code: str) -> None:
    assert code_of(data) == code


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
@pytest.mark.parametrize(
    "whole",
    [
        encoded(noise((300, 200)), "JPEG", exif=exif()),
        encoded(noise((300, 200)), "PNG"),
        encoded(noise((300, 200)), "WEBP"),
        heic(noise((300, 200))),
    ],
    ids=["jpeg", "png", "webp", "heic"],
)
@pytest.mark.parametrize("lenient", [False, True])
def test_a_cut_off_upload_is_broken(
    whole: bytes, share: float, lenient: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("PIL.ImageFile.LOAD_TRUNCATED_IMAGES", lenient)  # WeasyPrint sets it

    assert code_of(whole[: int(len(whole) * share)]) == "broken"


def test_more_than_25_mebibytes_are_refused() -> None:
    data = encoded(scene(), "JPEG")

    assert clean_jpeg(data.ljust(MAX_UPLOAD, b"\0"))
    assert code_of(data.ljust(MAX_UPLOAD + 1, b"\0")) == "too_large"
    with pytest.raises(PictureError, match="too_large"):
        signature_jpeg(data.ljust(MAX_UPLOAD + 1, b"\0"))


def png_bomb() -> bytes:
    """400 million white pixels in 400 kB."""
    head = struct.pack(">IIBBBBB", 20_000, 20_000, 8, 0, 0, 0, 0)
    return png(head, b"\0" * 20_001 * 20_000)


def test_a_bomb_is_refused_before_it_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    data = png_bomb()
    monkeypatch.setattr("PIL.PngImagePlugin.PngImageFile.load", None)

    assert len(data) < 5_000_000
    assert code_of(data) == "too_many_pixels"


def test_too_many_pixels_in_a_jpeg() -> None:
    data = encoded(scene(), "JPEG")
    frame = data.index(b"\xff\xc0")
    claimed = data[: frame + 5] + struct.pack(">HH", 20_000, 20_000) + data[frame + 9 :]

    assert code_of(claimed) == "too_many_pixels"


@pytest.mark.parametrize("data", [b"", b"words", encoded(drawn(), "PNG")[:900]])
def test_what_is_no_signature_is_refused(data: bytes) -> None:
    with pytest.raises(PictureError):
        signature_jpeg(data)


SEEDS = [
    b"",
    encoded(scene((24, 16)), "JPEG", exif=exif(6)),
    encoded(scene((24, 16)), "JPEG", progressive=True),
    encoded(scene((24, 16)), "PNG", exif=exif(6)),
    encoded(scene((24, 16)), "WEBP", exif=exif(6)),
    heic(scene((64, 64))),
]


@pytest.mark.filterwarnings("ignore::UserWarning")
@settings(max_examples=300, deadline=None)
@given(st.sampled_from(SEEDS), st.data())
def test_no_bytes_raise_anything_but_a_picture_error(seed: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(seed)))
    hostile = (
        seed[:at] + data.draw(st.binary(max_size=40)) + seed[at + data.draw(st.integers(0, 40)) :]
    )

    for door in (clean_jpeg, check_jpeg, signature_jpeg):
        try:
            door(hostile)
        except PictureError as refused:
            assert refused.code
